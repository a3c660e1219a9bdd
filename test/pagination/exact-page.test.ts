import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListingInput } from '../../src/pagination/types.ts';
import { MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';

function listing(list: MemoryList, extra: Partial<ListingInput<TestRow>> = {}): ListingInput<TestRow> {
  return { ...list.listing('list'), tellsTotal: true, ...extra };
}

const made = (count: number, hasTotal = true) =>
  new MemoryList(
    rowsOf(count, (index) => 1e6 - 10 * index, 'a'),
    { maxLimit: 100, hasTotal },
  );

test.each([
  [10, 10],
  [11, 25],
  [25, 25],
  [7, 10],
  [100, 100],
])('a first page of %i rows of a list that tells its total asks for %i', async (first, limit) => {
  const list = made(200);
  const walked = await walkConnection(optionsOf([listing(list)], { first }));
  expect(list.calls).toEqual([`1x${limit}`]);
  expect(walked.edges).toHaveLength(first);
  expect(walked.pageInfo.hasNextPage).toBe(true);
});

test('its last page is known for it, without another call', async () => {
  const list = made(10);
  const walked = await walkConnection(optionsOf([listing(list)], { first: 10 }));
  expect(list.calls).toEqual(['1x10']);
  expect(walked).toMatchObject({ totalCount: 10, pageInfo: { hasNextPage: false } });
});

test('a list that turns out not to tell it is looked at further, and asked for more the next time', async () => {
  const list = made(30, false);
  const memory = {};
  const first = await walkConnection(optionsOf([listing(list, { memory })], { first: 10 }));
  expect(first.pageInfo.hasNextPage).toBe(true);
  const before = list.calls.length;
  expect(before).toBe(2);
  await walkConnection(optionsOf([listing(list, { memory })], { first: 10 }));
  expect(list.calls.slice(before)).toEqual(['1x25']);
});

test('a list that does not tell is asked for a row more than the page has', async () => {
  const list = made(30, false);
  await walkConnection(optionsOf([listing(list, { tellsTotal: undefined })], { first: 10 }));
  expect(list.calls).toEqual(['1x25']);
});
