/** Relay connections over the lists of one source or of many. */
import { asError } from '../errors.ts';
import { walkConnection } from '../pagination/connection.ts';
import { sum } from '../pagination/slices.ts';
import type {
  ListingInput,
  ListSource,
  PageInfo,
  RawArguments,
  Slice as WalkedSlice,
  WalkedConnection,
  WalkOptions,
} from '../pagination/types.ts';
import type { Call, Listing } from '../providers/provider.ts';
import type { Context } from './context.ts';
import type { DataSource } from './data-source.ts';
import type { ListingOnce } from './listing-reads.ts';
import { emptySlice, isTold, skippedSlice, SliceFailures, sliceOf, type Slice } from './slices.ts';

export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

export interface SourcesConnection<Row> extends Connection<Row> {
  readonly sources: readonly Slice[];
  readonly isBlocked: boolean;
}

/** What one source gives to a connection: lists, nothing that could match, a reason to be skipped, or the fault met on the way to its lists. */
export type Part<Row> = { readonly source: DataSource } & (
  | {
      readonly kind: 'listings';
      readonly listings: readonly Listing<Row>[];
      /** As `ListOutlook.tellsTotal`, of all of them. */
      readonly tellsTotal?: boolean | undefined;
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: Error }
);

export interface RowTraits<Row> {
  /** Names a row within its list. */
  readonly id: (row: Row) => string;
  /** When the row was last active, or was made. */
  readonly time: (row: Row) => string | null | undefined;
}

/** A connection over sources: one that fails leaves the others' rows, and its slice says why. */
export async function overSources<Row>(
  context: Context,
  parts: readonly Part<Row>[],
  options: RowTraits<Row> & {
    readonly arguments: RawArguments;
    readonly order: 'newest' | 'rank';
    /** Names field, parent and filter; cursors are tied to it. */
    readonly binding: unknown;
    /** Nothing is wanted but what needs no rows. */
    readonly isCount?: boolean | undefined;
    /** As `ListingInput.isTotalUnread`. */
    readonly isTotalUnread?: boolean | undefined;
  },
): Promise<SourcesConnection<Row>> {
  const call = { ...context.call, staleAllowed: true };
  const isCount = options.isCount === true && isFirstPage(options.arguments);
  const { isTotalUnread } = options;
  const listings = parts.flatMap((part) => inputsOf(part, call, { isCount, isTotalUnread }));
  const walked = await walkConnection(walkOptions(context, options, listings));
  const fault = walked.errors.find((error) => !isTold(error));
  if (fault !== undefined) throw asError(fault);
  return new SourcesPage(walked, parts);
}

/** The page of a connection over one list, whose failure is the connection's. */
export function overListing<Row>(
  context: Context,
  source: DataSource,
  listing: Listing<Row>,
  options: RowTraits<Row> & {
    readonly arguments: RawArguments;
    readonly binding: unknown;
    /** Leaves out what is older, in a list sorted oldest first. */
    readonly from?: string | undefined;
    /** Most rows of a page, where it is not the clients' limit. */
    readonly max?: number | undefined;
    /** As `ListOutlook.tellsTotal`. */
    readonly tellsTotal: boolean;
    /** Nothing is wanted but what needs no rows. */
    readonly isCount: boolean;
  },
): Promise<WalkedConnection<Row>> {
  const { from, tellsTotal } = options;
  const isCount = options.isCount && from === undefined && isFirstPage(options.arguments);
  const input = inputOf(source, listing, context.call, { tellsTotal, isCount, from });
  return walkConnection(walkOptions(context, options, [input])).then(unlessFailed);
}

function unlessFailed<Row>(walked: WalkedConnection<Row>): WalkedConnection<Row> {
  const [error] = walked.errors;
  if (error !== undefined) throw asError(error);
  return walked;
}

/** One page. A class: edges are made only where somebody reads them. */
export class ConnectionPage<Row> implements Connection<Row> {
  readonly nodes: readonly Row[];
  protected readonly walked: WalkedConnection<Row>;

  constructor(walked: WalkedConnection<Row>) {
    this.nodes = walked.nodes;
    this.walked = walked;
  }

  get pageInfo(): PageInfo {
    return this.walked.pageInfo;
  }

  get edges(): Connection<Row>['edges'] {
    return this.walked.edges;
  }

