/** Bounds what one source can hold of the gateway: so many calls at once, and so many waiting to be. Stands directly around the client. */
import { fault, isWrite, lost, operation } from './faults.ts';
import type { Interceptor, Trip } from './trip.ts';

export interface BulkheadParts {
  /** Most calls at once. */
  readonly calls: number;
  /** Most calls that wait; what comes beyond is refused at once. */
  readonly waiting: number;
}

export function bulkhead({ calls, waiting }: BulkheadParts): Interceptor {
  let underWay = 0;
  const queue = new Set<() => void>();

  const leave = () => {
    const [first] = queue;
    if (first === undefined) underWay -= 1;
    else first();
  };
  /** Resolves when it is this call's turn; the place is handed over by whoever leaves. */
  const turn = (trip: Trip) =>
    new Promise<void>((resolve, reject) => {
      const go = () => {
        queue.delete(go);
        trip.stop = undefined;
        resolve();
      };
      queue.add(go);
      trip.stop = (loss) => {
        queue.delete(go);
        trip.stop = undefined;
        reject(lost(trip, loss, false));
      };
    });

  return (next) => {
    const go = (trip: Trip) =>
      next(trip).then(
        (reply) => {
          leave();
          return reply;
        },
        (error: unknown) => {
          leave();
          throw error;
        },
      );
    return (trip) => {
      if (underWay < calls) {
        underWay += 1;
        return go(trip);
      }
      if (queue.size < waiting) return turn(trip).then(() => go(trip));
      return Promise.reject(crowded(trip));
    };
  };
}

function crowded(trip: Trip) {
  const clause = `was not asked for \`${operation(trip.request)}\`: too many calls to it wait already`;
  return fault(trip, 'UPSTREAM_UNAVAILABLE', clause, {
    retryAfter: 1,
    outcome: isWrite(trip) ? 'NOT_DONE' : undefined,
  });
}
