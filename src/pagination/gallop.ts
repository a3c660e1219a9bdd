import type { Direction } from './locate.ts';
import { edgeOf, type Tape } from './tape.ts';
import type { Seat } from './seat.ts';

/** Calls that a search may cost. */
const CALLS = 8;

/**
 * Searches a place outside the rows read so far: the neighbouring page first, then twice as far each time, and once it was passed, by
 * halves. In a list that is not sorted by time the neighbouring rows on both sides are searched instead. Undefined where it was not found.
 */
export async function gallop(tape: Tape<unknown>, look: () => Seat | Direction): Promise<Seat | undefined> {
  let lowest = 0;
  let highest = Infinity;
  for (let call = 0; call <= CALLS; call += 1) {
    const seen = look();
    if ('gap' in seen) return seen;
    if (call === CALLS) return undefined;
    if (seen.toward === 'unknown') {
      if (!(await widen(tape, call))) return undefined;
    } else if (seen.isNear || call === 0) {
      await tape.widen(seen.toward);
    } else {
      highest = Math.min(highest, tape.end ?? Infinity);
      if (seen.toward === 'down') lowest = Math.max(lowest, edgeOf(tape));
      else highest = Math.min(highest, tape.start);
      // Passed on both sides, so it is between these rows and the ones seen before, where they meet.
      if (lowest >= highest) await tape.widen(seen.toward);
      else await jump(tape, seen.toward, lowest, highest, tape.reach * 2 ** (call - 1));
    }
  }
  return undefined;
}

async function jump(
  tape: Tape<unknown>,
  toward: 'down' | 'up',
  lowest: number,
  highest: number,
  distance: number,
): Promise<void> {
  const far = toward === 'down' ? lowest + distance : highest - distance;
  const isInside = far >= lowest && far < highest;
  await tape.jump(isInside ? far : Math.floor((lowest + Math.min(highest, lowest + 2 * distance)) / 2));
}

/** Reads on, below and above in turn. False where all rows have been read. */
async function widen(tape: Tape<unknown>, call: number): Promise<boolean> {
  const canRise = tape.start > 0;
  const canSink = tape.end === undefined || edgeOf(tape) < tape.end;
  if (!canRise && !canSink) return false;
  await tape.widen(canSink && (call % 2 === 0 || !canRise) ? 'down' : 'up');
  return true;
}
