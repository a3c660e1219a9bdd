import { Clamped, type PageReader, type Piece } from './page-reader.ts';
import type { Anchor } from './place.ts';
import { seam } from './stitch.ts';
import type { Tape } from './tape.ts';
import { earliest, farthest, pageAt, type PageRequest, planPages, startOf, type Window } from './window.ts';

/** Rows shared with what is held when a tape is extended, so that the runs can be joined by content. */
const OVERLAP = 3;

/** A tape over a list that is read by page and limit. */
export class PageTape<Row> implements Tape<Row> {
  readonly #reader: PageReader<Row>;
  readonly #mark: (row: Row) => Anchor;
  #unsureLimit: number | undefined;
  start = 0;
  rows: Row[] = [];
  marks: Anchor[] = [];
  end: number | undefined;
  reported: number | undefined;
  fetchedAt: number | undefined;
  isStale = false;
  isTorn = false;
  #isEmpty = true;

  constructor(reader: PageReader<Row>, mark: (row: Row) => Anchor) {
    this.#reader = reader;
    this.#mark = mark;
  }

  get total(): number | undefined {
    return this.reported ?? (this.start === 0 ? this.end : undefined);
  }

  get reach(): number {
    return this.#reader.max;
  }

  cover(need: Window, wishes: readonly Window[] = []): Promise<void> {
    return this.#unclamped(() => this.#cover(need, wishes));
  }

  widen(toward: 'down' | 'up'): Promise<void> {
    const { start, reach } = this;
    const edge = this.#edge;
    // A shared row joins the runs, unless it would cost half of the page.
    const joined = toward === 'down' ? farthest(Math.max(start, edge - 1), reach) : earliest(start, reach);
    const gained = toward === 'down' ? startOf(joined) + joined.limit - edge : start - startOf(joined);
    const apart = toward === 'down' ? farthest(edge, reach) : earliest(Math.max(0, start - 1), reach);
    return this.#unclamped(() => this.#extend([2 * gained >= reach ? joined : apart]));
  }

  jump(offset: number): Promise<void> {
    return this.#unclamped(() => {
      this.#clear();
      return this.#extend([pageAt(offset, this.reach)]);
    });
  }

  /** Reads again, by the new maximum, where the provider turns out to clamp the limit. */
  async #unclamped(read: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await read();
        return;
      } catch (error) {
        if (!(error instanceof Clamped)) throw error;
        this.#clear();
      }
    }
  }

  async verify(): Promise<boolean> {
    if (this.#unsureLimit === undefined) return false;
    try {
      await this.#reader.verify(this.#unsureLimit);
      this.#unsureLimit = undefined;
      return false;
    } catch (error) {
      if (!(error instanceof Clamped)) throw error;
      this.#clear();
      return true;
    }
  }

  async learnTotal(): Promise<number | undefined> {
    await this.cover({ from: 0, to: 1 }, [{ from: 0, to: this.reach }]);
    return this.reported;
  }

  async #cover({ from, to }: Window, wishes: readonly Window[]): Promise<void> {
    const isApart = from > this.#edge || to < this.start;
    if (this.#isEmpty || isApart) {
      this.#clear();
      await this.#extend(planPages({ from, to }, this.reach, wishes));
      return;
    }
    if (to > this.#edge && (this.end === undefined || this.#edge < this.end)) {
      const seamFrom = Math.max(this.start, this.#edge - OVERLAP);
      const further = wishes.map((wish) => ({ from: seamFrom, to: wish.to })).filter((wish) => wish.to > to);
      await this.#extend(planPages({ from: seamFrom, to }, this.reach, further));
    }
    if (from < this.start) {
      const seamTo = Math.min(this.start + OVERLAP, this.#edge);
      const further = wishes
        .map((wish) => ({ from: wish.from, to: seamTo }))
        .filter((wish) => wish.from < from);
      // From the rows held upwards, so that each piece joins the next.
      const pieces = await this.#reader.readAll(planPages({ from, to: seamTo }, this.reach, further));
      for (const piece of pieces.reverse()) this.#join(piece);
    }
  }

  get #edge(): number {
    return this.start + this.rows.length;
  }

  #clear(): void {
    this.#isEmpty = true;
    this.#unsureLimit = undefined;
    this.rows = [];
    this.marks = [];
    this.end = undefined;
    this.isTorn = false;
  }

  async #extend(pages: readonly PageRequest[]): Promise<void> {
    const overlaps = pages.every((page, index) => {
      const previous = pages[index - 1];
      return !previous || startOf(page) < startOf(previous) + previous.limit;
    });
    if (overlaps) {
      for (const piece of await this.#reader.readAll(pages)) this.#join(piece);
      return;
    }
    // Without shared rows only the order of the calls protects: rows pushed down meanwhile are seen twice rather than not at all.
    for (const page of pages) {
      const [piece] = await this.#reader.readAll([page]);
      if (piece) this.#join(piece);
      if (piece?.isEnd) return;
    }
  }

  #join(piece: Piece<Row>): void {
    const marks = piece.rows.map(this.#mark);
    if (this.#isEmpty) {
      this.start = piece.start;
      this.rows = [...piece.rows];
      this.marks = marks;
      this.#isEmpty = false;
      if (piece.isEnd) this.end = this.#edge;
    } else if (piece.start < this.start) {
      this.#prepend(piece, marks);
    } else if (piece.start + marks.length > this.#edge || piece.isEnd) {
      this.#append(piece, marks);
      if (piece.isEnd) this.end = this.#edge;
    }
    this.#note(piece);
  }

  #append({ start, rows }: Piece<Row>, marks: readonly Anchor[]): void {
    const { dropUpper, dropLower, isTorn } = seam(this.marks, marks, this.#edge - start);
    this.rows = [...this.rows.slice(0, this.rows.length - dropUpper), ...rows.slice(dropLower)];
    this.marks = [...this.marks.slice(0, this.marks.length - dropUpper), ...marks.slice(dropLower)];
    this.isTorn ||= isTorn;
  }

  #prepend({ start, rows }: Piece<Row>, marks: readonly Anchor[]): void {
    const { dropUpper, dropLower, isTorn } = seam(marks, this.marks, start + rows.length - this.start);
    this.start = start;
    this.rows = [...rows.slice(0, rows.length - dropUpper), ...this.rows.slice(dropLower)];
    this.marks = [...marks.slice(0, marks.length - dropUpper), ...this.marks.slice(dropLower)];
    this.isTorn ||= isTorn;
    if (this.end !== undefined) this.end = Math.max(this.end, this.#edge);
  }

  #note({ page, limit, isUnsure }: Piece<Row>): void {
    this.fetchedAt = Math.min(page.fetchedAt, this.fetchedAt ?? Infinity);
    this.isStale ||= page.stale;
    if (isUnsure) this.#unsureLimit = limit;
    this.reported = page.total ?? this.reported;
    if (page.total === undefined) return;
    // A page behind the end is empty, and starts further down than the list reaches.
    if (this.rows.length === 0) this.end = Math.min(this.start, page.total);
    this.end ??= Math.max(page.total, this.#edge);
  }
}
