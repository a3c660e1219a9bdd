/** Whether what is over is let go of by a collection of the young generation, and not only by one of all the heap, which under load is seldom. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;

const ROUNDS = 60;
/** After these the whole heap is collected once, so that there is something old that could hold what is young. */
const OLD = 20;
const BYTES = 100_000;

/** Something to hang on an object: while that lives, so does its weight. */
export type Weight = ArrayBuffer;

/** How many of the weights of so many operations outlive them, of `ROUNDS - OLD`. Each runs after the one before it. */
export async function heldAfter(operate: (weight: Weight) => Promise<unknown>): Promise<number> {
  for (let round = 0; round < OLD; round += 1) {
    const running = operate(new ArrayBuffer(BYTES));
    if (round === OLD - 1) collect();
    await running;
  }
  collect();
  const before = process.memoryUsage().arrayBuffers;
  for (let round = OLD; round < ROUNDS; round += 1) await operate(new ArrayBuffer(BYTES));
  for (let time = 0; time < 3; time += 1) {
    await new Promise(setImmediate);
    collect({ type: 'minor' });
  }
  return Math.round((process.memoryUsage().arrayBuffers - before) / BYTES);
}

/** Each begins before the one before it has ended, as under load: whatever they wait in is never empty. */
export function overlapping(operate: (weight: Weight) => Promise<unknown>): typeof operate {
  let before: Promise<unknown> | undefined;
  return async (weight) => {
    const running = operate(weight);
    await before;
    before = running;
  };
}
