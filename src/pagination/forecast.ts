/** Which pages a connection will ask its lists for, told without asking: as long as no list has changed since its cursor was made. */
import { readArguments } from './arguments.ts';
import { cursorCodec, type Position } from './cursor.ts';
import { isSpent } from './leg.ts';
import { limitsOf } from './limits.ts';
import { above, type Place, START } from './place.ts';
import { needsRoom, windowsAt } from './seek.ts';
import type { PageSizes, RawArguments, Signer } from './types.ts';
import { type PageRequest, planPages, startOf, type Window } from './window.ts';

/**
 * What is assumed of what only a reply can tell. `usual`: short lists fit into one page, others do not end within the window. `worst`: whatever
 * costs most, in lists of up to 100,000 rows.
 */
export type Assumption = 'usual' | 'worst';

/** A list, as far as it is known without a call. */
export interface ForecastList {
  /** As `ListingInput.key`. */
  readonly key: string;
  readonly walk: 'page' | 'since' | 'whole';
  /** Of a list by page. */
  readonly maxLimit?: number | undefined;
  readonly tellsTotal: boolean;
  readonly isShort: boolean;
  /** As `ListingInput.from`. */
  readonly from?: string | undefined;
}

export interface ForecastOptions {
  readonly arguments: RawArguments;
  readonly sizes?: PageSizes | undefined;
  readonly order: 'newest' | 'rank';
  readonly lists: readonly ForecastList[];
  readonly signer: Signer;
  readonly binding: string;
  readonly assumption: Assumption;
  /** Nothing is wanted of the page but what needs no rows. */
  readonly isCount?: boolean | undefined;
  /** Unix milliseconds. */
  now(): number;
}

export interface Forecast {
  /** Most rows of the page. */
  readonly size: number;
  /** For each list the reads it is asked for; equal names are the same read. */
  readonly reads: readonly (readonly string[])[];
}

/** The read of a list's total alone: not made where another read shows the list's beginning. */
export const TOTAL = 'total';

/** How many rows of a list's beginning a read, by its name, asks for: none for its total alone. Undefined of other pages. */
export function rowsBegun(read: string): number | undefined {
  if (read === TOTAL) return 0;
  return read.startsWith('1/') ? Number(read.slice(2)) : undefined;
}

/** Halvings by which a row is found among 100,000, by pages of 100. */
const MOST_HALVINGS = 10;

/** Throws BadInputError for bad arguments and cursors, as the connection will. */
export function forecast(options: ForecastOptions): Forecast {
  const { direction, size, after, before } = readArguments(options.arguments, options.sizes);
  const codec = cursorCodec(
    options.signer,
    options.binding,
    options.lists.map(({ key }) => key),
  );
  const ends: Ends = {
    after: after === undefined ? undefined : codec.decode(after, 'after'),
    before: before === undefined ? undefined : codec.decode(before, 'before'),
  };
  const asked = askedLists(options, ends, direction, size);
  const reads = options.lists.map((list, rank) => {
    if (!asked.has(rank)) return [];
    if (options.isCount === true && after === undefined && before === undefined && isCountable(list)) {
      return [options.assumption === 'usual' ? TOTAL : nameOf({ page: 1, limit: 1 })];
    }
    const page = { size, assumption: options.assumption, isAlone: asked.size === 1 };
    return direction === 'forward'
      ? forwardReads(list, ends.after?.places[rank], page)
      : backwardReads(list, placeBefore(ends.before, rank), page);
  });
  return { size, reads };
}

/** Whether the total of a list is told without walking it. */
function isCountable({ walk, tellsTotal, from }: ForecastList): boolean {
  return walk === 'page' && tellsTotal && from === undefined;
}

interface Ends {
  readonly after: Position | undefined;
  readonly before: Position | undefined;
}

interface AskedPage {
  readonly size: number;
  readonly assumption: Assumption;
  /** No other list can tell that there is a next page. */
  readonly isAlone: boolean;
}

/** Ranks of the lists that the walk will ask. */
function askedLists(
  options: ForecastOptions,
  ends: Ends,
  direction: 'forward' | 'backward',
  size: number,
): Set<number> {
  const { lists, order, assumption } = options;
  const own = direction === 'forward' ? ends.after : ends.before;
  const isOpen = (rank: number) => {
    const place = own?.places[rank];
    const isWaiting =
      place?.failure !== undefined && !place.isAbsent && options.now() < place.failure.retryAt;
    return !isWaiting && !isSpent(ends, rank, direction);
  };
  const ranks = [...lists.keys()];
  const isInTurn = order === 'rank' && own !== undefined && assumption === 'usual';
  if (!isInTurn) return new Set(ranks.filter(isOpen));
  const asked = new Set<number>();
  let ready = 0;
  for (const rank of direction === 'forward' ? ranks : ranks.reverse()) {
    if (ready > size) break;
    if (!isOpen(rank)) continue;
    asked.add(rank);
    ready += rowsLeft(own.places[rank], direction);
  }
  return asked;
}

