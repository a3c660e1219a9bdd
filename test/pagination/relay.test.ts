/** The paging cases of graphql-relay-js, over the five rows A to E. */
import { describe, expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { ListSource, RawArguments, WalkedConnection } from '../../src/pagination/types.ts';
import { idsOf, MemoryList, optionsOf, type TestRow } from './memory-list.ts';

const ROWS: TestRow[] = ['A', 'B', 'C', 'D', 'E'].map((id, index) => ({ id, time: index * 1_000 }));

const WALKS: Record<string, (list: MemoryList) => ListSource<TestRow>> = {
  'by page': (list) => list.page(),
  'since, inclusive': (list) => list.since(false),
  'since, strict': (list) => list.since(true),
  whole: (list) => list.whole(),
};

describe.for(Object.entries(WALKS))('a list walked %s', ([, sourceOf]) => {
  const read = (args: RawArguments): Promise<WalkedConnection<TestRow>> => {
    const list = new MemoryList(ROWS);
    return walkConnection(
      optionsOf([{ key: 'a', slice: 'a', source: sourceOf(list) }], args, { order: 'rank' }),
    );
  };
  const cursors = async (): Promise<Record<string, string>> => {
    const { edges } = await read({});
    return Object.fromEntries(edges.map(({ node, cursor }) => [node.id, cursor]));
  };
  const expectPage = async (
    args: RawArguments,
    ids: string,
    hasPrevious: boolean,
    hasNext: boolean,
  ): Promise<void> => {
    const page = await read(args);
    expect(idsOf(page).join('')).toBe(ids);
    expect(page.nodes).toEqual(page.edges.map(({ node }) => node));
    expect(page.pageInfo).toMatchObject({ hasPreviousPage: hasPrevious, hasNextPage: hasNext });
    expect(page.totalCount).toBe(5);
    expect(page.pageInfo.startCursor === null).toBe(ids === '' && !hasPrevious);
    expect(page.pageInfo.endCursor === null).toBe(ids === '' && !hasNext);
  };

  test('returns all elements without filters', () => expectPage({}, 'ABCDE', false, false));
  test('respects a smaller first', () => expectPage({ first: 2 }, 'AB', false, true));
  test('respects an overly large first', () => expectPage({ first: 10 }, 'ABCDE', false, false));
  test('respects a smaller last', () => expectPage({ last: 2 }, 'DE', true, false));
  test('respects an overly large last', () => expectPage({ last: 10 }, 'ABCDE', false, false));
  test('respects first and after', async () =>
    expectPage({ first: 2, after: (await cursors())['B'] }, 'CD', true, true));
  test('respects first and after with long first', async () =>
    expectPage({ first: 10, after: (await cursors())['B'] }, 'CDE', true, false));
  test('respects last and before', async () =>
    expectPage({ last: 2, before: (await cursors())['D'] }, 'BC', true, true));
  test('respects last and before with long last', async () =>
    expectPage({ last: 10, before: (await cursors())['D'] }, 'ABC', false, true));

  test('respects first and after and before, too few', async () => {
    const { A, E } = await cursors();
    await expectPage({ first: 2, after: A, before: E }, 'BC', true, true);
  });
  test('respects first and after and before, too many', async () => {
    const { A, E } = await cursors();
    await expectPage({ first: 4, after: A, before: E }, 'BCD', true, false);
  });
  test('respects first and after and before, exactly right', async () => {
    const { A, E } = await cursors();
    await expectPage({ first: 3, after: A, before: E }, 'BCD', true, false);
  });
  test('respects last and after and before, too few', async () => {
    const { A, E } = await cursors();
    await expectPage({ last: 2, after: A, before: E }, 'CD', true, true);
  });
  test('respects last and after and before, too many', async () => {
    const { A, E } = await cursors();
    await expectPage({ last: 4, after: A, before: E }, 'BCD', false, true);
  });
  test('respects last and after and before, exactly right', async () => {
    const { A, E } = await cursors();
    await expectPage({ last: 3, after: A, before: E }, 'BCD', false, true);
  });
  test('respects first and before', async () => {
    const { C } = await cursors();
    await expectPage({ first: 1, before: C }, 'A', false, true);
    await expectPage({ first: 9, before: C }, 'AB', false, false);
  });
  test('respects last and after', async () =>
    expectPage({ last: 1, after: (await cursors())['C'] }, 'E', true, false));
  test('returns no elements if first is 0', async () => {
    await expectPage({ first: 0 }, '', false, true);
    await expectPage({ first: 0, after: (await cursors())['E'] }, '', true, false);
  });
  test('returns no elements if last is 0', () => expectPage({ last: 0 }, '', true, false));
  test('returns no elements if cursors cross', async () => {
    const { B, D } = await cursors();
    await expectPage({ after: D, before: B }, '', true, false);
    await expectPage({ last: 5, after: D, before: B }, '', false, true);
  });
  test('an empty page goes on from its endCursor', async () => {
    const { pageInfo } = await read({ first: 0, after: (await cursors())['B'] });
    await expectPage({ first: 9, after: pageInfo.endCursor }, 'CDE', true, false);
  });
});
