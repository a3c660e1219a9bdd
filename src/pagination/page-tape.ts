import { fit, Shown } from './fit.ts';
import { Clamped } from './limits.ts';
import type { PageReader } from './page-reader.ts';
import type { Piece } from './piece.ts';
import type { Anchor } from './place.ts';
import { stitch, stitchAll, type Stitched } from './stitch.ts';
import { NO_ROWS, type Strip } from './strip.ts';
import { edgeOf, type Tape } from './tape.ts';
import { pageAt, planNext, type PageRequest, planPages, spanOf, startOf, type Window } from './window.ts';

/** Rows shared with what is held when a tape is extended, so that the runs can be joined by content. */
const OVERLAP = 3;

/** Pages that are read one after another where rows are left out of them, until there are as many rows as were asked for. */
const MOST_ROUNDS = 10;

interface ReadTerms {
  /** Unix milliseconds: when the page above was read, with which the first one shares no row. */
  readonly notBefore?: number;
  /** As in `PageReader.readAll`. */
  readonly enough?: number;
}

/** A tape over a list that is read by page and limit. */
export class PageTape<Row> implements Tape<Row> {
  readonly #reader: PageReader<Row>;
  readonly #mark: (row: Row) => Anchor;
  readonly #isTotalUnread: boolean;
  #unsureLimit: number | undefined;
  start = 0;
  strip: Strip<Row> = NO_ROWS;
  reported: number | undefined;
  fetchedAt: number | undefined;
  isStale = false;
  isTorn = false;
  isMixed = false;
  resizes = 0;
  #end: number | undefined;
  /** The pages held, in list order. */
  #shown: readonly Shown<Row>[] = [];
  #isEmpty = true;
  #isFirst = true;
  #isRenewed = false;

  constructor(reader: PageReader<Row>, mark: (row: Row) => Anchor, isTotalUnread = false) {
    this.#reader = reader;
    this.#mark = mark;
    this.#isTotalUnread = isTotalUnread;
  }

  get rows(): readonly Row[] {
    return this.strip.rows;
  }

  get marks(): readonly Anchor[] {
    return this.strip.marks;
  }

  get end(): number | undefined {
    return this.isMixed ? undefined : this.#end;
  }

  get total(): number | undefined {
    return this.reported ?? (this.start === 0 ? this.end : undefined);
  }

  get lacksRows(): boolean {
    return this.#shown.some(({ missing }) => missing > 0);
  }

  get reach(): number {
    return this.#reader.limits.max;
  }

