import { Clamped, type Limits, limitsOf, MOST_RAISES } from './limits.ts';
import type { Parts } from './parts.ts';
import type { Piece } from './piece.ts';
import { digest } from './place.ts';
import { RefusedPage } from './refused-page.ts';
import { isClampedTo, leavesOut } from './short-page.ts';
import type { ListMemory, ListPage, PageSource } from './types.ts';
import { pageAt, type PageRequest, startOf } from './window.ts';

export interface ReaderRules<Row> {
  readonly id: (row: Row) => string;
  readonly parts: Pick<Parts, 'isClamped'>;
  /** Unix milliseconds at which the walk began: pages that were fetched before were kept. */
  readonly began?: number | undefined;
  /** Unix milliseconds: pages that were fetched before are not read. */
  readonly notBefore?: number | undefined;
  /** As `FailureRules.isRefusal`. */
  readonly isRefusal?: ((error: unknown) => boolean) | undefined;
}

/** Reads pages of one list for one walk, each once, and notices where the provider clamps the limit. */
export class PageReader<Row> {
  readonly #source: PageSource<Row>;
  readonly #memory: ListMemory;
  readonly #id: (row: Row) => string;
  readonly #parts: Pick<Parts, 'isClamped'>;
  readonly #began: number;
  readonly #isRefusal: (error: unknown) => boolean;
  /** Rows are known to reach so far. */
  #reached = 0;
  /** Rows of the largest page seen. */
  #most = 0;
  /** How often its pages turned out to be larger. */
  #raises = 0;
  #notBefore: number | undefined;
  /** Few, so that looking through them is faster than naming them. */
  #replies: readonly Reply<Row>[] = [];

  constructor(
    source: PageSource<Row>,
    memory: ListMemory,
    { id, parts, began = -Infinity, notBefore, isRefusal = () => false }: ReaderRules<Row>,
  ) {
    this.#source = source;
    this.#memory = memory;
    this.#id = id;
    this.#parts = parts;
    this.#began = began;
    this.#notBefore = notBefore;
    this.#isRefusal = isRefusal;
  }

  /** Whether a page shows what was before the walk began. */
  isKept({ fetchedAt }: { readonly fetchedAt: number }): boolean {
    return fetchedAt < this.#began;
  }

  /** From now on pages that were kept are not read. */
  renew(): void {
    this.#notBefore = this.#began;
    this.#replies = [];
  }

