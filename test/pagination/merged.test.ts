import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListingInput, WalkedConnection, WalkOptions } from '../../src/pagination/types.ts';
import { Down, idsOf, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';
import { idsBackward, idsForward, pagesBackward, pagesForward } from './walk.ts';

const listings = (...lists: MemoryList[]): ListingInput<TestRow>[] =>
  lists.map((list, rank) => list.listing(`list ${rank}`));

/** Three lists whose rows interleave, with ties between all of them. */
function three(hasTotal = true): MemoryList[] {
  const traits = { hasTotal };
  return [
    new MemoryList(
      rowsOf(61, (index) => 10_000 - 20 * index, 'a'),
      traits,
    ),
    new MemoryList(
      rowsOf(53, (index) => 10_000 - 30 * index, 'b'),
      { ...traits, maxLimit: 100 },
    ),
    new MemoryList(
      rowsOf(23, (index) => (index < 20 ? 9_000 - 10 * index : null), 'c'),
      { ...traits, maxLimit: 20 },
    ),
  ];
}

/** The order as the contract says it, over whole lists. */
function merged(lists: readonly MemoryList[]): string[] {
  const at = lists.map(() => 0);
  const ids: string[] = [];
  for (;;) {
    let best: { rank: number; key: number; id: string } | undefined;
    lists.forEach(({ rows }, rank) => {
      const row = rows[at[rank] ?? 0];
      const key = row?.time ?? -Infinity;
      if (row && (!best || key > best.key)) best = { rank, key, id: row.id };
    });
    if (!best) return ids;
    ids.push(best.id);
    at[best.rank] = (at[best.rank] ?? 0) + 1;
  }
}

for (const hasTotal of [true, false]) {
  test(`three lists ${hasTotal ? 'with' : 'without'} totals: every page size gives the same order, forward and back`, async () => {
    const expected = merged(three(hasTotal));
    for (let size = 1; size <= 100; size += 1) {
      const lists = three(hasTotal);
      const read: Parameters<typeof pagesForward>[1] = (args) =>
        walkConnection(optionsOf(listings(...lists), args));
      const pages = await pagesForward(size, read);
      expect(idsForward(pages), `first: ${size}`).toEqual(expected);
      const last = pages.at(-1)?.edges.at(-1)?.cursor ?? null;
      expect(idsBackward(await pagesBackward(size, read, last)), `last: ${size}`).toEqual(
        expected.slice(0, -1),
      );
    }
  });
}

test('any edge can be the after and the before of pages of any size', async () => {
  const lists = three();
  const expected = merged(lists);
  const { edges } = await walkConnection(
    optionsOf(listings(...lists), { first: 137 }, { sizes: { max: 200 } }),
  );
  for (const [index, { cursor }] of edges.entries()) {
    const size = 1 + (index % 40);
    const after = await walkConnection(optionsOf(listings(...lists), { first: size, after: cursor }));
    expect(idsOf(after)).toEqual(expected.slice(index + 1, index + 1 + size));
    const before = await walkConnection(optionsOf(listings(...lists), { last: size, before: cursor }));
    expect(idsOf(before)).toEqual(expected.slice(Math.max(0, index - size), index));
    expect(after.pageInfo.hasNextPage).toBe(index + 1 + size < expected.length);
    expect(before.pageInfo.hasPreviousPage).toBe(index > size);
  }
});

test('last without before merges from the ends', async () => {
  const lists = three();
  const read: Parameters<typeof pagesForward>[1] = (args) =>
    walkConnection(optionsOf(listings(...lists), args));
  expect(idsBackward(await pagesBackward(30, read))).toEqual(merged(lists));
});

test('last without before leaves out a list without a total, on the pages before too', async () => {
  const [a, b] = three();
  const without = new MemoryList(a?.rows ?? [], { hasTotal: false });
  if (!b) throw new Error('there are three lists');
  const read: Parameters<typeof pagesForward>[1] = (args) =>
    walkConnection(optionsOf(listings(without, b), args));
  const pages = await pagesBackward(30, read);
  expect(idsBackward(pages)).toEqual(b.rows.map(({ id }) => id));
  for (const { slices, totalCount } of pages) {
    expect(slices.map(({ needsTotal }) => needsTotal)).toEqual([true, false]);
    expect(totalCount).toBeNull();
  }
});

test('the total is the sum, and null where a part is unknown', async () => {
  const total = async (...lists: MemoryList[]): Promise<number | null> =>
    (await walkConnection(optionsOf(listings(...lists), { first: 5 }))).totalCount;
  expect(await total(...three())).toBe(137);
  expect(await total(new MemoryList(rowsOf(30, (index) => -index)), ...three(false))).toBeNull();
});

test('lists of one source share a slice', async () => {
  const [a, b, c] = three();
  if (!a || !b || !c) throw new Error('there are three lists');
  c.error = new Down();
  const inputs = [a.listing('a', 'one'), b.listing('b', 'two'), c.listing('c', 'one')];
  const page = await walkConnection(optionsOf(inputs, { first: 5 }));
  expect(page.slices).toMatchObject([
    { key: 'one', totalCount: null, error: c.error, retryAt: 2_000 },
    { key: 'two', totalCount: 53 },
  ]);
  expect(page.edges.map(({ slice }) => slice)).toContain('one');
});

test('a list that contradicts the merge key keeps its order and is told', async () => {
  const odd = new MemoryList([
    { id: 'x', time: 5 },
    { id: 'y', time: 9 },
    { id: 'z', time: 7 },
  ]);
  const plain = new MemoryList(rowsOf(4, (index) => 8 - 2 * index, 'p'));
  const read: Parameters<typeof pagesForward>[1] = (args) =>
    walkConnection(optionsOf(listings(odd, plain), args));
  const whole = await read({});
  expect(idsOf(whole)).toEqual(['p0', 'p1', 'x', 'y', 'z', 'p2', 'p3']);
  expect(whole.slices.map(({ disordered }) => disordered)).toEqual([true, false]);
  for (const size of [1, 2, 3, 4]) expect(idsForward(await pagesForward(size, read))).toEqual(idsOf(whole));
});

const ranked = (
  lists: readonly MemoryList[],
  more: Partial<WalkOptions<TestRow>> = {},
): Parameters<typeof pagesForward>[1] => {
  return (args): Promise<WalkedConnection<TestRow>> =>
    walkConnection(optionsOf(listings(...lists), args, { order: 'rank', ...more }));
};

test('lists in rank order come one after another, in both directions', async () => {
  for (const hasTotal of [true, false]) {
    for (let size = 1; size <= 100; size += 1) {
      const lists = three(hasTotal);
      const expected = lists.flatMap(({ rows }) => rows.map(({ id }) => id));
      const pages = await pagesForward(size, ranked(lists));
      expect(idsForward(pages), `first: ${size}`).toEqual(expected);
      const last = pages.at(-1)?.edges.at(-1)?.cursor ?? null;
      expect(idsBackward(await pagesBackward(size, ranked(lists), last))).toEqual(expected.slice(0, -1));
      if (hasTotal) expect(idsBackward(await pagesBackward(size, ranked(lists)))).toEqual(expected);
    }
  }
});

test('lists in rank order: totals are known on every page, later lists are not asked before their turn', async () => {
  const lists = three();
  const pages = await pagesForward(10, ranked(lists));
  expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(() => 137));
  expect(lists.map(({ calls }) => calls.length)).toEqual([7, 7, 4]);
});
