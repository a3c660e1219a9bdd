import { expect, test } from 'vitest';
import { room } from '../../src/store/budget-room.ts';
import { createMemoryBudgets } from '../../src/store/memory-budgets.ts';
import { budgetConformance } from './budget-conformance.ts';
import { manualClock } from './clock.ts';

budgetConformance('budgets in memory', () => {
  const { now, elapse } = manualClock();
  const store = createMemoryBudgets({ now });
  return Promise.resolve({ store, other: store, elapse });
});

const MINUTE = { limit: 20, windowLength: 60_000, longestCall: 10_000 };

test('half of a budget may be had in the first window where another may have spent all of it just before', async () => {
  const { now, elapse } = manualClock();
  const store = createMemoryBudgets({ firstShare: 0.5, now });
  expect(room(await store.look('a', MINUTE), MINUTE)).toBe(10);
  expect(room(await store.look('one', { ...MINUTE, limit: 1 }), { ...MINUTE, limit: 1 })).toBe(1);
  await elapse(59_999);
  expect(room(await store.look('a', MINUTE), MINUTE)).toBe(10);
  await elapse(1);
  expect(room(await store.look('a', MINUTE), MINUTE)).toBe(20);
  expect(room(await store.look('b', MINUTE), MINUTE)).toBe(20);
});

test('a clock that is set back closes nothing for longer than a call and a window', async () => {
  const { now, elapse } = manualClock();
  const store = createMemoryBudgets({ now });
  const once = { ...MINUTE, limit: 1 };
  const { ticket = '' } = await store.take('a', once, 0);
  await store.settle('a', ticket, once);
  await elapse(-3_600_000);
  expect(room(await store.look('a', once), once)).toBe(0);
  await elapse(once.longestCall + once.windowLength);
  expect(room(await store.look('a', once), once)).toBe(1);
});
