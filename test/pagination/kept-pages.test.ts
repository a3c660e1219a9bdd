/** Lists that change while some of their pages are kept: what is shown of one moment is joined to what is shown of another. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListPage, PageSource, RawArguments, WalkedConnection } from '../../src/pagination/types.ts';
import { idsOf, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';

const LIFE = 5_000;
/** Of one page, kept ones with them. */
const MOST_CALLS = 60;
/** Kept pages without a shared row are taken for pages of one moment if they are less apart, and rows removed in between are not noticed. */
const ONE_MOMENT = 1_001;

/** Lists whose pages are kept for a while, as the cache does. */
class KeptLists {
  readonly lists: readonly MemoryList[];
  readonly list: MemoryList;
  readonly #kept = new Map<string, Promise<ListPage<TestRow>>>();
  #calls = 0;
  now = 1_000;
  /** What replies say instead of `now`. */
  toldTime: number | undefined;

  constructor(list: MemoryList, ...others: MemoryList[]) {
    this.list = list;
    this.lists = [list, ...others];
  }

  read(args: RawArguments): Promise<WalkedConnection<TestRow>> {
    this.#calls = 0;
    const listings = this.lists.map((list, rank) => ({
      ...list.listing(`list ${rank}`),
      source: this.#source(list, rank),
    }));
    return walkConnection(optionsOf(listings, args, { now: () => this.now, sizes: { max: 200 } }));
  }

  push(list: MemoryList, ...ids: string[]): void {
    list.rows = [...ids.map((id, index) => ({ id, time: 2e9 + this.now - index })), ...list.rows];
  }

  #source(list: MemoryList, rank: number): PageSource<TestRow> {
    const source = list.page();
    return {
      ...source,
      read: async (page, limit, notBefore = -Infinity) => {
        this.#calls += 1;
        if (this.#calls > MOST_CALLS * this.lists.length) throw new Error('the page does not end');
        const name = `${rank}: ${page}x${limit}`;
        const kept = await this.#kept.get(name);
        if (kept && kept.fetchedAt > this.now - LIFE && kept.fetchedAt >= notBefore) return kept;
        list.fetchedAt = this.toldTime ?? this.now;
        const shown = source.read(page, limit);
        this.#kept.set(name, shown);
        return shown;
      },
    };
  }
}

const fallingRows = (count: number): TestRow[] => rowsOf(count, (index) => 1e9 - 10 * index);
const span = (from: number, to: number): string[] =>
  fallingRows(to)
    .slice(from)
    .map(({ id }) => id);

test('rows between a kept page and a newer one that it does not reach are read, not left out', async () => {
  const kept = new KeptLists(new MemoryList(fallingRows(33), { hasTotal: false, clamp: 13 }));
  const pages = [await kept.read({ first: 8 })];
  kept.now += 100;
  kept.push(kept.list, 'new1', 'new2', 'new3', 'new4');
  for (const first of [3, 9, 50, 50]) {
    const after = pages.at(-1)?.pageInfo.endCursor;
    if (after != null) pages.push(await kept.read({ first, after }));
    kept.now += 100;
  }
  expect(pages.flatMap(idsOf)).toEqual(span(0, 33));
  expect(pages.every(({ slices }) => slices[0]?.drifted === false)).toBe(true);
});

