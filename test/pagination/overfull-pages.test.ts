/** Providers whose pages hold more rows than were asked for: they ignore the limit, or have a least page. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListingInput, RawArguments, WalkedConnection } from '../../src/pagination/types.ts';
import { idsOf, MemoryList, optionsOf, rowsOf, type TestRow, type Traits } from './memory-list.ts';
import { idsBackward, idsForward, pagesBackward, pagesForward } from './walk.ts';

const ALL = 1e6;
const rows = (count: number, every = 10, name = 'r'): TestRow[] =>
  rowsOf(count, (index) => ALL - every * index, name);

/** With what is remembered of the lists, or as after a start: a cursor is all that is known. */
function reader(lists: readonly MemoryList[], isForgetful = false) {
  return (args: RawArguments): Promise<WalkedConnection<TestRow>> => {
    const listings = lists.map((list, rank): ListingInput<TestRow> => {
      const listing = list.listing(`list ${rank}`);
      return isForgetful ? { ...listing, memory: {} } : listing;
    });
    return walkConnection(optionsOf(listings, args, { sizes: { max: 200 } }));
  };
}

const SIZES = {
  'of a fixed size': { least: 20, clamp: 20 },
  'of a fixed size that is no usual limit': { least: 17, clamp: 17 },
  'of a fixed size beyond the largest limit': { least: 60, clamp: 60 },
  'of a least size': { least: 10 },
  'of a least size, up to a largest': { least: 12, clamp: 30 },
  'of a least size, which begin by the limit': { least: 10, overlaps: true },
  'of a least size beyond the largest limit, which begin by the limit': { least: 70, overlaps: true },
  'that show one row of the next': { surplus: 1 },
  'that show rows of the next': { surplus: 30 },
} as const satisfies Record<string, Traits>;

const TOLD = [{ hasTotal: true }, { hasTotal: false }, { hasTotal: false, echoes: true }];

test.for(Object.entries(SIZES))('pages %s: each row comes once, whatever is asked for', async ([, size]) => {
  for (const told of TOLD) {
    for (const count of [0, 9, 15, 20, 60, 61, 137]) {
      for (const first of [1, 2, 7, 10, 13, 19, 20, 33, 50, 100]) {
        for (const isForgetful of [false, true]) {
          const list = new MemoryList(rows(count), { ...size, ...told });
          const ids = list.rows.map(({ id }) => id);
          const read = reader([list], isForgetful);
          const pages = await pagesForward(first, read);
          const named = JSON.stringify({ ...told, count, first, isForgetful });
          expect(idsForward(pages), named).toEqual(ids);
          expect(
            pages.some(({ slices }) => slices[0]?.drifted),
            named,
          ).toBe(false);
          const end = pages.at(-1)?.pageInfo.endCursor ?? null;
          if (end !== null)
            expect(idsBackward(await pagesBackward(first, read, end)), named).toEqual(ids.slice(0, -1));
          if (told.hasTotal) expect(idsBackward(await pagesBackward(first, read)), named).toEqual(ids);
        }
      }
    }
  }
});

interface Plan {
  readonly lists: readonly { readonly count: number; readonly every: number; readonly traits: Traits }[];
  readonly sizes: readonly number[];
  readonly isForgetful: boolean;
}

const traits: fc.Arbitrary<Traits> = fc
  .record({
    size: fc.oneof(
      fc.integer({ min: 2, max: 70 }).map((least) => ({ least, clamp: least })),
      fc.integer({ min: 2, max: 70 }).map((least) => ({ least })),
      fc.integer({ min: 2, max: 70 }).map((least) => ({ least, overlaps: true })),
      fc.integer({ min: 1, max: 30 }).map((surplus) => ({ surplus })),
      fc.constant({}),
      fc.integer({ min: 5, max: 50 }).map((clamp) => ({ clamp })),
    ),
    maxLimit: fc.constantFrom(10, 50, 100),
    // Where neither is told, an empty page may be all that shows an end, and is believed where no clamp was seen.
    told: fc.constantFrom(
      { hasTotal: true },
      { hasTotal: false, echoes: true },
      { hasTotal: true, echoes: true },
    ),
  })
  .map(({ size, told, ...others }) => ({ ...size, ...told, ...others }));

