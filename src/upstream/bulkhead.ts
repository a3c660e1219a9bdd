/** Bounds what one source can hold of the gateway: so many calls at once, and so many waiting to be. Stands directly around the client. */
import { fault, isWrite, operation } from './faults.ts';
import type { Guard, Trip } from './trip.ts';

export interface BulkheadParts {
  /** Most calls at once: the others wait for a connection. */
  readonly calls: number;
  /** Most calls that wait; what comes beyond is refused at once. */
  readonly waiting: number;
}

export function bulkhead({ calls, waiting }: BulkheadParts): Guard {
  let inside = 0;
  const leave = () => {
    inside -= 1;
  };
  return {
    begin(trip) {
      if (inside >= calls + waiting) throw crowded(trip);
      inside += 1;
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