  get limits(): Limits {
    return limitsOf(this.#source.maxLimit, this.#memory);
  }

  /**
   * Pages side by side. Throws Clamped, and then `limits` are others. Whether a short first page is the whole list is not found out where it
   * has so many rows and they are `enough`.
   */
  async readAll(requests: readonly PageRequest[], enough = Infinity): Promise<Piece<Row>[]> {
    if (requests.length > 1) {
      this.#forgetOlder(requests);
      await Promise.all(requests.map((request) => this.read(request)));
    }
    const pieces: Piece<Row>[] = [];
    // One after another: a full page proves the limit of the next.
    for (const request of requests) {
      pieces.push(await this.#judge(request, await this.read(request), enough));
    }
    return pieces;
  }

  /** Rows that move down between two calls are seen twice where the lower page is the later one; where it is the older, they would not be seen at all. */
  #forgetOlder(requests: readonly PageRequest[]): void {
    const fresh = requests.findIndex((request) => this.#known(request) === undefined);
    if (fresh !== -1) this.#forget(requests.slice(fresh));
  }

  /** Pages one after another, in list order, none older than the one before it (the first: than `above`, unix milliseconds); stops at the list's end. Throws Clamped. */
  async readInTurn(requests: readonly PageRequest[], above?: number): Promise<Piece<Row>[]> {
    const pieces: Piece<Row>[] = [];
    let isNew = false;
    let notBefore = above;
    for (const request of requests) {
      isNew ||= this.#known(request) === undefined;
      if (isNew) this.#forget([request]);
      const page = await this.read(request, notBefore);
      notBefore = page.fetchedAt;
      const piece = await this.#judge(request, page);
      pieces.push(piece);
      if (piece.isEnd) break;
    }
    return pieces;
  }

  /** Makes sure that a provider which gave a short page keeps to `limit`. Throws Clamped where it does not. */
  async verify(limit: number): Promise<void> {
    if (limit > (this.#memory.filled ?? 0)) await this.#judgeFirst(limit);
  }

  /** Makes sure that a provider keeps to the smallest limit that was asked for. Throws Clamped where it does not. */
  async verifyKept(): Promise<void> {
    const { min } = this.limits;
    const limit = Math.min(
      ...this.#replies.map(({ request }) => request.limit).filter((asked) => asked >= min),
    );
    if (limit < (this.#memory.keptFrom ?? Infinity)) await this.#judgeFirst(limit);
  }

  async #judgeFirst(limit: number): Promise<void> {
    const first = pageAt(0, limit);
    await this.#judge(first, await this.read(first));
  }

  async #judge(request: PageRequest, page: ListPage<Row>, enough = Infinity): Promise<Piece<Row>> {
    if (page instanceof RefusedPage) await this.#expectBehind(startOf(request), page);
    this.#most = Math.max(this.#most, page.rows.length);
    if (this.#isRaised(request, page)) await this.#judgeRaised(request, page);
    const piece = this.#plain(request, page) ?? (await this.#judgeShort(request, page, enough));
    if (piece.rows.length > 0) this.#reached = Math.max(this.#reached, piece.start + piece.rows.length);
    return piece;
  }

  /** Where rows were read before it, a page that is refused lies behind the list's end. */
  async #expectBehind(start: number, { error }: RefusedPage): Promise<void> {
    if (this.#reached > 0 && start >= this.#reached) return;
    await this.verifyKept();
    throw error;
  }

  /** A page, where nothing but its reply is needed to judge it: it came in full, or is a first one that has all the rows that are told of. */
  settled(request: PageRequest, page: ListPage<Row>): Piece<Row> | undefined {
    return this.#isRaised(request, page) ? undefined : this.#plain(request, page);
  }

  #plain(request: PageRequest, page: ListPage<Row>): Piece<Row> | undefined {
    const { limit } = request;
    const start = startOf(request);
    if (isClampedTo(page, limit)) return undefined;
    if (page.rows.length >= limit) {
      this.#memory.filled = Math.max(limit, this.#memory.filled ?? 0);
      if (start === 0 && limit !== page.total && page.isCut !== true && (page.limit ?? limit) === limit) {
        this.#memory.keptFrom = Math.min(limit, this.#memory.keptFrom ?? Infinity);
      }
      // What is shown beyond the page comes again on the next one.
      const rows = page.rows.length > limit ? page.rows.slice(0, limit) : page.rows;
      return { start, limit, rows, page, isEnd: false, missing: 0, isUnsure: false };
    }
    if (start > 0 || (page.rows.length > 0 && page.rows.length !== page.total)) return undefined;
    return { start, limit, rows: page.rows, page, isEnd: true, missing: 0, isUnsure: false };
  }

  #isRaised({ limit }: PageRequest, page: ListPage<Row>): boolean {
    return this.#raises < MOST_RAISES && this.#memory.overlaps !== true && this.#sizeOf(page, limit) > limit;
  }

  /** By its rows, or by the limit that the provider says it applied. */
  #sizeOf({ rows, limit = 0 }: ListPage<Row>, asked: number): number {
    // Larger than may be asked for, or with as many rows as were asked for, it is more likely to tell of something else.
    return limit > this.#source.maxLimit || rows.length === asked
      ? rows.length
      : Math.max(rows.length, limit);
  }

  /** Page numbers count in larger pages than was thought, unless the next page begins by the limit all the same. The first page tells how large they are. */
  async #judgeRaised(request: PageRequest, page: ListPage<Row>): Promise<void> {
    const { limit } = request;
    if (request.page > 1) return this.#judgeFirst(limit);
    const size = this.#sizeOf(page, limit);
    // Asked for as many rows as it shows, a provider that has a least page shows its pages end to end, wherever they begin by smaller limits.
    const isToldApart = this.#memory.raisedTo === undefined && size <= this.#source.maxLimit;
    if (!isToldApart && (await this.#overlapsNext(request, page))) {
      this.#memory.overlaps = true;
      this.#memory.raisedTo = undefined;
      throw new Clamped(`the provider shows more than the limit of ${limit}`);
    }
    this.#raises += 1;
    this.#memory.raisedTo = size;
    this.#memory.keptFrom = undefined;
    this.#memory.filled = Math.max(page.rows.length, this.#memory.filled ?? 0);
    this.#answered(request, { page: 1, limit: size });
    throw new Clamped(`the provider raises the limit to ${size}`);
  }

  /** Whether the page behind a first one begins by the limit, within the rows that were shown. */
  async #overlapsNext({ limit }: PageRequest, { rows, fetchedAt }: ListPage<Row>): Promise<boolean> {
    const [first] = (await this.#readSince(fetchedAt, { page: 2, limit })).rows;
    if (first === undefined) return false;
    const id = this.#id(first);
    return rows.findIndex((row) => this.#id(row) === id) === this.#askedFor(limit);
  }

  /** Pages may be larger than may be asked for. */
  #askedFor(limit: number): number {
    return Math.min(limit, this.#source.maxLimit);
  }

  async #judgeShort(request: PageRequest, page: ListPage<Row>, enough: number): Promise<Piece<Row>> {
    const { limit } = request;
    const { rows, total } = page;
    const start = startOf(request);
    if (isClampedTo(page, limit)) this.#clamp(page.limit, request);
    // Its rows stand where they stand, whether more follow or not.
    if (start === 0 && total === undefined && rows.length >= enough) {
      return { start, limit, rows, page, isEnd: false, missing: 0, isUnsure: false };
    }
    if (start === 0) this.#checkRaised(request, page);
    const tellsMore = total !== undefined && start + rows.length < total;
    // What came in full before says nothing now: the provider's maximum may have fallen.
    if (tellsMore) this.#memory.filled = undefined;
    if (start === 0) await this.#checkFirst(request, page);
    else if (tellsMore) await this.verify(limit);
    // The total tells of more. An empty page is the end all the same, where no row further down is known: nobody could tell how many follow.
    const isAbove = rows.length > 0 || start < this.#reached;
    const lacksRows = tellsMore && isAbove;
    const missing = lacksRows ? Math.min(limit, total - start) - rows.length : 0;
    if (lacksRows && start + limit < total) {
      return { start, limit, rows, page, isEnd: false, missing, isUnsure: false };
    }
    // An empty page behind all rows that are told of is the end by whatever limit.
    const isBehindAll = rows.length === 0 && total !== undefined && total <= start;
    // What clamps may as well give pages of one size: an empty one then lies behind where it was thought to.
    const mayBeRaised = start > 0 && rows.length === 0 && limit < (this.#memory.clampedTo ?? 0);
    if (mayBeRaised && total === undefined) await this.verifyKept();
    const isUnsure = start > 0 && !isBehindAll && limit > (this.#memory.filled ?? 0);
    return { start, limit, rows, page, isEnd: true, missing, isUnsure };
  }

  /** Of pages that are larger than may be asked for one that has just as many rows as were asked for is none. */
  #checkRaised({ limit }: PageRequest, { rows }: ListPage<Row>): void {
    const { maxLimit } = this.#source;
    if (limit <= maxLimit || rows.length !== maxLimit || rows.length < this.#most) return;
    this.#memory.raisedTo = undefined;
    throw new Clamped(`the provider keeps to the limit of ${maxLimit}`);
  }

  /** A first page is short: is the list, or did the provider cut it? The page behind it tells, once. */
  async #checkFirst(request: PageRequest, page: ListPage<Row>): Promise<void> {
    const { rows, total, fetchedAt } = page;
    if (rows.length === 0 || rows.length < (this.#memory.filled ?? 0) || rows.length === total) return;
    // All rows, since a list that grew may show as many of them with the same one at the end.
    const shown = digest(JSON.stringify(rows.map(this.#id)));
    if (this.#memory.ended === shown) return;
    this.#reached = Math.max(this.#reached, rows.length);
    const next = await this.#readSince(fetchedAt, pageAt(rows.length, rows.length));
    // A list that shrinks meanwhile, or a row that was not given, shows known rows again: no clamp.
    const known = new Set(rows.map(this.#id));
    const fresh = next.rows.filter((row) => !known.has(this.#id(row))).length;
    this.#most = Math.max(this.#most, next.rows.length);
    const isClamped =
      rows.length === this.#most &&
      this.#parts.isClamped(rows.length, fresh) &&
      !leavesOut(page, request.limit, next, fresh);
    if (isClamped) this.#clamp(rows.length, request);
    this.#memory.ended = shown;
  }

  #clamp(limit: number, request: PageRequest): never {
    this.#memory.clampedTo = Math.min(limit, this.limits.max);
    if (this.#memory.raisedTo !== undefined) this.#memory.raisedTo = Math.min(limit, this.#memory.raisedTo);
    this.#memory.filled = Math.min(limit, this.#memory.filled ?? limit);
    this.#answered(request, { page: request.page, limit });
    throw new Clamped(`the provider clamps the limit to ${limit}`);
  }

  /** A page number counts in pages of the limit that was applied: the reply is the answer to what was `meant`. */
  #answered(request: PageRequest, meant: PageRequest): void {
    const page = this.read(request);
    this.#forget([meant]);
    this.#replies = [...this.#replies, { request: meant, page }];
  }

  /** A reply no older than a moment, even where the walk has seen an older one. */
  async #readSince(notBefore: number, request: PageRequest): Promise<ListPage<Row>> {
    const page = await this.read(request, notBefore);
    if (page.fetchedAt >= notBefore) return page;
    this.#forget([request]);
    return this.read(request, notBefore);
  }

  /** Its reply as it came. */
  read(request: PageRequest, notBefore = this.#notBefore): Promise<ListPage<Row>> {
    const known = this.#known(request);
    if (known !== undefined) return known.page;
    const reading = this.#source.read(request.page, this.#askedFor(request.limit), notBefore);
    const page = request.page === 1 ? reading : reading.catch((error: unknown) => this.#refused(error));
    this.#replies = [...this.#replies, { request, page }];
    return page;
  }

  #refused(error: unknown): RefusedPage {
    if (!this.#isRefusal(error)) throw error;
    return new RefusedPage(error, this.#began);
  }

  #known({ page, limit }: PageRequest): Reply<Row> | undefined {
    return this.#replies.find(({ request }) => request.page === page && request.limit === limit);
  }

  #forget(requests: readonly PageRequest[]): void {
    const known = new Set(requests.map((request) => this.#known(request)));
    this.#replies = this.#replies.filter((reply) => !known.has(reply));
  }
}

interface Reply<Row> {
  readonly request: PageRequest;
  readonly page: Promise<ListPage<Row>>;
}