function rowsLeft(place: Place | undefined, direction: 'forward' | 'backward'): number {
  if (place === undefined || place.isAtEnd) return place?.total ?? 0;
  return direction === 'backward' ? place.position : (place.total ?? Infinity) - place.position;
}

function placeBefore(before: Position | undefined, rank: number): Place | undefined {
  const place = before?.places[rank];
  if (place === undefined || place.isAtEnd) return undefined;
  return rank === before?.own ? above(place) : place;
}

function forwardReads(list: ForecastList, known: Place | undefined, page: AskedPage): string[] {
  if (list.walk !== 'page') return [momentOf(list, known)];
  const { maxLimit = 1, tellsTotal, isShort } = list;
  const isWorst = page.assumption === 'worst';
  const place = known ?? START;
  const seeking = list.from !== undefined && place.base === undefined;
  const [need, wishes] = windowsFor(place, { before: 1, after: page.size });
  const pages = planned([need, needsRoom(place, tellsTotal) ? wishes : []], maxLimit);
  const end = pages.reduce((most, each) => Math.max(most, startOf(each) + each.limit), 0);
  const endsEarly = isShort && known === undefined && !isWorst;
  const reads = (endsEarly ? pages.slice(0, 1) : pages).map(nameOf);
  if (seeking) {
    const first = nameOf({ page: 1, limit: maxLimit });
    // Where its first row lies decides how its pages fall.
    return isWorst ? [first, ...unforeseen(MOST_HALVINGS + pages.length + 1)] : [first];
  }
  if (tellsTotal) return reads;
  const startsList = pages.some((each) => each.page === 1);
  if (isWorst) return [...reads, ...unforeseen(startsList ? 2 : 3)];
  // A short page may have been cut by the provider, and a full one may be the last: the page behind tells.
  const looksOn = endsEarly ? startsList : page.isAlone && end <= place.position + page.size;
  return looksOn ? [...reads, ...unforeseen(1)] : reads;
}

function backwardReads(list: ForecastList, known: Place | undefined, page: AskedPage): string[] {
  if (list.walk !== 'page') return [momentOf(list, undefined)];
  const { maxLimit = 1, tellsTotal, isShort } = list;
  const { size } = page;
  const isWorst = page.assumption === 'worst';
  if (known !== undefined) {
    const pages = planned(windowsFor(known, { before: size, after: 0 }), maxLimit).map(nameOf);
    return isWorst && !tellsTotal ? [...pages, ...unforeseen(3)] : pages;
  }
  const first = planned([{ from: 0, to: 1 }, [{ from: 0, to: maxLimit }]], maxLimit).map(nameOf);
  if (!tellsTotal) return isWorst ? [...first, ...unforeseen(1)] : first;
  if (!isWorst && isShort) return first;
  const halvings = isWorst && list.from !== undefined ? MOST_HALVINGS : 0;
  // A window of up to half a page lies in one, a larger one may lie across two.
  const pages = size <= 1 || (!isWorst && 2 * size <= maxLimit) ? 1 : Math.ceil(size / maxLimit) + 1;
  return [...first, ...unforeseen(halvings + pages)];
}

function windowsFor(place: Place, span: { before: number; after: number }): [Window, Window[]] {
  const base = place.base ?? 0;
  const least = place.isAbove ? 1 : 0;
  const rest = base + (place.total ?? Infinity) - place.position;
  const after = place.anchors.length === 0 ? span.after : Math.min(Math.max(span.after, least), rest);
  return windowsAt(place.position, { ...span, after: Math.max(after, least) }, base);
}

/** Lists that come in one reply: all of it, or what is not older than the place. */
function momentOf({ walk, from }: ForecastList, known: Place | undefined): string {
  if (walk === 'whole') return '';
  const since = Math.max(
    from === undefined ? -Infinity : Date.parse(from),
    known?.anchors[0]?.time ?? -Infinity,
  );
  return since === -Infinity ? '' : String(since);
}

function nameOf({ page, limit }: PageRequest): string {
  return `${page}/${limit}`;
}

/** Reads of pages that only replies name. */
function unforeseen(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+${index + 1}`);
}

function planned([need, wishes]: [Window, Window[]], max: number): PageRequest[] {
  return planPages(need, limitsOf(max), wishes);
}
