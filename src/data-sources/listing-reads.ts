import type { Call, Listing, Page, PageListing } from '../providers/provider.ts';
import { Beginning } from './beginning.ts';
import type { ListedRows } from './listed-rows.ts';
import { settled } from './settled.ts';

/** A listing whose pages may be asked to be no older than a moment, in unix milliseconds. */
export type ListingOnce<Row> =
  | Exclude<Listing<Row>, PageListing<Row>>
  | (PageListing<Row> & {
      read(page: number, limit: number, call: Call, notBefore?: number): Promise<Page<Row>>;
    });

/** What the lists of one source answered in one operation: the same page of the same list is not asked for twice. */
export class ListingReads {
  readonly #listed: ListedRows;
  readonly #answers = new Map<string, Promise<Page<unknown>>>();
  readonly #beginnings = new Map<string, Beginning<unknown>>();

  /** `listed` takes note of what is read. */
  constructor(listed: ListedRows) {
    this.#listed = listed;
  }

  /** The listing, reading each of its pages once. */
  once<Row>(listing: Listing<Row>): ListingOnce<Row> {
    const { key } = listing;
    switch (listing.walk) {
      case 'page':
        return {
          ...listing,
          read: (page: number, limit: number, call: Call, notBefore?: number) => {
            if (notBefore !== undefined) return this.#pageSince(notBefore, listing, page, limit, call);
            return page === 1
              ? this.#beginning(listing, call).page(limit)
              : this.#page(listing, page, limit, call);
          },
        };
      case 'since':
        return {
          ...listing,
          read: (since: string | undefined, call: Call) =>
            this.#answer(`${since ?? ''} ${key}`, call, () => listing.read(since, call)),
        };
      case 'whole':
        return { ...listing, read: (call: Call) => this.#answer(key, call, () => listing.read(call)) };
    }
  }

  /** A page that tells the list's total: one that the operation asks for anyway, else the smallest there is. */
  async total<Row>(listing: PageListing<Row>, call: Call): Promise<Page<Row>> {
    // The other fields of the operation may be about to ask for its beginning.
    await settled();
    if (this.#beginnings.has(nameOf(listing.key, call))) return this.#beginning(listing, call).page(1);
    // A page that is kept costs nothing, and there is no smaller one than a row.
    return this.#page(listing, 1, this.#listed.limitKept(listing.key, call) ?? 1, call);
  }

  #beginning<Row>(listing: PageListing<Row>, call: Call): Beginning<Row> {
    const name = nameOf(listing.key, call);
    const known = this.#beginnings.get(name) as Beginning<Row> | undefined;
    if (known !== undefined) return known;
    const beginning = new Beginning(listing.maxLimit, (limit) => this.#page(listing, 1, limit, call));
    this.#beginnings.set(name, beginning);
    return beginning;
  }

  /** Past what was kept, where that is older. */
  async #pageSince<Row>(
    notBefore: number,
    listing: PageListing<Row>,
    page: number,
    limit: number,
    call: Call,
  ): Promise<Page<Row>> {
    const answer = this.#page(listing, page, limit, call);
    const shown = await answer;
    if (shown.fetchedAt >= notBefore) return shown;
    const name = nameOf(wordsOf(listing, page, limit), call);
    if (this.#answers.get(name) === answer) this.#answers.delete(name);
    return this.#page(listing, page, limit, { ...call, fresh: true });
  }

  #page<Row>(listing: PageListing<Row>, page: number, limit: number, call: Call): Promise<Page<Row>> {
    return this.#answer(wordsOf(listing, page, limit), call, () => {
      const answer = listing.read(page, limit, call);
      if (!this.#listed.isUsed) return answer;
      return answer.then((shown) => {
        this.#listed.note({ listing: listing.key, page, limit }, shown, call);
        return shown;
      });
    });
  }

  #answer<Row>(asked: string, call: Call, read: () => Promise<Page<Row>>): Promise<Page<Row>> {
    const name = nameOf(asked, call);
    const known = this.#answers.get(name) as Promise<Page<Row>> | undefined;
    if (known !== undefined) return known;
    const answer = read();
    this.#answers.set(name, answer);
    return answer;
  }
}

function wordsOf({ key }: PageListing<unknown>, page: number, limit: number): string {
  return `${page}/${limit} ${key}`;
}

function nameOf(asked: string, { staleAllowed }: Call): string {
  return staleAllowed ? `${asked} stale allowed` : asked;
}
