import type { Call, Listing, Page, PageListing } from '../providers/provider.ts';

/** What the lists of one source answered in one operation: the same page of the same list is not asked for twice. */
export class ListingReads {
  readonly #answers = new Map<string, Promise<Page<unknown>>>();
  /** The first of a list's first pages, of whatever limit. */
  readonly #beginnings = new Map<string, Promise<Page<unknown>>>();

  /** The listing, reading each of its pages once. */
  once<Row>(listing: Listing<Row>): Listing<Row> {
    const { key } = listing;
    switch (listing.walk) {
      case 'page':
        return {
          ...listing,
          read: (page, limit, call) => {
            const answer = this.#answer(`${page}/${limit} ${key}`, call, () =>
              listing.read(page, limit, call),
            );
            const name = nameOf(key, call);
            if (page === 1 && !this.#beginnings.has(name)) this.#beginnings.set(name, answer);
            return answer;
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
    await othersHaveAsked();
    const beginning = this.#beginnings.get(nameOf(listing.key, call));
    return (beginning as Promise<Page<Row>> | undefined) ?? this.#firstRow(listing, call);
  }

  #firstRow<Row>(listing: PageListing<Row>, call: Call): Promise<Page<Row>> {
    return this.#answer(`1/1 ${listing.key}`, call, () => listing.read(1, 1, call));
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

function nameOf(asked: string, { staleAllowed }: Call): string {
  return staleAllowed ? `${asked} stale allowed` : asked;
}

/** Once all fields that can be resolved without waiting for a provider have been. */
function othersHaveAsked(): Promise<void> {
  // Ticks come before the promises of a callback that is still running, and behind those of a promise that is.
  return Promise.resolve().then(
    () =>
      new Promise((resolve) => {
        process.nextTick(resolve);
      }),
  );
}
