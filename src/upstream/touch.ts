/** Writes move on the epochs of what they touch, so that nobody is shown what was read before. */
import type { Epochs } from './epochs.ts';
import { isWrite } from './faults.ts';
import type { Interceptor, Trip } from './trip.ts';

/**
 * When the write leaves and again when it ends, however it ends: a reply asked for in between may show either state, and one asked for
 * before may show the old.
 */
export function touch(epochs: Epochs): Interceptor {
  return (next) => {
    const write = async (trip: Trip) => {
      const names = trip.request.touches ?? [];
      epochs.move(names);
      try {
        return await next(trip);
      } finally {
        epochs.move(names);
      }
    };
    return (trip) => (isWrite(trip) ? write(trip) : next(trip));
  };
}