  begin(rows: number): Promise<boolean> {
    const [request, ...others] = planPages({ from: 0, to: rows }, this.#reader.limits);
    if (request === undefined || others.length > 0) return Promise.resolve(false);
    return this.#reader.read(request).then((page) => {
      const piece = this.#reader.settled(request, page);
      if (piece === undefined) return false;
      this.#append(piece);
      this.#isFirst = false;
      return true;
    });
  }

  cover(need: Window, wishes: readonly Window[] = []): Promise<void> {
    return this.#unclamped(() => this.#cover(need, wishes));
  }

  widen(toward: 'down' | 'up'): Promise<void> {
    const held = { from: this.start, to: this.#edge + this.#missing };
    return this.#unclamped(async () => {
      const next = planNext(held, toward, this.#reader.limits);
      if ('from' in next) return this.#cover(next, []);
      // Another size of pages was found: what was held has to be read again too.
      if (this.#isEmpty) return this.#cover(spanOf(held, next), []);
      const pieces = await this.#read([next]);
      if (toward === 'up') this.#prepend(pieces);
      else for (const piece of pieces) this.#append(piece);
    });
  }

  extend(to: number): Promise<void> {
    const held = { from: this.start, to: this.#edge };
    return this.#unclamped(() => {
      // Another size of pages was found: what was held has to be read again too.
      if (this.#isEmpty) return this.#cover({ from: held.from, to }, []);
      if (to <= held.to || (this.#end !== undefined && this.#end <= held.to)) return Promise.resolve();
      const seam = Math.max(held.from, held.to - OVERLAP);
      const joined = planPages(this.#shifted({ from: seam, to }), this.#reader.limits);
      const apart = planPages(this.#shifted({ from: held.to, to }), this.#reader.limits);
      // Of pages that are read one right after the other none has to show rows of the one above it.
      const above = this.#shown.at(-1);
      if (above?.isKept !== false || apart.length >= joined.length) return this.#extend(joined);
      return this.#extend(apart, { notBefore: above.fetchedAt });
    });
  }

  jump(offset: number): Promise<void> {
    return this.#unclamped(() => {
      this.#clear();
      return this.#extend([pageAt(offset, this.reach)]);
    });
  }

  /** Reads again, by the new limits, where the provider turns out to clamp to them. */
  async #unclamped(read: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await read();
        // Pages that are larger than was thought do not meet where they should.
        if (this.isTorn) await this.#reader.verifyKept();
        return;
      } catch (error) {
        if (!(error instanceof Clamped)) throw error;
        this.resizes += 1;
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

  renew(): boolean {
    if (this.#isRenewed || !this.#shown.some((page) => page.isKept)) return false;
    this.#isRenewed = true;
    this.#reader.renew();
    this.#clear();
    this.#isFirst = true;
    this.fetchedAt = undefined;
    this.isStale = false;
    return true;
  }

  async learnTotal(): Promise<number | undefined> {
    await this.cover({ from: 0, to: 1 }, [{ from: 0, to: this.reach }]);
    return this.reported;
  }

  async #cover(need: Window, wishes: readonly Window[]): Promise<void> {
    const isApart = need.from > this.#edge || need.to < this.start;
    if (!this.#isEmpty && !isApart) return this.#coverRest(need, wishes);
    this.#clear();
    // One row more than is needed shows that the list goes on, and nobody wants to know how far.
    const enough = this.#isTotalUnread ? need.to + 1 : Infinity;
    await this.#extend(planPages(need, this.#reader.limits, wishes), { enough });
    return this.#missing > 0 ? this.#coverRest(need, wishes) : undefined;
  }

  async #coverRest({ from, to }: Window, wishes: readonly Window[]): Promise<void> {
    for (let round = 0; to > this.#edge && (this.#end === undefined || this.#edge < this.#end); round += 1) {
      const seamFrom = Math.max(this.start, this.#edge - OVERLAP);
      const further = wishes.map((wish) => ({ from: seamFrom, to: wish.to })).filter((wish) => wish.to > to);
      const windows = further.map((window) => this.#shifted(window));
      await this.#extend(planPages(this.#shifted({ from: seamFrom, to }), this.#reader.limits, windows));
      if (this.#missing === 0 || round === MOST_ROUNDS) break;
    }
    if (from < this.start) {
      const seamTo = Math.min(this.start + OVERLAP, this.#edge);
      const further = wishes
        .map((wish) => ({ from: wish.from, to: seamTo }))
        .filter((wish) => wish.from < from);
      this.#prepend(await this.#read(planPages({ from, to: seamTo }, this.#reader.limits, further)));
    }
  }

  /** Where the provider's pages show what would be in a window at the lower end of what is held. */
  #shifted({ from, to }: Window): Window {
    return { from: from + this.#missing, to: to + this.#missing };
  }

  /** By how many rows less the held ones reach down than the pages that they came in: these left rows out. */
  get #missing(): number {
    const last = this.#shown.at(-1);
    if (last === undefined || last.isEnd || !this.lacksRows) return 0;
    return Math.max(0, edgeOf(last) + last.missing - this.#edge);
  }

  get #edge(): number {
    return this.start + this.rows.length;
  }

  #clear(): void {
    this.#isEmpty = true;
    this.#unsureLimit = undefined;
    this.strip = NO_ROWS;
    this.#end = undefined;
    this.#shown = [];
    this.isTorn = false;
    this.isMixed = false;
  }

  async #extend(pages: readonly PageRequest[], terms?: ReadTerms): Promise<void> {
    for (const piece of await this.#read(pages, terms)) this.#append(piece);
  }

  /** Side by side where the pages share rows, by which they can be joined. */
  async #read(pages: readonly PageRequest[], { notBefore, enough }: ReadTerms = {}): Promise<Piece<Row>[]> {
    const isJoined =
      notBefore === undefined &&
      pages.every((page, index) => {
        const previous = pages[index - 1];
        return !previous || startOf(page) < startOf(previous) + previous.limit;
      });
    // Without shared rows only the order of the calls protects: rows pushed down meanwhile are seen twice rather than not at all.
    const pieces = await (isJoined
      ? this.#reader.readAll(pages, enough)
      : this.#reader.readInTurn(pages, notBefore));
    const unsure = Math.max(0, ...pieces.filter(({ isUnsure }) => isUnsure).map(({ limit }) => limit));
    // Of the first page the anchor may tell, which costs no call.
    if (unsure > 0 && this.#isFirst && pages.length === 1) this.#unsureLimit = unsure;
    else if (unsure > 0) await this.#reader.verify(unsure);
    this.#isFirst = false;
    return pieces;
  }

  #append(piece: Piece<Row>): void {
    const shown = this.#show(piece);
    if (this.#isEmpty) {
      this.start = piece.start;
      this.strip = shown;
      this.#isEmpty = false;
    } else {
      this.#hold(stitch(this.strip, shown, this.#edge - piece.start, 'lower'));
    }
    this.#join([...this.#shown, shown]);
    if (piece.isEnd) this.#end = this.#edge;
    this.#note(piece);
  }

  /** Pieces in list order, the last of which reaches into the rows held. */
  #prepend(pieces: readonly Piece<Row>[]): void {
    const shown = pieces.map((piece) => this.#show(piece));
    const upper = stitchAll(shown);
    const overlap = upper.edge - this.start;
    this.start = pieces[0]?.start ?? this.start;
    this.isTorn ||= upper.isTorn;
    this.#hold(stitch(upper, this.strip, overlap, 'upper'));
    this.#join([...shown, ...this.#shown]);
    if (this.#end !== undefined) this.#end = Math.max(this.#end, this.#edge);
    for (const piece of pieces) this.#note(piece);
  }

  #join(pages: readonly Shown<Row>[]): void {
    this.#shown = pages;
    this.isMixed ||= pages.some((page, index) => {
      const above = pages[index - 1];
      return above !== undefined && !fit(above, page);
    });
  }

  #show(piece: Piece<Row>): Shown<Row> {
    return new Shown(piece, this.#mark, this.#reader.isKept(piece.page));
  }

  #hold({ rows, marks, isTorn }: Stitched<Row>): void {
    this.strip = { rows, marks };
    this.isTorn ||= isTorn;
  }

  #note({ page }: Piece<Row>): void {
    this.fetchedAt = Math.min(page.fetchedAt, this.fetchedAt ?? Infinity);
    this.isStale ||= page.stale;
    this.reported = page.total ?? this.reported;
    if (page.total === undefined) return;
    // A page behind the end is empty, and starts further down than the list reaches.
    if (this.rows.length === 0) this.#end = Math.min(this.start, page.total);
    this.#end ??= Math.max(page.total, this.#edge);
  }
}
