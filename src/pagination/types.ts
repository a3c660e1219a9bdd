/**
 * What the paging core is given and what it gives back. It knows lists, rows and pages; no provider, no GraphQL, no HTTP.
 */

/** RFC 3339 in UTC with milliseconds. */
export type Timestamp = string;

/** One reply of a list, as the provider's `Page` says it. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Rows in the whole list, where the reply says. */
  readonly total?: number | undefined;
  /** The limit that the provider says it applied, where it says. */
  readonly limit?: number | undefined;
  /** Unix milliseconds. */
  readonly fetchedAt: number;
  readonly stale: boolean;
  /** These are the first rows of a larger page: whether the provider gives so few is not known. */
  readonly isCut?: true;
}

/** How a list is read; a provider's Listing with its last argument, the call, bound. */
export type ListSource<Row> = PageSource<Row> | SinceSource<Row> | WholeSource<Row>;

export interface PageSource<Row> {
  readonly walk: 'page';
  /** Most rows that one page may be asked for. */
  readonly maxLimit: number;
  /** Reads a page, counted from 1; given a moment (unix milliseconds), one that was fetched no earlier. */
  read(page: number, limit: number, notBefore?: number): Promise<ListPage<Row>>;
}

/** Oldest first. */
export interface SinceSource<Row> {
  readonly walk: 'since';
  /** All rows after a moment, or all; the rows next before it may or may not come. */
  read(since: Timestamp | undefined): Promise<ListPage<Row>>;
}

export interface WholeSource<Row> {
  readonly walk: 'whole';
  read(): Promise<ListPage<Row>>;
}

/**
 * What was learnt about the limits of one endpoint. Starts as `{}`; the caller keeps one per source and endpoint (or listing key) for
 * as long as it likes, and hands the same object to every walk.
 */
export interface ListMemory {
  /** The limit to which the endpoint was seen to clamp. */
  clampedTo?: number | undefined;
  /** The size of the pages that it was seen to give where fewer rows were asked for. */
  raisedTo?: number | undefined;
  /** The smallest limit that a first page kept to: from it on none is thought to be raised. */
  keptFrom?: number | undefined;
  /** It shows more rows than were asked for though its pages begin by the limit: the last ones of a page come again on the next. */
  overlaps?: boolean | undefined;
  /** The largest page that came in full, so no limit up to it is clamped. */
  filled?: number | undefined;
  /** A short first page that a probe proved to be the whole list: the digest of its rows. */
  ended?: string | undefined;
  /** A read for the total alone was answered without one. */
  isSilent?: boolean | undefined;
}

/** One list of a connection. Its place in `WalkOptions.listings` is its rank. */
export interface ListingInput<Row> {
  /** Unique in the connection and the same from page to page; part of every cursor's binding. */
  readonly key: string;
  /** The slice it counts towards: the source's key. Several listings may share one (a filter that fans out). */
  readonly slice: string;
  readonly source: ListSource<Row>;
  readonly memory?: ListMemory | undefined;
  /** Its replies are known to tell how many rows the list has. */
  readonly tellsTotal?: boolean | undefined;
  /** Nobody reads how many rows the list has: where no reply tells, its end is looked for only as far as the page needs it. */
  readonly isTotalUnread?: boolean | undefined;
  /** Reads whatever tells the list's total, where that is all that is wanted: no row will be read, no cursor, nor whether there is more. */
  readonly readTotal?: (() => Promise<ListPage<Row>>) | undefined;
  /** Leave out the rows before this moment (inclusive) of a list that is sorted oldest first. */
  readonly from?: Timestamp | undefined;
}

/** A failure that a cursor carries over to the next pages. */
export interface CarriedFailure {
  /** `FailureRules.word` of the error. */
  readonly word: string;
  /** Unix milliseconds before which the listing is not asked again. */
  readonly retryAt: number;
}

/** How the caller reads what a listing's `read` throws. */
export interface FailureRules {
  /** True where the list may go on behind the failure, which keeps `hasNextPage` true: rate limited, timed out, unavailable. */
  mayHaveMore(error: unknown): boolean;
  /** True where the list is there, and refuses to show the page that was asked for: it may lie behind its end. */
  isRefusal?(error: unknown): boolean;
  /** When to try again, unix milliseconds. Asked only where `mayHaveMore`. */
  retryAt(error: unknown): number;
  /** A short word for the failure (at most 60 characters, nothing secret) that a later page's slice shows while the listing waits. */
  word(error: unknown): string;
}

/** The GraphQL arguments as they came. */
export interface RawArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

export interface PageSizes {
  /** Rows of a page where neither `first` nor `last` is given. Default 25. */
  readonly default?: number | undefined;
  /** Default 100. */
  readonly max?: number | undefined;
}

/** Signs cursors. `verify` compares the whole text of the signature and accepts older secrets; its signatures have no `.` in them. */
export interface Signer {
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

export interface WalkOptions<Row> {
  readonly arguments: RawArguments;
  readonly sizes?: PageSizes | undefined;
  /** In rank order. */
  readonly listings: readonly ListingInput<Row>[];
  /** `newest`: merged by time, latest first, ties by rank. `rank`: one list after another; also for a connection over one list (messages). */
  readonly order: 'newest' | 'rank';
  /** Identity of a row within its listing. Put into cursors only as a short digest. */
  id(row: Row): string;
  /** The merge key: last activity, else creation. For messages their creation. */
  time(row: Row): Timestamp | null | undefined;
  readonly signer: Signer;
  /** Field, parent and filter, a text or JSON: a cursor made under another binding is refused. */
  readonly binding: unknown;
  readonly failures: FailureRules;
  /** Unix milliseconds. */
  now(): number;
}

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
  /** `ListingInput.slice` of the list that it came from. */
  readonly slice: string;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** What happened to the listings of one source on this page. */
export interface Slice {
  readonly key: string;
  /** Null where a part of it is unknown. */
  readonly totalCount: number | null;
  /** What a read threw on this page. */
  readonly error?: unknown;
  /** The word of an earlier page's failure: not asked again on this page, because its `retryAt` has not come. */
  readonly waiting?: string | undefined;
  /** Unix milliseconds; set where a failing listing may have more. */
  readonly retryAt?: number | undefined;
  /** Asked backward from its end, and it reports no total: the caller says SKIPPED. */
  readonly needsTotal: boolean;
  /** Unix milliseconds of the oldest reply used; undefined where no call was needed. */
  readonly fetchedAt?: number | undefined;
  readonly stale: boolean;
  /** The place was not found again after a change: the walk went on at its offset. */
  readonly drifted: boolean;
  /** Its own order contradicts the merge key. */
  readonly disordered: boolean;
}

export interface WalkedConnection<Row> {
  readonly nodes: readonly Row[];
  readonly edges: readonly Edge<Row>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
  /** There are more rows, and only failing listings may have them. */
  readonly isBlocked: boolean;
  /** What reads threw, by rank. */
  readonly errors: readonly unknown[];
  /** In the order in which `listings` first names them. */
  readonly slices: readonly Slice[];
}