  get totalCount(): number | null {
    return this.walked.totalCount;
  }
}

class SourcesPage<Row> extends ConnectionPage<Row> implements SourcesConnection<Row> {
  readonly isBlocked: boolean;
  readonly #parts: readonly Part<Row>[];
  #sources: readonly Slice[] | undefined;

  constructor(walked: WalkedConnection<Row>, parts: readonly Part<Row>[]) {
    super(walked);
    this.isBlocked = walked.isBlocked;
    this.#parts = parts;
  }

  get sources(): readonly Slice[] {
    return (this.#sources ??= this.#parts.map((part) => sliceOfPart(part, this.walked.slices)));
  }

  override get totalCount(): number | null {
    return sum(this.sources);
  }
}

function walkOptions<Row>(
  { paging }: Context,
  options: RowTraits<Row> & {
    readonly arguments: RawArguments;
    readonly order?: 'newest' | 'rank';
    readonly binding: unknown;
    readonly max?: number | undefined;
  },
  listings: readonly ListingInput<Row>[],
): WalkOptions<Row> {
  const { order = 'rank', max } = options;
  return {
    arguments: options.arguments,
    order,
    id: options.id,
    time: options.time,
    binding: options.binding,
    sizes: max === undefined ? paging.sizes : { max },
    signer: paging.signer,
    failures: new SliceFailures(paging.now),
    listings,
    now: paging.now,
  };
}

/** The keys under which a part's lists stand in cursors. */
export function keysOf<Row>({ context, part }: { context: Context; part: Part<Row> }): string[] {
  return inputsOf(part, context.call).map(({ key }) => key);
}

interface Reading {
  readonly isCount?: boolean;
  readonly isTotalUnread?: boolean | undefined;
}

function inputsOf<Row>(part: Part<Row>, call: Call, reading: Reading = {}): ListingInput<Row>[] {
  switch (part.kind) {
    case 'listings':
      return part.listings.map((listing) =>
        inputOf(part.source, listing, call, { tellsTotal: part.tellsTotal, ...reading }),
      );
    case 'failed':
      return [failing(part.source.key, part.error)];
    default:
      return [];
  }
}

/** A list of a source as the paging core takes it; with `isCount`, for its total alone. */
export function inputOf<Row>(
  source: DataSource,
  listing: Listing<Row>,
  call: Call,
  {
    tellsTotal,
    isCount = false,
    isTotalUnread,
    from,
  }: Reading & {
    readonly tellsTotal?: boolean | undefined;
    readonly from?: string | undefined;
  } = {},
): ListingInput<Row> {
  const isCounted = isCount && tellsTotal === true && listing.walk === 'page';
  return {
    key: `${source.key} ${listing.key}`,
    slice: source.key,
    source: bound(source.reads.once(listing), call),
    memory: listing.walk === 'page' ? source.connected.memories.of(listing.key, call) : undefined,
    tellsTotal,
    isTotalUnread,
    readTotal: isCounted ? () => source.reads.total(listing, call) : undefined,
    from,
  };
}

/** Cursors stand among rows, so that a page behind or before one is read as it is. */
function isFirstPage({ after, before }: RawArguments): boolean {
  return after == null && before == null;
}

/** A listing with its last argument, the call, given. */
function bound<Row>(listing: ListingOnce<Row>, call: Call): ListSource<Row> {
  switch (listing.walk) {
    case 'page':
      return {
        walk: 'page',
        maxLimit: listing.maxLimit,
        read: (page, limit, notBefore) => listing.read(page, limit, call, notBefore),
      };
    case 'since':
      return { walk: 'since', read: (since) => listing.read(since, call) };
    case 'whole':
      return { walk: 'whole', read: () => listing.read(call) };
  }
}

/** Stands for lists that could not be named, so that their failure is carried like one of reading them. */
function failing<Row>(key: string, error: Error): ListingInput<Row> {
  return { key, slice: key, source: { walk: 'whole', read: () => Promise.reject(error) } };
}

function sliceOfPart<Row>(part: Part<Row>, slices: readonly WalkedSlice[]): Slice {
  if (part.kind === 'skipped') return skippedSlice(part.source, part.reason);
  const slice = slices.find(({ key }) => key === part.source.key);
  return slice === undefined ? emptySlice(part.source) : sliceOf(part.source, slice);
}
