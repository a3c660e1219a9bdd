/** Lists that change while a page is being read, between one call and the next. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListingInput, PageSource } from '../../src/pagination/types.ts';
import { MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';
import { pagesBackward, pagesForward } from './walk.ts';

type Write = 'none' | 'new' | 'bump';

/** A walk backward that got a new row with every page would never end. */
const MOST_WRITES = 100;

/** A list to which somebody writes before some of the calls: new rows, and old ones that move to the top. */
function busy(list: MemoryList, writes: readonly Write[]): PageSource<TestRow> {
  const source = list.page();
  let call = 0;
  return {
    ...source,
    read: (page, limit) => {
      const write = call < MOST_WRITES ? writes[call % writes.length] : 'none';
      call += 1;
      if (write === 'new') list.rows = [{ id: `new-${call}`, time: 1e9 + call }, ...list.rows];
      if (write === 'bump') {
        const row = list.rows[(call * 37) % list.rows.length];
        if (row)
          list.rows = [{ id: row.id, time: 1e9 + call }, ...list.rows.filter((other) => other !== row)];
      }
      return source.read(page, limit);
    },
  };
}

interface Plan {
  readonly writes: readonly Write[];
  readonly maxLimit: number;
  readonly hasTotal: boolean;
  readonly size: number;
  readonly count: number;
}

const plans: fc.Arbitrary<Plan> = fc.record({
  writes: fc.array(fc.constantFrom<Write>('none', 'new', 'bump'), { minLength: 1, maxLength: 12 }),
  maxLimit: fc.integer({ min: 6, max: 60 }),
  hasTotal: fc.boolean(),
  size: fc.integer({ min: 1, max: 60 }),
  count: fc.nat(180),
});

const WALKS = 600;

test.for(['forward', 'backward'])(
  '%s: rows that nobody touches come once, though others write all along',
  async (way) => {
    const isForward = way === 'forward';
    let drifted = 0;
    const property = fc.asyncProperty(plans, async (plan) => {
      drifted += (await walk(plan, isForward)) === 'drifted' ? 1 : 0;
    });
    await fc.assert(property, { numRuns: WALKS });
    expect(drifted).toBeLessThan(0.1 * WALKS);
  },
);

test('backward: a page read anew is not joined to an older one below it, which would lose the row between', async () => {
  expect(await walk({ writes: ['new'], maxLimit: 6, hasTotal: false, size: 22, count: 180 }, false)).toBe(
    'told',
  );
});

/** Walks two lists to the end while others write, and expects each untouched row once, unless a slice tells that it drifted. */
async function walk({ writes, maxLimit, hasTotal, size, count }: Plan, isForward: boolean) {
  const lists = ['a', 'b'].map(
    (prefix) =>
      new MemoryList(
        rowsOf(count, (index) => 1e6 - 10 * index, prefix),
        { maxLimit, hasTotal },
      ),
  );
  const inputs = lists.map((list, rank) => list.listing(`list ${rank}`));
  const all = await walkConnection(optionsOf(inputs, { first: 1_000 }, { sizes: { max: 1_000 } }));
  const last = all.edges.at(-1);
  const start = lists.flatMap(({ rows }) => rows);

  const listings = lists.map((list, rank): ListingInput<TestRow> => ({
    ...list.listing(`list ${rank}`),
    source: busy(list, writes),
  }));
  const read: Parameters<typeof pagesForward>[1] = (args) => walkConnection(optionsOf(listings, args));
  const pages = isForward
    ? await pagesForward(size, read)
    : await pagesBackward(size, read, last?.cursor ?? null);
  if (pages.some(({ slices }) => slices.some((slice) => slice.drifted))) {
    return 'drifted' as const;
  }
  const now = new Set(lists.flatMap(({ rows }) => rows));
  const untouched = start.filter((row) => now.has(row) && (isForward || row !== last?.node));
  const given = new Map<TestRow, number>();
  for (const { node } of pages.flatMap(({ edges }) => edges)) given.set(node, (given.get(node) ?? 0) + 1);
  expect(untouched.filter((row) => given.get(row) !== 1)).toEqual([]);
  expect([...given.values()].every((times) => times === 1)).toBe(true);
  return 'told' as const;
}