test('the end of a list is not told by a page behind one that was kept from when the list was longer', async () => {
  const kept = new KeptLists(new MemoryList(fallingRows(25), { hasTotal: false, maxLimit: 10 }));
  await kept.read({ first: 10 });
  await kept.read({ first: 10, after: (await kept.read({ first: 10 })).pageInfo.endCursor });
  kept.now += 100;
  kept.list.rows = kept.list.rows.slice(15);
  const ids: string[] = [];
  for (let after: string | null | undefined = undefined, hasMore = true; hasMore;) {
    const page: WalkedConnection<TestRow> = await kept.read({ first: 10, after });
    ids.push(...idsOf(page));
    hasMore = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  expect(ids.filter((id) => span(15, 25).includes(id))).toEqual(span(15, 25));
});

test('last shows the last rows of a list that grew since its total was kept', async () => {
  const kept = new KeptLists(new MemoryList(fallingRows(33), { maxLimit: 10 }));
  await kept.read({ last: 1 });
  kept.now += 100;
  kept.push(kept.list, 'new1', 'new2');
  expect(idsOf(await kept.read({ last: 5 }))).toEqual(span(28, 33));
});

test('kept pages of a list that did not change cost no call', async () => {
  const kept = new KeptLists(new MemoryList(fallingRows(120), { hasTotal: false }));
  const walk = async () => {
    for (let after: string | null | undefined = undefined, hasMore = true; hasMore; kept.now += 100) {
      const { pageInfo }: WalkedConnection<TestRow> = await kept.read({ first: 20, after });
      hasMore = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
    }
    return kept.list.calls.splice(0).length;
  };
  expect(await walk()).toBeLessThanOrEqual(8);
  expect(await walk()).toBe(0);
});

test('a row that was given is not given again after a kept page that is older than the cursor', async () => {
  const list = new MemoryList(fallingRows(60), { hasTotal: false });
  const kept = new KeptLists(list, new MemoryList(rowsOf(60, (index) => 15e8 - index, 'other')));
  const pages = [await kept.read({ first: 3 })];
  kept.now += 1_100;
  const [moved] = list.rows.splice(50, 1);
  kept.push(list, moved?.id ?? '');
  for (const [first, wait] of [
    [30, 1_100],
    [3, 6_000],
    [3, 0],
  ] as const) {
    pages.push(await kept.read({ first, after: pages.at(-1)?.pageInfo.endCursor }));
    kept.now += wait;
  }
  expect(pages.flatMap(idsOf).filter((id) => id === moved?.id)).toHaveLength(1);
});

test('replies that claim to be older than the walk are read again but once', async () => {
  const kept = new KeptLists(
    new MemoryList(
      rowsOf(100, () => 1e9),
      { hasTotal: false },
    ),
  );
  kept.toldTime = kept.now;
  const { pageInfo } = await kept.read({ first: 5 });
  kept.list.rows = kept.list.rows.slice(30);
  kept.now += LIFE;
  expect((await kept.read({ first: 5, after: pageInfo.endCursor })).slices[0]?.drifted).toBe(true);
});

interface Change {
  readonly kind: 'new' | 'move' | 'remove';
  readonly list: number;
  readonly at: number;
}

interface ListPlan {
  readonly count: number;
  readonly clamp: number;
  readonly hasTotal: boolean;
  /** Milliseconds from row to row. */
  readonly every: number;
}

interface Plan {
  readonly lists: readonly ListPlan[];
  readonly isForward: boolean;
  readonly steps: readonly {
    readonly size: number;
    readonly wait: number;
    readonly changes: readonly Change[];
  }[];
}

const listPlan: fc.Arbitrary<ListPlan> = fc.record({
  count: fc.integer({ min: 20, max: 80 }),
  clamp: fc.constantFrom(7, 13, 20, 50),
  hasTotal: fc.boolean(),
  every: fc.constantFrom(10, 11, 25, 300),
});

const plans: fc.Arbitrary<Plan> = fc.record({
  lists: fc.oneof(
    fc.array(listPlan, { minLength: 1, maxLength: 1 }),
    fc.array(listPlan, { minLength: 2, maxLength: 3 }),
  ),
  isForward: fc.boolean(),
  steps: fc.array(
    fc.record({
      size: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 20, max: 100 })),
      wait: fc.constantFrom(50, 300, 1_500, 4_000),
      changes: fc.array(
        fc.record({
          kind: fc.constantFrom('new', 'move', 'move', 'remove'),
          list: fc.nat(2),
          at: fc.nat(1_000),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 2, maxLength: 12 },
  ),
});

const WALKS = 2_500;

test('rows that stay come exactly once, whatever is kept', { timeout: 120_000 }, async () => {
  let drifted = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      drifted += await walk(plan);
    }),
    { numRuns: WALKS, seed: 1 },
  );
  expect(drifted).toBeLessThan(0.01 * WALKS);
});

/** Walks to the end while the list changes between the pages, and tells how often the place was lost. */
async function walk({ lists, isForward, steps }: Plan): Promise<number> {
  const made = lists.map(
    ({ count, every, ...traits }, rank) =>
      new MemoryList(
        rowsOf(count, (index) => 1e9 - every * index, `${rank}r`),
        traits,
      ),
  );
  const [first, ...others] = made as [MemoryList, ...MemoryList[]];
  const kept = new KeptLists(first, ...others);
  const start = made.flatMap(({ rows }) => rows);
  const given: TestRow[] = [];
  let drifted = 0;
  let cursor: string | null = null;
  if (!isForward) {
    const last = (await pagesTo(kept)).at(-1);
    cursor = last?.pageInfo.endCursor ?? null;
    given.push(...(last?.nodes.slice(-1) ?? []));
  }
  for (let index = 0, hasMore = true; hasMore; index += 1) {
    const step = steps[index % steps.length];
    if (step === undefined || index > 200) throw new Error('the walk does not end');
    // A walk backward that got new rows with every page would never end.
    if (index > 0 && index < 30) for (const one of step.changes) change(kept, one);
    const isShorter = step.changes.some(({ kind }) => kind === 'remove');
    kept.now += Math.max(step.wait, isShorter ? ONE_MOMENT : 0);
    const page: WalkedConnection<TestRow> = await kept.read(
      isForward ? { first: step.size, after: cursor } : { last: step.size, before: cursor },
    );
    given.push(...page.nodes);
    if (page.slices.some((slice) => slice.drifted)) drifted += 1;
    hasMore = isForward ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
    cursor = isForward ? page.pageInfo.endCursor : page.pageInfo.startCursor;
  }
  if (drifted > 0) return drifted;
  const now = new Set(made.flatMap(({ rows }) => rows));
  const times = new Map<TestRow, number>();
  for (const row of given) times.set(row, (times.get(row) ?? 0) + 1);
  expect(start.filter((row) => now.has(row) && times.get(row) !== 1)).toEqual([]);
  expect(given.filter((row) => times.get(row) !== 1)).toEqual([]);
  return 0;
}

async function pagesTo(kept: KeptLists): Promise<WalkedConnection<TestRow>[]> {
  const pages = [await kept.read({ first: 20 })];
  for (let page = pages[0]; page?.pageInfo.hasNextPage === true;) {
    page = await kept.read({ first: 20, after: page.pageInfo.endCursor });
    pages.push(page);
  }
  return pages;
}

function change(kept: KeptLists, { kind, list: rank, at }: Change): void {
  const list = kept.lists[rank % kept.lists.length] ?? kept.list;
  kept.now += 1;
  if (kind === 'new') {
    kept.push(list, `new-${kept.now}`);
    return;
  }
  const row = list.rows[at % list.rows.length];
  if (row === undefined || list.rows.length < 5) return;
  list.rows = list.rows.filter((other) => other !== row);
  if (kind === 'move') kept.push(list, row.id);
}
