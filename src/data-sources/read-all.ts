import type { Call, Listing } from '../providers/provider.ts';

/** Every row of a list that is short by nature (agents, inboxes), in the provider's order; of a longer one, those of its first `most` pages. */
export async function readAll<Row>(
  listing: Listing<Row>,
  call: Call,
  most = Infinity,
): Promise<readonly Row[]> {
  switch (listing.walk) {
    case 'whole':
      return (await listing.read(call)).rows;
    case 'since':
      return (await listing.read(undefined, call)).rows;
    case 'page': {
      const all: Row[] = [];
      // Pages of one limit lie end to end even where the provider clamps it, so only an empty page or the total ends the list.
      for (let page = 1; ; page += 1) {
        const { rows, total } = await listing.read(page, listing.maxLimit, call);
        all.push(...rows);
        const isEnd = rows.length === 0 || (total !== undefined && all.length >= total);
        if (isEnd || page >= most) return all;
      }
    }
  }
}
