import type { ListPage } from '../pagination/types.ts';
import type { Page } from '../providers/provider.ts';
import { settled } from './settled.ts';

/** The first page of a list in one operation. Of reads that begin at the same time one is made: the largest has the rows of all. */
export class Beginning<Row> {
  readonly #read: (limit: number) => Promise<Page<Row>>;
  readonly #maxLimit: number;
  /** The largest that was asked for. */
  #limit = 0;
  /** By that limit; undefined while it may still become larger. */
  #reading: { readonly limit: number; readonly page: Promise<Page<Row>> } | undefined;

  constructor(maxLimit: number, read: (limit: number) => Promise<Page<Row>>) {
    this.#maxLimit = maxLimit;
    this.#read = read;
  }

  /** As the provider would show it by that limit. */
  async page(limit: number): Promise<Page<Row> & Pick<ListPage<Row>, 'isCut'>> {
    if (limit > this.#limit) {
      this.#limit = limit;
      this.#reading = undefined;
    }
    // The other fields of the operation may be about to ask for more.
    if (this.#reading === undefined && limit < this.#maxLimit) await settled();
    const reading = (this.#reading ??= { limit: this.#limit, page: this.#read(this.#limit) });
    const page = await reading.page;
    const { rows, limit: applied = 0 } = page;
    // More than it was asked for tells the size of the provider's pages, whatever is asked for.
    if (limit === reading.limit || Math.max(rows.length, applied) > reading.limit) return page;
    const shown = { ...page, rows: rows.slice(0, limit), limit: page.limit && Math.min(limit, page.limit) };
    return rows.length > limit ? { ...shown, isCut: true } : shown;
  }
}
