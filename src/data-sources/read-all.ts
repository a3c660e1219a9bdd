import type { Call, Listing } from '../providers/provider.ts';

/** Every row of a list that is short by nature (agents, inboxes), in the provider's order. */
export async function readAll<Row>(listing: Listing<Row>, call: Call): Promise<readonly Row[]> {
  return (await readSome(listing, call, Infinity)).rows;
}

/** The rows of a list's first `most` pages, and whether they are all of it. No page is read behind one that has a row which `isSought`. */
export async function readSome<Row>(
  listing: Listing<Row>,
  call: Call,
  most: number,
  isSought: (row: Row) => boolean = () => false,
): Promise<{ readonly rows: readonly Row[]; readonly isAll: boolean }> {
  switch (listing.walk) {
    case 'whole':
      return { rows: (await listing.read(call)).rows, isAll: true };
    case 'since':
      return { rows: (await listing.read(undefined, call)).rows, isAll: true };
    case 'page': {
      const all: Row[] = [];
      // Pages of one limit lie end to end even where the provider clamps it, so only an empty page or the total ends the list.
      for (let page = 1; ; page += 1) {
        const { rows, total } = await listing.read(page, listing.maxLimit, call);
        all.push(...rows);
        const isAll = rows.length === 0 || (total !== undefined && all.length >= total);
        if (isAll || page >= most || rows.some(isSought)) return { rows: all, isAll };
      }
    }
  }
}
