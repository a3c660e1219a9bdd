import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { RawArguments, WalkedConnection, WalkOptions } from '../../src/pagination/types.ts';
import { Down, idsOf, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';

const lists = (): [MemoryList, MemoryList] => [
  new MemoryList(rowsOf(6, (index) => 100 - 2 * index, 'a')),
  new MemoryList(rowsOf(6, (index) => 99 - 2 * index, 'b')),
];

const reader =
  (pair: readonly MemoryList[]) =>
  (args: RawArguments, more?: Partial<WalkOptions<TestRow>>): Promise<WalkedConnection<TestRow>> =>
    walkConnection(
      optionsOf(
        pair.map((list, rank) => list.listing(`list ${rank}`)),
        args,
        more,
      ),
    );

test('a list that is down joins later pages at its old place', async () => {
  const [a, b] = lists();
  const read = reader([a, b]);
  const one = await read({ first: 3 });
  expect(idsOf(one)).toEqual(['a0', 'b0', 'a1']);

  a.error = new Down();
  const two = await read({ first: 2, after: one.pageInfo.endCursor });
  expect(idsOf(two)).toEqual(['b1', 'b2']);
  expect(two.slices[0]).toMatchObject({ error: a.error, retryAt: 2_000, totalCount: null });
  expect(two).toMatchObject({ totalCount: null, isBlocked: false });

  a.error = undefined;
  const three = await read({ first: 9, after: two.pageInfo.endCursor }, { now: () => 2_000 });
  expect(idsOf(three)).toEqual(['a2', 'a3', 'b3', 'a4', 'b4', 'a5', 'b5']);
  expect(three.slices[0]).toMatchObject({ totalCount: 6, retryAt: undefined });
  expect(three.pageInfo.hasNextPage).toBe(false);
});

test('a page asked before retryAt makes no call to the list, and says why', async () => {
  const [a, b] = lists();
  const read = reader([a, b]);
  a.error = new Down();
  const one = await read({ first: 2 });
  const calls = a.calls.length;
  const two = await read({ first: 2, after: one.pageInfo.endCursor }, { now: () => 1_999 });
  expect(idsOf(two)).toEqual(['b2', 'b3']);
  expect(a.calls).toHaveLength(calls);
  expect(two.slices[0]).toMatchObject({ waiting: 'UNAVAILABLE', retryAt: 2_000 });
  expect(two.slices[0]?.error).toBeUndefined();
});

test('when only failing lists have more, the connection is blocked and an empty page still has an endCursor', async () => {
  const [a, b] = lists();
  const read = reader([a, b]);
  a.error = new Down();
  const one = await read({ first: 6 });
  expect(one).toMatchObject({ isBlocked: true, pageInfo: { hasNextPage: true } });
  const two = await read({ first: 6, after: one.pageInfo.endCursor });
  expect(two).toMatchObject({ edges: [], isBlocked: true, pageInfo: { hasNextPage: true } });
  a.error = undefined;
  const three = await read({ first: 6, after: two.pageInfo.endCursor }, { now: () => 2_000 });
  expect(idsOf(three)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5']);
  expect(three).toMatchObject({ isBlocked: false, pageInfo: { hasNextPage: false } });
});

test('a failure that hides nothing more does not keep hasNextPage true', async () => {
  const [a, b] = lists();
  a.error = new Error('the credential is refused');
  const one = await reader([a, b])({ first: 6 });
  expect(one).toMatchObject({ isBlocked: false, pageInfo: { hasNextPage: false } });
  expect(one.slices[0]).toMatchObject({ error: a.error, retryAt: undefined });
});

test('a list at its end is not asked again while others have more', async () => {
  const [a, b] = lists();
  a.rows = a.rows.slice(0, 2);
  const read = reader([a, b]);
  const one = await read({ first: 5 });
  const calls = a.calls.length;
  a.error = new Down();
  const two = await read({ first: 5, after: one.pageInfo.endCursor });
  expect(a.calls).toHaveLength(calls);
  expect(two.slices[0]).toMatchObject({ totalCount: 2 });
  expect(two.slices[0]).not.toHaveProperty('error');
  expect(two).toMatchObject({ totalCount: 8, pageInfo: { hasNextPage: false } });
});

test('backward, a list that is down joins later pages at its old place', async () => {
  const [a, b] = lists();
  const read = reader([a, b]);
  const { edges } = await read({ first: 9 });
  const before = edges[8]?.cursor ?? null; // a4
  a.error = new Down();
  const one = await read({ last: 2, before });
  expect(idsOf(one)).toEqual(['b2', 'b3']);
  expect(one.pageInfo.hasPreviousPage).toBe(true);
  a.error = undefined;
  const two = await read({ last: 9, before: one.pageInfo.startCursor }, { now: () => 2_000 });
  expect(idsOf(two)).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'a3']);
});

test('backward from the end, a list that is down joins from its own end', async () => {
  const [a, b] = lists();
  const read = reader([a, b]);
  a.error = new Down();
  const one = await read({ last: 6 });
  expect(idsOf(one)).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', 'b5']);
  expect(one).toMatchObject({ isBlocked: true, pageInfo: { hasPreviousPage: true } });
  a.error = undefined;
  const two = await read({ last: 3, before: one.pageInfo.startCursor }, { now: () => 2_000 });
  expect(idsOf(two)).toEqual(['a3', 'a4', 'a5']);
});

test('a list that fails when asked for one row more keeps its rows on the page', async () => {
  const list = new MemoryList(
    rowsOf(50, (index) => -index),
    { hasTotal: false },
  );
  const source = list.page();
  const failing = {
    ...source,
    read: (page: number, limit: number) => (page > 1 ? Promise.reject(new Down()) : source.read(page, limit)),
  };
  const page = await walkConnection(optionsOf([{ key: 'a', slice: 'a', source: failing }], { first: 50 }));
  expect(page.edges).toHaveLength(50);
  expect(page).toMatchObject({ isBlocked: true, pageInfo: { hasNextPage: true } });
  const next = await walkConnection(
    optionsOf([{ ...list.listing('a') }], { after: page.pageInfo.endCursor }, { now: () => 2_000 }),
  );
  expect(next).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
});
