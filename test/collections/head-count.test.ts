import { expect, test, vi } from 'vitest';
import { HeadCount } from '../../src/collections/head-count.ts';

test('who waits until nobody is there is told when the last one leaves', async () => {
  const count = new HeadCount();
  count.enter();
  count.enter();
  const told = vi.fn<() => void>();
  const waiting = [count.empty().then(told), count.empty().then(told)];
  count.leave();
  await new Promise(setImmediate);
  expect(told).not.toHaveBeenCalled();
  count.leave();
  await Promise.all(waiting);
  expect(told).toHaveBeenCalledTimes(2);
});

test('where nobody is there, at once', async () => {
  const count = new HeadCount();
  await count.empty();
  count.enter();
  count.leave();
  await count.empty();
});

test('whoever comes as the last one leaves is waited for', async () => {
  const count = new HeadCount();
  count.enter();
  let isEmpty = false;
  const waiting = count.empty().then(() => (isEmpty = true));
  count.leave();
  count.enter();
  await new Promise(setImmediate);
  expect(isEmpty).toBe(false);
  count.leave();
  await waiting;
});
