/** What pages cost in upstream calls, over lists that do not change. */
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import { findRow } from '../../src/pagination/find-row.ts';
import type { RawArguments, WalkedConnection, WalkOptions } from '../../src/pagination/types.ts';
import { idsOf, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';
import { idsForward, pagesBackward, pagesForward } from './walk.ts';

const fallingRows = (count: number): TestRow[] => rowsOf(count, (index) => 1_000_000 - index);
const risingRows = (count: number): TestRow[] => rowsOf(count, (index) => index * 1_000);

/** Calls of each page of a walk. */
function counted(
  list: MemoryList,
  more?: Partial<WalkOptions<TestRow>>,
): {
  read: (args: RawArguments) => Promise<WalkedConnection<TestRow>>;
  costs: number[];
} {
  const costs: number[] = [];
  return {
    costs,
    read: async (args) => {
      const before = list.calls.length;
      const page = await walkConnection(optionsOf([list.listing('a')], args, more));
      costs.push(list.calls.length - before);
      return page;
    },
  };
}

test('a page and its anchor cost one call wherever one upstream page can show them', async () => {
  const known = counted(new MemoryList(fallingRows(431)));
  await pagesForward(25, known.read);
  expect(known.costs).toEqual(known.costs.map(() => 1));

  // Rows 24 to 50, the last of them telling whether there is more, lie on no single page of at most 50.
  const unknown = counted(new MemoryList(fallingRows(431), { hasTotal: false }));
  await pagesForward(25, unknown.read);
  expect(unknown.costs).toEqual(unknown.costs.map((_, index) => (index === 1 ? 2 : 1)));
});

test('a page larger than the maximum over a list that ends before it costs the two calls that were planned', async () => {
  const { read, costs } = counted(new MemoryList(fallingRows(10)));
  const page = await read({ first: 60 });
  expect(page.edges).toHaveLength(10);
  expect(page.pageInfo.hasNextPage).toBe(false);
  expect(costs).toEqual([2]);
});

test('no page of at most the maximum costs more than two calls, in either direction', async () => {
  for (let size = 1; size <= 49; size += 1) {
    const list = new MemoryList(fallingRows(431));
    const { read, costs } = counted(list);
    const pages = await pagesForward(size, read);
    await pagesBackward(size, read, pages.at(-1)?.edges.at(-1)?.cursor ?? null);
    expect(Math.max(...costs), `size ${size}`).toBeLessThanOrEqual(2);
  }
});

test('pages as large as the maximum cost one call, then two: a page and the row that proves its place', async () => {
  const list = new MemoryList(fallingRows(431));
  const { read, costs } = counted(list);
  await pagesForward(50, read);
  expect(costs).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 1]);
});

test('last: n of a long list costs at most two calls', async () => {
  const costsOf: number[] = [];
  for (let total = 300; total < 400; total += 1) {
    for (const last of [1, 10, 25, 40]) {
      const list = new MemoryList(risingRows(total), { maxLimit: 100 });
      const { read, costs } = counted(list, { order: 'rank' });
      const page = await read({ last });
      expect(idsOf(page)).toEqual(list.rows.slice(-last).map(({ id }) => id));
      costsOf.push(...costs);
    }
  }
  expect(Math.max(...costsOf)).toBeLessThanOrEqual(2);
});

test('a short list costs one call, first or last, and two where nothing says that it is not cut', async () => {
  const short = new MemoryList(risingRows(7));
  const { read, costs } = counted(short);
  await read({ first: 25 });
  await read({ last: 25 });
  expect(costs).toEqual([1, 1]);

  const silent = counted(new MemoryList(risingRows(7), { hasTotal: false }));
  await silent.read({ first: 25 });
  await silent.read({ first: 25 });
  expect(silent.costs).toEqual([2, 1]);
});

