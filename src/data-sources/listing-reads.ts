import type { Call, Listing, Page } from '../providers/provider.ts';

/** What the lists of one source answered in one operation: the same page of the same list is not asked for twice. */
export class ListingReads {
  readonly #answers = new Map<string, Promise<Page<unknown>>>();

  /** The listing, reading each of its pages once. */
  once<Row>(listing: Listing<Row>): Listing<Row> {
    const { key } = listing;
    switch (listing.walk) {
      case 'page':
        return {
          ...listing,
          read: (page, limit, call) =>
            this.#answer(`${page}/${limit} ${key}`, call, () => listing.read(page, limit, call)),
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

  #answer<Row>(asked: string, { staleAllowed }: Call, read: () => Promise<Page<Row>>): Promise<Page<Row>> {
    const name = staleAllowed ? `${asked} stale allowed` : asked;
    const known = this.#answers.get(name) as Promise<Page<Row>> | undefined;
    if (known !== undefined) return known;
    const answer = read();
    this.#answers.set(name, answer);
    return answer;
  }
}
