/** Providers that refuse a page behind the end of a list, instead of showing it empty. */
import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import type { FailureRules, PageSource } from '../../src/pagination/types.ts';
import { Down, failures, idsOf, MemoryList, optionsOf, rowsOf, type TestRow } from './memory-list.ts';
import { idsForward, pagesForward } from './walk.ts';

class Refused extends Error {}

const rules: FailureRules = { ...failures, isRefusal: (error) => error instanceof Refused };

function refusing(list: MemoryList, error: Error): PageSource<TestRow> {
  const source = list.page();
  return {
    ...source,
    read: async (page, limit) => {
      const shown = await source.read(page, limit);
      if (shown.rows.length === 0) throw error;
      return shown;
    },
  };
}

function reader(error: Error, traits = {}) {
  const list = new MemoryList(
    rowsOf(33, (index) => 1e6 - index),
    { hasTotal: false, ...traits },
  );
  const listing = { ...list.listing('a'), source: refusing(list, error) };
  return (args: object) => walkConnection(optionsOf([listing], args, { failures: rules }));
}

test('a refused page behind rows that were read is the end of the list', async () => {
  const page = await reader(new Refused())({ first: 50 });
  expect(page.nodes).toHaveLength(33);
  expect(page).toMatchObject({ pageInfo: { hasNextPage: false }, totalCount: 33, errors: [] });
  for (const traits of [{}, { clamp: 11 }, { maxLimit: 11 }, { maxLimit: 3 }]) {
    for (const size of [1, 10, 11, 25, 33, 50]) {
      const pages = await pagesForward(size, reader(new Refused(), traits));
      expect(idsForward(pages)).toEqual(rowsOf(33, () => 0).map(({ id }) => id));
      expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    }
  }
});

test('a page that fails otherwise is a fault: nothing tells that the list ends there', async () => {
  const page = await reader(new Down())({ first: 50 });
  expect(page).toMatchObject({ isBlocked: true, pageInfo: { hasNextPage: true } });
  expect(page.errors).toHaveLength(1);
});

test('a list that refuses its first page is a fault, and so is one that refuses where rows should be', async () => {
  const list = new MemoryList(rowsOf(60, (index) => 1e6 - index));
  const listing = {
    ...list.listing('a'),
    source: { ...list.page(), read: () => Promise.reject(new Refused()) },
  };
  const first = await walkConnection(optionsOf([list.listing('a')], { first: 30 }, { failures: rules }));
  for (const after of [null, first.pageInfo.endCursor]) {
    const page = await walkConnection(optionsOf([listing], { first: 50, after }, { failures: rules }));
    expect(idsOf(page)).toEqual([]);
    expect(page.errors).toHaveLength(1);
  }
});
