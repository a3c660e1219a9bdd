/** Bounds what one source can hold of the gateway: so many calls at once, and so many waiting to be. Stands directly around the client. */
import { fault, isWrite, lost, operation } from './faults.ts';
import type { Guard, Loss, Trip } from './trip.ts';

export interface BulkheadParts {
  /** Most calls at once. */
  readonly calls: number;
  /** Most calls that wait; what comes beyond is refused at once. */
  readonly waiting: number;
}

export function bulkhead({ calls, waiting }: BulkheadParts): Guard {
  let inside = 0;
  // No `Set`: its old tables would hold those who have left (collections/seats.ts).
  const queue: (() => void)[] = [];

  const enter = (trip: Trip) => {
    trip.isInside = true;
  };
  /** The place is handed over to whoever waits first. */
  const leave = (trip: Trip) => {
    if (!trip.isInside) return;
    trip.isInside = false;
    const first = queue.shift();
    if (first === undefined) inside -= 1;
    else first();
  };
  /** Resolves when it is this call's turn. */
  const turn = async (trip: Trip) => {
    let stopped: Loss | undefined;
    await new Promise<void>((resolve) => {
      const go = () => {
        enter(trip);
        resolve();
      };
      queue.push(go);
      trip.stoppable = {
        stop: (loss) => {
          stopped = loss;
          const place = queue.indexOf(go);
          if (place !== -1) queue.splice(place, 1);
          resolve();
        },
      };
    });
    trip.stoppable = undefined;
    if (stopped === undefined) return;
    // It may have been stopped in the turn in which its own came.
    leave(trip);
    throw lost(trip, stopped, false);
  };

  return {
    hold(trip) {
      if (inside < calls) {
        inside += 1;
        enter(trip);
        return undefined;
      }
      if (queue.length < waiting) return turn(trip);
      throw crowded(trip);
    },
    replied: leave,
    failed: leave,
  };
}

function crowded(trip: Trip) {
  const clause = `was not asked for \`${operation(trip.request)}\`: too many calls to it wait already`;
  return fault(trip, 'UPSTREAM_UNAVAILABLE', clause, {
    retryAfter: 1,
    outcome: isWrite(trip) ? 'NOT_DONE' : undefined,
  });
}
