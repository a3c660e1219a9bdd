/** What happens to a place when the list changes between two pages. */
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListSource, RawArguments, WalkedConnection } from '../../src/pagination/types.ts';
import { idsOf, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';

/** Newest first, so that new rows come on top. */
const list = (count: number, traits = {}): MemoryList =>
  new MemoryList(
    rowsOf(count, (index) => 1e6 - 10 * index),
    traits,
  );

const reader =
  (one: MemoryList) =>
  (args: RawArguments): Promise<WalkedConnection<TestRow>> =>
    walkConnection(optionsOf([one.listing('a')], args));

const newRows = (count: number): TestRow[] => rowsOf(count, (index) => 2e6 - index, 'new');

test.for([1, 5, 30, 50, 200, 1_000])(
  'after %i new rows on top a page goes on where it was',
  async (count) => {
    for (const hasTotal of [true, false]) {
      const one = list(400, { hasTotal });
      const read = reader(one);
      const first = await read({ first: 100 });
      one.rows = [...newRows(count), ...one.rows];
      one.calls = [];
      const next = await read({ first: 10, after: first.pageInfo.endCursor });
      expect(idsOf(next)).toEqual(rowsOf(10, () => 0).map((_, index) => `r${100 + index}`));
      expect(next.slices[0]?.drifted).toBe(false);
      expect(one.calls.length).toBeLessThanOrEqual(count <= 50 ? 2 : hasTotal ? 2 : 10);
    }
  },
);

test('a place that a gallop cannot reach is told, and the walk goes on at its offset', async () => {
  const one = list(400, { hasTotal: false, maxLimit: 5 });
  const read = reader(one);
  const first = await read({ first: 20 });
  one.rows = [...newRows(20_000), ...one.rows];
  one.calls = [];
  const next = await read({ first: 5, after: first.pageInfo.endCursor });
  expect(next.slices[0]?.drifted).toBe(true);
  expect(idsOf(next)).toEqual(['new20', 'new21', 'new22', 'new23', 'new24']);
  expect(one.calls.length).toBeLessThanOrEqual(14);
});

test('a removed anchor is stood in for by the rows before it, and after them by its time', async () => {
  for (const removed of [1, 3, 4, 10]) {
    const one = list(60);
    const read = reader(one);
    const first = await read({ first: 20 });
    one.rows = one.rows.filter((_, index) => index < 20 - removed || index >= 20);
    const next = await read({ first: 5, after: first.pageInfo.endCursor });
    expect(idsOf(next)).toEqual(['r20', 'r21', 'r22', 'r23', 'r24']);
    const before = await read({ last: 3, before: first.pageInfo.endCursor });
    const last = 20 - removed;
    expect(idsOf(before)).toEqual([`r${last - 3}`, `r${last - 2}`, `r${last - 1}`]);
    expect(next.slices[0]?.drifted).toBe(false);
  }
});

test('an anchor that moved to the top marks its old place no more', async () => {
  const one = list(60);
  const read = reader(one);
  const first = await read({ first: 20 });
  const anchor = one.rows[19];
  if (!anchor) throw new Error('there are 60 rows');
  one.rows = [{ id: anchor.id, time: 2e6 }, ...one.rows.filter((row) => row !== anchor)];
  const next = await read({ first: 3, after: first.pageInfo.endCursor });
  expect(idsOf(next)).toEqual(['r20', 'r21', 'r22']);
});

test('in a list that is not sorted by time, an anchor whose time changed keeps its place', async () => {
  const one = new MemoryList(rowsOf(60, (index) => (index * 7_919) % 1_000));
  const read = reader(one);
  const first = await read({ first: 20 });
  one.rows = one.rows.map((row, index) => (index === 19 ? { ...row, time: 5_000 } : row));
  expect(idsOf(await read({ first: 3, after: first.pageInfo.endCursor }))).toEqual(['r20', 'r21', 'r22']);
  one.rows = one.rows.map((row, index) => (index > 10 && index < 20 ? { ...row, time: 6_000 + index } : row));
  expect(idsOf(await read({ first: 3, after: first.pageInfo.endCursor }))).toEqual(['r20', 'r21', 'r22']);
});

const RISING: Record<string, (one: MemoryList) => ListSource<TestRow>> = {
  'by page': (one) => one.page(),
  since: (one) => one.since(true),
  whole: (one) => one.whole(),
};

test.for(Object.entries(RISING))(
  'messages read %s: what arrives comes after the last cursor, once',
  async ([, sourceOf]) => {
    const one = new MemoryList(rowsOf(10, (index) => 1_000 * index));
    const read = (args: RawArguments): Promise<WalkedConnection<TestRow>> =>
      walkConnection(optionsOf([{ key: 'a', slice: 'a', source: sourceOf(one) }], args, { order: 'rank' }));
    const all = await read({});
    expect(all.pageInfo.hasNextPage).toBe(false);
    one.rows = [
      ...one.rows,
      ...rowsOf(3, () => 9_000, 'late'),
      ...rowsOf(2, (index) => 20_000 + index, 'later'),
    ];
    const after = all.pageInfo.endCursor;
    const more = await read({ first: 4, after });
    expect(idsOf(more)).toEqual(['late0', 'late1', 'late2', 'later0']);
    expect(more.totalCount).toBe(15);
    // The anchor and its neighbour are removed: its time tells.
    one.rows = one.rows.filter(({ id }) => !['r9', 'r8', 'late0', 'late1', 'late2'].includes(id));
    expect(idsOf(await read({ first: 4, after }))).toEqual(['later0', 'later1']);
  },
);

test('a list that grew is not taken for the whole one that it was, though as many rows with the same last one show', async () => {
  const one = list(5, { hasTotal: false, maxLimit: 10, clamp: 5 });
  const read = reader(one);
  const first = await read({ first: 1 });
  const last = one.rows.pop();
  if (last === undefined) throw new Error('The list has rows.');
  one.rows = [...newRows(4), { ...last, time: 1.5e6 }, ...one.rows];
  expect(idsOf(await read({ first: 1, after: first.pageInfo.endCursor }))).toEqual(['r1']);
});
