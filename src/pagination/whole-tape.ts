import type { Anchor } from './place.ts';
import { NO_ROWS, ReadStrip, type Strip } from './strip.ts';
import type { Tape } from './tape.ts';
import type { ListPage } from './types.ts';

/** A tape over a list that comes in one reply: all of it, or all from some row on. */
export class WholeTape<Row> implements Tape<Row> {
  readonly #read: () => Promise<ListPage<Row>>;
  readonly #mark: (row: Row) => Anchor;
  readonly #from: number;
  #reply: ListPage<Row> | undefined;
  readonly reach = Infinity;
  readonly isTorn = false;
  readonly isMixed = false;
  readonly lacksRows = false;
  readonly resizes = 0;
  /** Where the reply begins in the list; set by whoever asked for less than all. */
  start = 0;
  strip: Strip<Row> = NO_ROWS;

  /** Leaves out the rows before `from`, unix milliseconds. */
  constructor(read: () => Promise<ListPage<Row>>, mark: (row: Row) => Anchor, from = -Infinity) {
    this.#read = read;
    this.#mark = mark;
    this.#from = from;
  }

  get rows(): readonly Row[] {
    return this.strip.rows;
  }

  get marks(): readonly Anchor[] {
    return this.strip.marks;
  }

  get end(): number | undefined {
    return this.#reply && this.start + this.rows.length;
  }

  get total(): number | undefined {
    return this.end;
  }

  get fetchedAt(): number | undefined {
    return this.#reply?.fetchedAt;
  }

  get isStale(): boolean {
    return this.#reply?.stale ?? false;
  }

  async cover(): Promise<void> {
    if (this.#reply) return;
    this.#reply = await this.#read();
    const strip = new ReadStrip(this.#reply.rows, this.#mark);
    this.strip = this.#from === -Infinity ? strip : since(this.#from, strip);
  }

  async begin(): Promise<boolean> {
    await this.cover();
    return true;
  }

  widen(): Promise<void> {
    return this.cover();
  }

  extend(): Promise<void> {
    return this.cover();
  }

  jump(): Promise<void> {
    return this.cover();
  }

  verify(): Promise<boolean> {
    return Promise.resolve(false);
  }

  renew(): boolean {
    return false;
  }

  async learnTotal(): Promise<number | undefined> {
    await this.cover();
    return this.total;
  }
}

/** From the first row that is not older. */
function since<Row>(moment: number, { rows, marks }: Strip<Row>): Strip<Row> {
  const found = marks.findIndex(({ time }) => time !== null && time >= moment);
  const first = found === -1 ? marks.length : found;
  return { rows: rows.slice(first), marks: marks.slice(first) };
}
