import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planPages, startOf } from '../../src/pagination/window.ts';

const UP_TO_50 = { min: 1, max: 50 };

const windows = fc
  .record({
    from: fc.nat(5_000),
    width: fc.integer({ min: 1, max: 300 }),
    max: fc.integer({ min: 1, max: 120 }),
  })
  .map(({ from, width, max }) => ({ need: { from, to: from + width }, max }));

test('pages show the whole window, in order, without a hole, within the limit', () => {
  fc.assert(
    fc.property(windows, ({ need, max }) => {
      let reached = need.from;
      for (const page of planPages(need, { min: 1, max })) {
        expect(page.limit).toBeLessThanOrEqual(max);
        expect(page.page).toBeGreaterThanOrEqual(1);
        expect(startOf(page)).toBeLessThanOrEqual(reached);
        expect(startOf(page) + page.limit).toBeGreaterThan(reached);
        reached = startOf(page) + page.limit;
      }
      expect(reached).toBeGreaterThanOrEqual(need.to);
    }),
    { numRuns: 2_000 },
  );
});

test('one page wherever one can show the window; two wherever it is no wider than the limit', () => {
  fc.assert(
    fc.property(windows, ({ need, max }) => {
      const limits = Array.from({ length: max }, (_, index) => index + 1);
      const isOne = limits.some(
        (limit) => Math.floor(need.from / limit) === Math.floor((need.to - 1) / limit),
      );
      const pages = planPages(need, { min: 1, max });
      if (isOne) expect(pages).toHaveLength(1);
      else if (need.to - need.from <= max) expect(pages).toHaveLength(2);
    }),
    { numRuns: 2_000 },
  );
});

test('an aligned window is one page of its own size when there is no room for more', () => {
  expect(planPages({ from: 100, to: 150 }, UP_TO_50)).toEqual([{ page: 3, limit: 50 }]);
});

test('a wish is granted where it costs no further page', () => {
  expect(planPages({ from: 24, to: 50 }, UP_TO_50, [{ from: 21, to: 53 }])).toEqual([{ page: 1, limit: 50 }]);
  const [page] = planPages({ from: 49, to: 75 }, UP_TO_50, [{ from: 46, to: 78 }]);
  expect(page && startOf(page)).toBeLessThanOrEqual(46);
  expect(page && page.page * page.limit).toBeGreaterThanOrEqual(78);
});

test('pages overlap where that costs no further page', () => {
  const [upper, lower] = planPages({ from: 49, to: 100 }, UP_TO_50);
  expect(upper && lower && upper.page * upper.limit - startOf(lower)).toBeGreaterThanOrEqual(3);
});