test('whether a short page is the whole list is not asked where it has more rows than the page and nobody reads the total', async () => {
  for (const clamp of [Infinity, 5]) {
    const list = new MemoryList(fallingRows(7), { hasTotal: false, clamp });
    const read = (args: RawArguments) =>
      walkConnection(optionsOf([{ ...list.listing('a'), isTotalUnread: true }], args));
    const page = await read({ first: 2 });
    expect(idsOf(page)).toEqual(['r0', 'r1']);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(page.totalCount).toBeNull();
    expect(list.calls).toEqual(['1x10']);
    // The end is looked for as soon as it matters.
    const rest = await read({ first: 10, after: page.pageInfo.endCursor });
    expect(idsOf(rest)).toEqual(['r2', 'r3', 'r4', 'r5', 'r6']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  }
});

test('a clamp costs one probe, and is remembered', async () => {
  const list = new MemoryList(fallingRows(150), { hasTotal: false, clamp: 20 });
  const first = counted(list);
  await first.read({ first: 10 });
  expect(list.memory.clampedTo).toBe(20);
  expect(list.calls).toEqual(['1x25', '2x20']);
  const again = counted(list);
  await again.read({ first: 10 });
  expect(again.costs).toEqual([1]);
  expect(list.calls.at(-1)).toBe('1x20');
});

test('a cursor used where nothing is remembered finds a clamp on a later page', async () => {
  for (const hasTotal of [true, false]) {
    const list = new MemoryList(fallingRows(150), { hasTotal, clamp: 20 });
    const pages = await pagesForward(30, counted(list).read);
    for (const [index, { pageInfo }] of pages.entries()) {
      const fresh = new MemoryList(list.rows, { hasTotal, clamp: 20 });
      const page = await counted(fresh).read({ first: 30, after: pageInfo.endCursor });
      expect(idsOf(page)).toEqual(list.rows.slice(30 * (index + 1), 30 * (index + 2)).map(({ id }) => id));
      expect(page.slices[0]?.drifted).toBe(false);
    }
  }
});

test('a since list is read whole once, then only from its anchor on', async () => {
  for (const strict of [true, false]) {
    const list = new MemoryList(rowsOf(60, (index) => 1_000 * Math.floor(index / 3)));
    const listing = { key: 'a', slice: 'a', source: list.since(strict) };
    const pages = await pagesForward(7, (args) =>
      walkConnection(optionsOf([listing], args, { order: 'rank' })),
    );
    expect(idsForward(pages)).toEqual(list.rows.map(({ id }) => id));
    expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(() => 60));
    expect(list.calls.slice(0, 2)).toEqual(['since ever', `since ${new Date(1_999).toISOString()}`]);
    expect(list.calls).toHaveLength(pages.length);
  }
});

for (const [name, hasTotal, most] of [
  ['with a total is bisected', true, 5],
  ['without a total is read from its start', false, 11],
] as const) {
  test(`from leaves out the rows before a moment: a list ${name}`, async () => {
    const list = new MemoryList(risingRows(1_000), { maxLimit: 100, hasTotal });
    for (const index of [0, 1, 99, 100, 555, 999, 1_000]) {
      const listing = { ...list.listing('a'), from: new Date(index * 1_000 - 1).toISOString() };
      const { costs, read } = {
        costs: [] as number[],
        read: async (args: RawArguments) => {
          const before = list.calls.length;
          const page = await walkConnection(optionsOf([listing], args, { order: 'rank' }));
          costs.push(list.calls.length - before);
          return page;
        },
      };
      const pages = await pagesForward(80, read);
      expect(idsForward(pages)).toEqual(list.rows.slice(index).map(({ id }) => id));
      expect(pages[0]?.pageInfo.hasPreviousPage).toBe(false);
      expect(costs[0]).toBeLessThanOrEqual(most + 1);
      expect(Math.max(0, ...costs.slice(1))).toBeLessThanOrEqual(2);
      if (hasTotal) {
        expect(pages[0]?.totalCount).toBe(1_000 - index);
        expect(idsOf(await read({ last: 3 }))).toEqual(
          list.rows.slice(Math.max(index, 997)).map(({ id }) => id),
        );
      }
    }
  });
}

test('from over lists that come since a moment or whole', async () => {
  const list = new MemoryList(risingRows(50));
  for (const source of [list.since(true), list.since(false), list.whole()]) {
    const listing = { key: 'a', slice: 'a', source, from: new Date(20_000).toISOString() };
    const read = (args: RawArguments): Promise<WalkedConnection<TestRow>> =>
      walkConnection(optionsOf([listing], args, { order: 'rank' }));
    const pages = await pagesForward(7, read);
    expect(idsForward(pages)).toEqual(list.rows.slice(20).map(({ id }) => id));
    expect(pages[0]).toMatchObject({ totalCount: 30, pageInfo: { hasPreviousPage: false } });
  }
});

test('findRow finds a row by its rising id in a few calls', async () => {
  const list = new MemoryList(risingRows(1_000), { maxLimit: 100 });
  const rules = optionsOf([], {});
  for (const index of [0, 99, 100, 501, 999]) {
    list.calls = [];
    const found = await findRow(list.listing('a'), rules, ({ id }) => Number(id.slice(1)) >= index);
    expect(found).toEqual({ row: list.rows[index], offset: index });
    expect(list.calls.length).toBeLessThanOrEqual(5);
  }
  expect(await findRow(list.listing('a'), rules, () => false)).toBeUndefined();
  expect(await findRow(new MemoryList([]).listing('a'), rules, () => true)).toBeUndefined();
});
