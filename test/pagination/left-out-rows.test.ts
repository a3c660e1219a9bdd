/** Pages that are shorter than was asked for, of lists whose totals tell of more: rows that were left out, or a maximum that has fallen. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { RawArguments } from '../../src/pagination/types.ts';
import { idsOf, MemoryList, optionsOf, rowsOf } from './memory-list.ts';

const EVERY = 1_000_000;

function listOf(
  count: number,
  hidden: readonly number[],
  { rank = 0, ...traits }: { rank?: number; maxLimit?: number; clamp?: number } = {},
): MemoryList {
  const list = new MemoryList(
    rowsOf(count, (row) => EVERY - 10 * row - rank, `l${rank}r`),
    traits,
  );
  list.hidden = new Set(hidden.map((index) => `l${rank}r${index}`));
  return list;
}

const shownOf = (list: MemoryList) => list.rows.filter(({ id }) => !list.hidden.has(id));

function page(lists: readonly MemoryList[], args: RawArguments) {
  const listings = lists.map((list, index) => list.listing(String(index)));
  return walkConnection(optionsOf(listings, args));
}

/** All that a walk gives. Throws where it does not come to an end. */
async function walk(lists: readonly MemoryList[], sizes: readonly number[], direction: 'first' | 'last') {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < 500; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const args = direction === 'first' ? { first: size, after: cursor } : { last: size, before: cursor };
    const got = await page(lists, args);
    const { hasNextPage, hasPreviousPage, endCursor, startCursor } = got.pageInfo;
    const ids = idsOf(got);
    if (direction === 'first') found.push(...ids);
    else found.unshift(...ids);
    if (!(direction === 'first' ? hasNextPage : hasPreviousPage)) return found;
    cursor = (direction === 'first' ? endCursor : startCursor) ?? undefined;
    expect(cursor).toBeDefined();
  }
  throw new Error('the walk does not end');
}

const count = fc.integer({ min: 0, max: 130 });
const maxLimit = fc.constantFrom(10, 50);
// A clamp below which just as many rows are left out as it cuts looks like none.
const traits = fc.array(
  fc.oneof(
    fc.record({
      count,
      maxLimit,
      hidden: fc.array(fc.nat(129), { maxLength: 6 }),
      clamp: fc.constant(Infinity),
    }),
    fc.record({ count, maxLimit, hidden: fc.constant([]), clamp: fc.constantFrom(7, 20) }),
  ),
  { minLength: 1, maxLength: 3 },
);

test.each(['first', 'last'] as const)('rows that are left out hide no others: %s', async (direction) => {
  await fc.assert(
    fc.asyncProperty(
      traits,
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
      async (each, sizes) => {
        const all = each.map(({ count, hidden, ...more }, rank) => listOf(count, hidden, { rank, ...more }));
        const expected = all
          .flatMap(shownOf)
          .sort((a, b) => (b.time ?? 0) - (a.time ?? 0))
          .map(({ id }) => id);
        expect(await walk(all, sizes, direction)).toEqual(expected);
      },
    ),
    { numRuns: 400 },
  );
});

test.each([5, 30, 60, 49, 99])('one row of 130 is left out, at %i: all others come, once', async (index) => {
  for (const size of [25, 49, 100, 7]) {
    const list = listOf(130, [index]);
    const { pageInfo, totalCount } = await page([list], { first: 100 });
    expect(pageInfo.hasNextPage).toBe(true);
    expect(totalCount).toBe(130);
    expect(list.memory.clampedTo).toBeUndefined();
    expect(await walk([list], [size], 'first')).toEqual(shownOf(list).map(({ id }) => id));
  }
});

test('a first page from which a row was left out is probed once', async () => {
  const list = listOf(130, [5]);
  await page([list], { first: 40 });
  const probed = list.calls.splice(0).length;
  await page([list], { first: 40 });
  expect(list.calls.length).toBeLessThan(probed);
});

test.each([[20], [7], [49]])(
  'a maximum that falls to %i while the gateway runs is found where a total is told',
  async (clamp) => {
    for (const size of [25, 60, 100]) {
      const list = listOf(130, []);
      await page([list], { first: 100 });
      list.clamp = clamp;
      expect(idsOf(await page([list], { first: size }))).toEqual(
        list.rows.slice(0, size).map(({ id }) => id),
      );
      expect(list.memory.clampedTo).toBe(clamp);
      expect(await walk([list], [size], 'first')).toEqual(list.rows.map(({ id }) => id));
    }
  },
);

test.each([
  { count: 91, hidden: [90], sizes: [1] },
  { count: 114, hidden: [88, 89, 90], sizes: [24, 1] },
  { count: 117, hidden: [70, 71, 72], sizes: [45, 1] },
])(
  'rows above those that are left out come before another list has its turn: $hidden of $count',
  async (each) => {
    const lists = [
      listOf(each.count, each.hidden, { maxLimit: 10 }),
      listOf(1, [], { rank: 1, maxLimit: 10 }),
    ];
    const [one, other] = lists.map((list) => shownOf(list).map(({ id }) => id));
    expect(await walk(lists, each.sizes, 'last')).toEqual([
      one?.[0],
      ...(other ?? []),
      ...(one ?? []).slice(1),
    ]);
  },
);
