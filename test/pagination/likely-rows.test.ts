/** Pages of merged lists that are larger than a provider's own: what a list is not likely to give is not read. */
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { WalkedConnection } from '../../src/pagination/types.ts';
import { idsOf, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';

/** Lists whose rows are `every` so many milliseconds. */
function listOf(
  name: string,
  count: number,
  every: number,
  traits: { hasTotal?: boolean; clamp?: number } = {},
) {
  return new MemoryList(
    rowsOf(count, (index) => 1e9 - every * index, name),
    traits,
  );
}

async function walk(lists: readonly MemoryList[], first: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null, hasMore = true; hasMore;) {
    const listings = lists.map((list, rank) => list.listing(String(rank)));
    const page: WalkedConnection<TestRow> = await walkConnection(optionsOf(listings, { first, after }));
    if (page.pageInfo.hasNextPage) expect(page.nodes).toHaveLength(first);
    ids.push(...idsOf(page));
    hasMore = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  return ids;
}

function merged(lists: readonly MemoryList[]): string[] {
  const rows = lists.flatMap((list, rank) => list.rows.map((row) => ({ ...row, rank })));
  return rows
    .sort((one, other) => (other.time ?? 0) - (one.time ?? 0) || one.rank - other.rank)
    .map(({ id }) => id);
}

test('a list that gives a few rows of each page is asked once for each', async () => {
  const lists = [listOf('a', 400, 10), listOf('b', 400, 10), listOf('c', 160, 25, { hasTotal: false })];
  expect(await walk(lists, 100)).toEqual(merged(lists));
  expect(lists[2]?.calls.length).toBeLessThanOrEqual(12);
});

test('a list that gives all rows after all costs what it costs alone', async () => {
  const alone = [listOf('a', 100, 1)];
  const lists = [listOf('a', 100, 1), listOf('b', 100, 1_000), listOf('c', 0, 1)];
  const first = async (some: readonly MemoryList[]) =>
    idsOf(
      await walkConnection(
        optionsOf(
          some.map((list, rank) => list.listing(String(rank))),
          { first: 100 },
        ),
      ),
    );
  expect(await first(lists)).toEqual(merged(lists).slice(0, 100));
  await first(alone);
  expect(lists[0]?.calls).toEqual(alone[0]?.calls);
  expect(lists[1]?.calls).toHaveLength(1);
});

test('a clamp that is found while a list is read on does not lose a row', async () => {
  const lists = [listOf('a', 90, 1, { clamp: 20, hasTotal: false }), listOf('b', 90, 1_000, { clamp: 13 })];
  expect(await walk(lists, 60)).toEqual(merged(lists));
});

test('a list that fails while it is read on keeps its place, and the others go on', async () => {
  const lists = [listOf('a', 100, 1), listOf('b', 100, 1_000), listOf('c', 0, 1)];
  const [one] = lists;
  const listings = lists.map((list, rank) => list.listing(String(rank)));
  const source = one?.page();
  const failing = listings.map((listing, rank) =>
    rank !== 0 || source === undefined
      ? listing
      : {
          ...listing,
          source: {
            ...source,
            read: (page: number, limit: number) =>
              page > 1 ? Promise.reject(new Error('down')) : source.read(page, limit),
          },
        },
  );
  const page = await walkConnection(optionsOf(failing, { first: 100 }));
  expect(page.errors[0]).toEqual(new Error('down'));
  expect(idsOf(page).filter((id) => id.startsWith('a'))).toEqual(one?.rows.slice(0, 50).map(({ id }) => id));
  const next = await walkConnection(optionsOf(listings, { first: 100, after: page.pageInfo.endCursor }));
  expect(idsOf(next).filter((id) => id.startsWith('a'))).toEqual(one?.rows.slice(50).map(({ id }) => id));
});

test('the page keeps its order where a list loses rows while others are read on', async () => {
  const lists = [listOf('a', 200, 2), listOf('b', 200, 2), listOf('c', 200, 500), listOf('d', 0, 1)];
  const [, shrinking] = lists;
  const source = shrinking?.page();
  let isFirst = true;
  const listings = lists.map((list, rank) => list.listing(String(rank)));
  const changed = listings.map((listing, rank) =>
    rank !== 1 || source === undefined || shrinking === undefined
      ? listing
      : {
          ...listing,
          source: {
            ...source,
            read: async (page: number, limit: number) => {
              const shown = await source.read(page, limit);
              if (!isFirst) return shown;
              isFirst = false;
              shrinking.rows = shrinking.rows.slice(0, 10);
              // Kept from before the walk.
              return { ...shown, fetchedAt: 500 };
            },
          },
        },
  );
  const page = await walkConnection(optionsOf(changed, { first: 110 }, { sizes: { max: 200 } }));
  expect(idsOf(page)).toEqual(merged(lists).slice(0, 110));
});
