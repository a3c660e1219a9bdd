/** Writes move on the epochs of what they touch, so that nobody is shown what was read before. */
import type { Epochs } from './epochs.ts';
import { isWrite } from './faults.ts';
import type { Observer, Trip } from './trip.ts';

/**
 * When the write leaves and again when it ends, however it ends: a reply asked for in between may show either state, and one asked for
 * before may show the old.
 */
export function touch(epochs: Epochs): Observer {
  const move = (trip: Trip) => {
    if (isWrite(trip)) epochs.move(trip.request.touches ?? []);
  };
  return { begin: move, replied: move, failed: move };
}
