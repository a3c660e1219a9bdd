/** Bounds what one source can hold of the gateway: so many calls at once, and so many waiting to be. Stands directly around the client. */
import { fault, isWrite, lost, operation } from './faults.ts';
import type { Interceptor, Observer, Trip } from './trip.ts';

export interface BulkheadParts {
  /** Most calls at once. */
  readonly calls: number;
  /** Most calls that wait; what comes beyond is refused at once. */
  readonly waiting: number;
}

export interface Bulkhead {
  readonly entrance: Interceptor;
  /** Outside the entrance: gives up the place of a call that came in. */
  readonly exit: Observer;
}

export function bulkhead({ calls, waiting }: BulkheadParts): Bulkhead {
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
  const turn = (trip: Trip) =>
    new Promise<void>((resolve, reject) => {
      const go = () => {
        trip.stoppable = undefined;
        enter(trip);
        resolve();
      };
      queue.push(go);
      trip.stoppable = {
        stop: (loss) => {
          queue.splice(queue.indexOf(go), 1);
          trip.stoppable = undefined;
          reject(lost(trip, loss, false));
        },
      };
    });

  return {
    entrance: (next) => (trip) => {
      if (inside < calls) {
        inside += 1;
        enter(trip);
        return next(trip);
      }
      if (queue.length < waiting) return turn(trip).then(() => next(trip));
      return Promise.reject(crowded(trip));
    },
    exit: { replied: leave, failed: leave },
  };
}

function crowded(trip: Trip) {
  const clause = `was not asked for \`${operation(trip.request)}\`: too many calls to it wait already`;
  return fault(trip, 'UPSTREAM_UNAVAILABLE', clause, {
    retryAfter: 1,
    outcome: isWrite(trip) ? 'NOT_DONE' : undefined,
  });
}
