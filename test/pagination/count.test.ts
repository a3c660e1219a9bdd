/** A total of which nothing but itself is wanted: the same answer from one row as from a page. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListingInput, WalkedConnection } from '../../src/pagination/types.ts';
import { Down, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';

/** The list for its total alone. */
function counting(list: MemoryList, key: string): ListingInput<TestRow> {
  return { ...list.listing(key), readTotal: () => list.page().read(1, 1) };
}

const untold = ({ totalCount, slices }: WalkedConnection<TestRow>) => ({
  totalCount,
  slices: slices.map((slice) => ({ ...slice, disordered: undefined })),
});

/**
 * A list that reports no total tells it by its end. Read for a page over several it is read elsewhere than beside lists that are only counted, and its end may
 * be seen by one alone. All else is the same.
 */
function expectToTell(told: WalkedConnection<TestRow>, paged: WalkedConnection<TestRow>): void {
  const isHidden = told.slices.map(
    ({ totalCount }, index) => (totalCount === null) !== (paged.slices[index]?.totalCount === null),
  );
  const seen = ({ totalCount, slices }: ReturnType<typeof untold>) => ({
    totalCount: isHidden.includes(true) ? null : totalCount,
    slices: slices.map((slice, index) => (isHidden[index] ? { ...slice, totalCount: null } : slice)),
  });
  expect(seen(untold(told))).toEqual(seen(untold(paged)));
  if (isHidden.includes(true)) expect(paged.slices.length).toBeGreaterThan(1);
}

const listTraits = fc.record({
  count: fc.nat(130),
  hasTotal: fc.boolean(),
  echoes: fc.boolean(),
  maxLimit: fc.constantFrom(10, 50),
  clamp: fc.constantFrom(7, 20, Infinity),
  fails: fc.constantFrom(false, false, false, true),
});
const page = fc.oneof(fc.record({ first: fc.nat(100) }), fc.record({ last: fc.nat(100) }), fc.constant({}));

test('totals and slices are those that a page gives, in no more calls', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(listTraits, { minLength: 1, maxLength: 3 }),
      page,
      fc.constantFrom('newest', 'rank'),
      async (traits, args, order) => {
        const made = () =>
          traits.map(({ count, fails, ...more }, index) => {
            const list = new MemoryList(
              rowsOf(count, (row) => 1_000_000 - 10 * row - index, `l${index}r`),
              more,
            );
            if (fails) list.error = new Down('down');
            return list;
          });
        const [whole, counted] = [made(), made()];
        const paged = await walkConnection(
          optionsOf(
            whole.map((list, index) => list.listing(String(index))),
            args,
            { order },
          ),
        );
        const told = await walkConnection(
          optionsOf(
            counted.map((list, index) =>
              list.hasTotal ? counting(list, String(index)) : list.listing(String(index)),
            ),
            args,
            { order },
          ),
        );
        if (order === 'newest') expectToTell(told, paged);
        else expect(untold(told)).toEqual(untold(paged));
        const alone = made();
        for (const [index, list] of counted.entries()) {
          const one = alone[index]?.listing(String(index));
          if (one) await walkConnection(optionsOf([one], args, { order }));
          // Beside a list that is counted all are read as far as if each were alone; where none is, it is the same walk.
          const isCounted = counted.some(({ hasTotal }) => hasTotal);
          const most = order === 'newest' && isCounted ? alone : whole;
          expect(list.calls.length).toBeLessThanOrEqual(most[index]?.calls.length ?? 0);
          if (list.hasTotal) expect(list.calls).toEqual(['1x1']);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test('what a single row shows of limits is not remembered', async () => {
  const list = new MemoryList(
    rowsOf(30, (row) => 1_000 - row),
    { clamp: 10 },
  );
  const told = await walkConnection(optionsOf([counting(list, 'a')], {}));
  expect(told.totalCount).toBe(30);
  expect(list.memory).toEqual({});
});

test('where the reply tells no total after all, the page is read, and from then on at once', async () => {
  const list = new MemoryList(
    rowsOf(7, (row) => 1_000 - row),
    { hasTotal: false },
  );
  for (const calls of [['1x1', '1x50', '2x7'], ['1x50']]) {
    list.calls = [];
    const { totalCount } = await walkConnection(optionsOf([counting(list, 'a')], { first: 30 }));
    expect(totalCount).toBe(7);
    expect(list.calls).toEqual(calls);
  }
});
