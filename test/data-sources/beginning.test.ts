import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Beginning } from '../../src/data-sources/beginning.ts';
import type { Page } from '../../src/providers/provider.ts';

const MOST = 50;

/** A list of so many rows, whose provider gives at most `clamp` of them, and the limits by which it was asked. */
function listOf(count: number, clamp = MOST) {
  const all = Array.from({ length: count }, (_, index) => index);
  const asked: number[] = [];
  const shown = (limit: number): Page<number> => ({
    rows: all.slice(0, Math.min(limit, clamp)),
    total: count,
    limit: Math.min(limit, clamp),
    fetchedAt: 0,
    stale: false,
  });
  const read = async (limit: number) => {
    asked.push(limit);
    await later();
    return shown(limit);
  };
  return { asked, shown, beginning: new Beginning(MOST, read) };
}

const later = () => new Promise((resolve) => setImmediate(resolve));

test('whatever is asked for and when, it is what the provider would show by that limit', async () => {
  const turns = fc.array(fc.array(fc.integer({ min: 1, max: MOST }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.constantFrom(7, MOST), turns, async (count, clamp, limits) => {
      const { asked, shown, beginning } = listOf(count, clamp);
      const answers = [];
      for (const together of limits) {
        for (const limit of together)
          answers.push(beginning.page(limit).then((page) => [page, shown(limit)]));
        await later();
      }
      for (const [page, expected] of await Promise.all(answers))
        expect({ ...page, isCut: undefined }).toEqual(expected);
      // One read in each turn that asks for more than all before it.
      const most = limits.map((together) => Math.max(...together));
      expect(asked).toEqual(most.filter((limit, turn) => most.slice(0, turn).every((one) => one < limit)));
    }),
  );
});

test('a page that has more rows than were asked for is shown as it came: it tells the size of the pages', async () => {
  const page = { rows: [0, 1, 2, 3, 4], fetchedAt: 0, stale: false };
  const beginning = new Beginning(MOST, () => Promise.resolve(page));
  expect(await Promise.all([beginning.page(2), beginning.page(3)])).toEqual([page, page]);
});

test('and so it is where a larger one is asked for meanwhile', async () => {
  const page = { rows: [0, 1, 2, 3, 4], fetchedAt: 0, stale: false };
  const asked: (() => void)[] = [];
  const beginning = new Beginning<number>(
    MOST,
    () => new Promise((resolve) => asked.push(() => resolve(page))),
  );
  const few = beginning.page(2);
  await later();
  const more = beginning.page(10);
  await later();
  for (const answer of asked) answer();
  expect(await Promise.all([few, more])).toEqual([page, page]);
});

test('what was cut from a larger page says so', async () => {
  const { beginning } = listOf(60);
  const pages = await Promise.all([3, 20].map((limit) => beginning.page(limit)));
  expect(pages.map(({ isCut }) => isCut)).toEqual([true, undefined]);
});

test('the largest page there is does not wait, and answers those that do', async () => {
  const { asked, beginning } = listOf(60);
  const few = beginning.page(3);
  const most = beginning.page(MOST);
  expect(asked).toEqual([MOST]);
  expect((await few).rows).toEqual([0, 1, 2]);
  expect((await most).rows).toHaveLength(MOST);
  expect(asked).toEqual([MOST]);
});

test('all who share a read share its failure', async () => {
  const beginning = new Beginning(MOST, () => Promise.reject(new Error('down')));
  const asking = [3, MOST, 1].map((limit) => beginning.page(limit));
  for (const page of await Promise.allSettled(asking)) expect(page).toMatchObject({ status: 'rejected' });
});
