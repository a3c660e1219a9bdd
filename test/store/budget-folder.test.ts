import { mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { room } from '../../src/store/budget-room.ts';
import type { BudgetStore, BudgetTerms } from '../../src/store/budget-store.ts';
import { budgetConformance } from './budget-conformance.ts';
import { manualClock } from './clock.ts';
import { folders, recordsIn, startCounting } from './folder.ts';

const { fresh, left } = folders();

budgetConformance('budgets in memory that are written down', () => {
  const { now, elapse } = manualClock();
  const { store } = startCounting(fresh(), now);
  return Promise.resolve({ store, other: store, elapse });
});

const MINUTE: BudgetTerms = { limit: 20, windowLength: 60_000, longestCall: 10_000 };
const DAY: BudgetTerms = { windowLength: 0, longestCall: 10_000 };

async function spend(store: BudgetStore, terms: BudgetTerms, count: number): Promise<void> {
  for (let calls = 0; calls < count; calls += 1) {
    const { ticket = '' } = await store.take('a', terms, 0);
    await store.settle('a', ticket, terms);
  }
}

const roomOf = async (store: BudgetStore, terms = MINUTE) => room(await store.look('a', terms), terms);

test('the next process begins with what the one before has spent', async () => {
  const { now, elapse } = manualClock();
  const directory = fresh();
  const first = startCounting(directory, now);
  await spend(first.store, MINUTE, 12);
  await elapse(30_000);
  await spend(first.store, MINUTE, 3);
  const second = startCounting(directory, now);
  expect(await roomOf(second.store)).toBe(5);
  expect(room(await second.store.look('b', MINUTE), MINUTE)).toBe(20);
  await spend(second.store, MINUTE, 2);
  // What the first one left is not counted twice.
  const third = startCounting(directory, now);
  expect(await roomOf(third.store)).toBe(3);
  // Records tell moments in steps of a thousandth of the window.
  await elapse(30_100);
  expect(await roomOf(third.store)).toBe(15);
  await elapse(30_000);
  expect(await roomOf(third.store)).toBe(20);
});

test('a call under way when its process is killed is counted to its latest end', async () => {
  const { now, elapse } = manualClock();
  const directory = fresh();
  const first = startCounting(directory, now);
  await first.store.take('a', MINUTE, 0);
  const second = startCounting(left(directory), now);
  expect(await roomOf(second.store)).toBe(19);
  await elapse(69_900);
  expect(await roomOf(second.store)).toBe(19);
  await elapse(200);
  expect(await roomOf(second.store)).toBe(20);
});

test('a pause and a quota outlive the process that was told of them', async () => {
  const { now, elapse } = manualClock();
  const directory = fresh();
  const { store } = startCounting(directory, now);
  await store.settle('a', 'unknown', DAY, { pause: 3_600_000 });
  await store.settle('b', 'unknown', DAY, { quota: { limit: 10_000, remaining: 3, resetsIn: 7_200_000 } });
  await store.take('b', DAY, 0);

  const next = startCounting(left(directory), now);
  expect((await next.store.look('a', DAY)).pause).toBe(3_600_000);
  // The call that was under way may have been counted.
  expect((await next.store.look('b', DAY)).quota).toEqual({
    limit: 10_000,
    remaining: 2,
    resetsIn: 7_200_000,
  });
  await elapse(7_200_001);
  expect((await next.store.look('b', DAY)).quota).toBeUndefined();
});

test('of a large budget a hundredth is written down at once, and stays spent if nobody tells', async () => {
  const { now } = manualClock();
  const directory = fresh();
  const { store } = startCounting(directory, now);
  const large = { ...MINUTE, limit: 10_000 };
  await Promise.all(Array.from({ length: 3 }, () => store.take('a', large, 0)));
  expect(await roomOf(startCounting(left(directory), now).store, large)).toBe(9_901);
  await Promise.all(Array.from({ length: 100 }, () => store.take('a', large, 0)));
  expect(await roomOf(startCounting(left(directory), now).store, large)).toBeLessThan(9_897);
  const [file = ''] = recordsIn(directory);
  await spend(store, large, 5_000);
  expect(statSync(file).size).toBeLessThan(30_000);
});

test('nobody else can read it, and no key of a budget stands in it', async () => {
  const { now } = manualClock();
  const directory = fresh();
  const { store } = startCounting(directory, now);
  const { ticket = '' } = await store.take('budget ebbot sekret default', MINUTE, 0);
  await store.settle('budget ebbot sekret default', ticket, MINUTE);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(directory)) {
    const path = join(directory, file);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(file + readFileSync(path, 'latin1')).not.toMatch(/ebbot|sekret/);
  }
  // Another folder names the same budget otherwise.
  const other = fresh();
  await startCounting(other, now).store.take('budget ebbot sekret default', MINUTE, 0);
  const nameIn = (folder: string) =>
    readdirSync(folder)
      .find((file) => file.endsWith('.json'))
      ?.slice(0, 32);
  expect(nameIn(other)).not.toBe(nameIn(directory));
});