const plans: fc.Arbitrary<Plan> = fc.record({
  lists: fc.array(
    fc.record({ count: fc.integer({ min: 0, max: 130 }), every: fc.constantFrom(10, 11, 25, 300), traits }),
    { minLength: 1, maxLength: 3 },
  ),
  sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
  isForgetful: fc.boolean(),
});

test.for(['first', 'last'] as const)(
  'merged lists, whatever the sizes of their pages: each row comes once: %s',
  { timeout: 60_000 },
  async (way) => {
    const property = fc.asyncProperty(plans, async ({ lists, sizes, isForgetful }) => {
      const made = lists.map(({ count, every, traits: each }, rank) => {
        return new MemoryList(rows(count, every, `${rank}r`), each);
      });
      const expected = made
        .flatMap((list, rank) => list.rows.map((row) => ({ ...row, rank })))
        .sort((one, other) => (other.time ?? 0) - (one.time ?? 0) || one.rank - other.rank)
        .map(({ id }) => id);
      const all = await reader(made.map((list) => new MemoryList(list.rows)))({ first: 200 });
      const end = way === 'first' ? undefined : all.edges.at(-1)?.cursor;
      const found = await walked(reader(made, isForgetful), sizes, way, end);
      expect(found).toEqual(end === undefined ? expected : expected.slice(0, all.nodes.length - 1));
    });
    await fc.assert(property, { numRuns: 600 });
  },
);

/** All that a walk gives, in the lists' order. */
async function walked(
  read: ReturnType<typeof reader>,
  sizes: readonly number[],
  way: 'first' | 'last',
  from: string | undefined,
): Promise<string[]> {
  const found: string[] = [];
  if (way === 'last' && from === undefined) return found;
  for (let turn = 0, cursor = from; turn < 1_000; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const page = await read(
      way === 'first' ? { first: size, after: cursor } : { last: size, before: cursor },
    );
    const { hasNextPage, hasPreviousPage, endCursor, startCursor } = page.pageInfo;
    if (way === 'first') found.push(...idsOf(page));
    else found.unshift(...idsOf(page));
    if (!(way === 'first' ? hasNextPage : hasPreviousPage)) return found;
    cursor = (way === 'first' ? endCursor : startCursor) ?? undefined;
    expect(cursor).toBeDefined();
  }
  throw new Error('the walk does not end');
}

test('a walk ends where the rows of a page depend on nothing that was asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(40)), fc.boolean(), async (lengths, echoes) => {
      let calls = 0;
      const list = new MemoryList(rows(60));
      const { source, ...listing } = list.listing('list');
      const memory = {};
      const erratic = {
        ...source,
        async read() {
          calls += 1;
          const shown = await list.page().read(1, 50);
          const [length = 0] = [...lengths.take(1)];
          return {
            ...shown,
            rows: shown.rows.slice(0, length),
            limit: echoes ? length : undefined,
            total: undefined,
          };
        },
      };
      for (const first of [1, 7, 50]) {
        await walkConnection(optionsOf([{ ...listing, source: erratic, memory }], { first }));
      }
      expect(calls).toBeLessThan(600);
    }),
  );
});

test('a limit that was not applied, told beside just as many rows as were asked for, costs no call', async () => {
  const readBy = async (told: number | undefined) => {
    const list = new MemoryList(rows(45), { hasTotal: true });
    const { source, ...listing } = list.listing('list');
    const misled = {
      ...source,
      read: async (page: number, limit: number) => ({
        ...(await list.page().read(page, limit)),
        limit: told,
      }),
    };
    const read = (args: RawArguments) =>
      walkConnection(optionsOf([{ ...listing, source: misled } as ListingInput<TestRow>], args));
    const pages = await pagesForward(10, read);
    expect(idsForward(pages)).toEqual(list.rows.map(({ id }) => id));
    return list.calls.length;
  };
  expect(await readBy(25)).toBeLessThanOrEqual((await readBy(undefined)) + 1);
});
