import { expect, test } from 'vitest';
import { createOperationQueue } from '../../../src/server/limits/operation-queue.ts';
import { heldAfter, overlapping, type Weight } from '../../support/garbage.ts';

test('operations that waited for their place and have left are held by nothing', async () => {
  const queue = createOperationQueue({ concurrentOperations: 1, waitingOperations: 10 });
  const operate = async (weight: Weight) => {
    // The queue knows an operation by its signal.
    const { signal } = new AbortController();
    await queue.enter(() => Object.assign(signal, { weight }));
    await new Promise(setImmediate);
    queue.leave();
  };
  const three = (weight: Weight) => Promise.all([weight, weight, weight].map(operate));
  expect(await heldAfter(overlapping(three))).toBeLessThan(5);
});
