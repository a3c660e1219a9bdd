import { expect, test } from 'vitest';
import { ListedRows } from '../../src/data-sources/listed-rows.ts';
import { ListingReads } from '../../src/data-sources/listing-reads.ts';
import { readAll, readSome } from '../../src/data-sources/read-all.ts';
import type { Listing, Page } from '../../src/providers/provider.ts';
import { testCall } from '../support/call.ts';

const unlisted = new ListedRows({ isCurrent: () => false, scopeOf: () => '', now: Date.now });

const page = (rows: readonly number[], total?: number): Page<number> => ({
  rows,
  total,
  fetchedAt: 0,
  stale: false,
});

/** A list of that many rows, and the pages that were asked of it. */
function paged(length: number, { clamp = Infinity, hasTotal = false } = {}) {
  const asked: number[] = [];
  const all = Array.from({ length }, (_, index) => index);
  const listing: Listing<number> = {
    walk: 'page',
    key: 'rows',
    maxLimit: 10,
    read(number, limit) {
      asked.push(number);
      const size = Math.min(limit, clamp);
      return Promise.resolve(
        page(all.slice((number - 1) * size, number * size), hasTotal ? length : undefined),
      );
    },
  };
  return { listing, asked, all };
}

test.each([
  [{ hasTotal: true }, [1, 2, 3]],
  [{ hasTotal: false }, [1, 2, 3, 4]],
  [{ clamp: 4, hasTotal: true }, [1, 2, 3, 4, 5, 6]],
])('all pages of a list with %j', async (traits, pages) => {
  const { listing, asked, all } = paged(23, traits);
  expect(await readAll(listing, testCall())).toEqual(all);
  expect(asked).toEqual(pages);
});

test('no more pages than wanted', async () => {
  const { listing, asked, all } = paged(1000);
  expect(await readSome(listing, testCall(), 2)).toEqual({ rows: all.slice(0, 20), isAll: false });
  expect(asked).toEqual([1, 2]);
});

test('no page behind the one that has what is sought', async () => {
  const { listing, asked, all } = paged(1000);
  const found = await readSome(listing, testCall(), 9, (row) => row === 12);
  expect(found).toEqual({ rows: all.slice(0, 20), isAll: false });
  expect(asked).toEqual([1, 2]);
});

test('as many pages as the list has are all of it', async () => {
  const { listing, all } = paged(20, { hasTotal: true });
  expect(await readSome(listing, testCall(), 2)).toEqual({ rows: all, isAll: true });
});

test('lists that come at once', async () => {
  const read = () => Promise.resolve(page([1, 2]));
  expect(await readAll({ walk: 'whole', key: 'a', read }, testCall())).toEqual([1, 2]);
  expect(await readAll({ walk: 'since', key: 'b', read }, testCall())).toEqual([1, 2]);
});

test('within one operation a page is read once, and again where another may be shown as it was', async () => {
  const { listing, asked } = paged(23);
  const reads = new ListingReads(unlisted);
  const call = testCall();
  await Promise.all([readAll(reads.once(listing), call), readAll(reads.once(listing), call)]);
  expect(asked).toEqual([1, 2, 3, 4]);
  await readSome(reads.once(listing), testCall({ staleAllowed: true }), 1);
  await readSome(new ListingReads(unlisted).once(listing), call, 1);
  expect(asked).toEqual([1, 2, 3, 4, 1, 1]);
});

test('a list after a moment is read once for every moment', async () => {
  const asked: (string | undefined)[] = [];
  const reads = new ListingReads(unlisted);
  const listing = reads.once<number>({
    walk: 'since',
    key: 'messages',
    read(since) {
      asked.push(since);
      return Promise.resolve(page([]));
    },
  });
  for (const since of [undefined, '2026-01-01T00:00:00.000Z', undefined, '2026-01-01T00:00:00.000Z']) {
    if (listing.walk === 'since') await listing.read(since, testCall());
  }
  expect(asked).toEqual([undefined, '2026-01-01T00:00:00.000Z']);
});