test.each([
  ['{"format":1,', 'is no budget record'],
  ['{"format":2}', 'is no budget record'],
  ['x'.repeat(1_000_001), 'is no budget record'],
  [JSON.stringify({ format: 1, savedAt: 9e12, places: [], pausedUntil: 0 }), 'the clock was set back'],
])(
  'a record that says %.20s is passed over with a warning, and half of the budget is kept back',
  async (text, why) => {
    const { now, elapse } = manualClock();
    const directory = fresh();
    await spend(startCounting(directory, now).store, MINUTE, 1);
    const [file = ''] = recordsIn(directory);
    writeFileSync(file, text);
    utimesSync(file, now() / 1000, now() / 1000);
    const next = startCounting(directory, now);
    expect(next.warnings).toEqual([{ path: file, message: expect.stringContaining(why) as string }]);
    expect(await roomOf(next.store)).toBe(10);
    expect(room(await next.store.look('b', MINUTE), MINUTE)).toBe(20);
    await elapse(70_000);
    expect(await roomOf(startCounting(directory, now).store)).toBe(20);
    await elapse(2 * 86_400_000);
    startCounting(directory, now);
    expect(recordsIn(directory)).toEqual([]);
  },
);

test('a folder in place of a record is no end of the process', async () => {
  const { now } = manualClock();
  const directory = fresh();
  await spend(startCounting(directory, now).store, MINUTE, 1);
  const [file = ''] = recordsIn(directory);
  mkdirSync(file.replace(/\.[^.]+\.json$/, '.0123456789ab.json'));
  const { warnings, store } = startCounting(directory, now);
  expect(warnings).toMatchObject([{ message: expect.stringContaining('cannot be read (EISDIR)') as string }]);
  expect(await roomOf(store)).toBe(9);
});

test('what is over is deleted by the next start, and by a process that ends in peace', async () => {
  const { now, elapse } = manualClock();
  const directory = fresh();
  const first = startCounting(directory, now);
  await spend(first.store, MINUTE, 3);
  await elapse(59_000);
  await first.journal.close();
  startCounting(directory, now);
  expect(recordsIn(directory)).toHaveLength(1);
  await elapse(1_100);
  const second = startCounting(directory, now);
  expect(recordsIn(directory)).toEqual([]);
  await spend(second.store, MINUTE, 1);
  await elapse(61_000);
  await second.journal.close();
  expect(readdirSync(directory)).toEqual(['key']);
});

test('two processes at once spoil nothing of each other’s, and a third knows of both', async () => {
  const { now } = manualClock();
  const directory = fresh();
  const one = startCounting(directory, now);
  const two = startCounting(directory, now);
  await Promise.all([spend(one.store, MINUTE, 6), spend(two.store, MINUTE, 7)]);
  expect(await roomOf(startCounting(directory, now).store)).toBe(7);
});

test('a folder that cannot be written any more is told once, and the calls go on', async () => {
  const { now } = manualClock();
  const directory = fresh();
  const { store, warnings } = startCounting(directory, now);
  await spend(store, MINUTE, 1);
  const [file = ''] = recordsIn(directory);
  mkdirSync(`${file}.tmp`);
  await spend(store, MINUTE, 4);
  expect(await roomOf(store)).toBe(15);
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('the next start will not know of them'),
  ]);
});
