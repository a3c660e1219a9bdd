import { type Opened, type Opening, openTape } from './open-tape.ts';
import type { Parts } from './parts.ts';
import { moved, type Place, START } from './place.ts';
import { reachUp, seek, type SeekRules, showsAnchor } from './seek.ts';
import { edgeOf, type Tape } from './tape.ts';
import type { ListingInput } from './types.ts';

/** The stretch of one listing that lies between two cursors, and the rows read of it. */
export interface Run<Row> {
  readonly tape: Tape<Row>;
  /** Offset of its first row. */
  readonly low: number;
  /** Offset behind its last row; undefined where it goes on to the list's end. */
  readonly high: number | undefined;
  /** The place at `low` of a run forward, at `high` of one backward, in the list as it is now. */
  readonly place: Place;
  /** Offset of the listing's first row: not 0 where `from` leaves rows out. */
  readonly base: number;
  readonly isDrifted: boolean;
}

export interface RunOptions<Row> extends Opening<Row> {
  readonly presumed: 'falling' | 'rising';
  readonly after: Place | undefined;
  readonly before: Place | undefined;
  readonly size: number;
}

/** The first `size` rows behind `after`. */
export function runForward<Row>(options: RunOptions<Row>): Promise<Run<Row>> {
  const opening = openTape(options, options.after, true);
  return opening instanceof Promise
    ? opening.then((opened) => runFrom(options, opened))
    : runFrom(options, opening);
}

function runFrom<Row>(options: RunOptions<Row>, opened: Opened<Row>): Promise<Run<Row>> {
  const { listing, after, before, size } = options;
  const { tape, origin } = opened;
  const rules = seekRules(options);
  const isBeginning =
    (after ?? origin) === START && before === undefined && (rules.tellsTotal || tape.reach === Infinity);
  if (!isBeginning) return seekForward(options, opened);
  return tape.begin(Math.max(size, 1)).then((isBegun) => {
    if (!isBegun) return seekForward(options, opened);
    noteTotal(tape, listing, rules);
    return { tape, low: 0, high: undefined, place: START, base: 0, isDrifted: false };
  });
}

async function seekForward<Row>(options: RunOptions<Row>, { tape, origin }: Opened<Row>): Promise<Run<Row>> {
  const { listing, after, before, size } = options;
  const from = after ?? origin;
  const rules = seekRules(options);
  const { gap, isDrifted } = await seek(tape, from, { before: 1, after: size }, rules);
  noteTotal(tape, listing, rules);
  const high = before && Math.max(gap, offsetOf(tape, before, gap - from.position, options.parts));
  return { tape, low: gap, high, place: placeBehind(tape, from, gap), base: from.base ?? 0, isDrifted };
}

/**
 * A run forward with `options.size` rows, read next to those that it has: where its list changed meanwhile, at other offsets. Its tape is the same, and
 * where this throws, the run may not hold any more.
 */
export async function lengthen<Row>(options: RunOptions<Row>, run: Run<Row>): Promise<Run<Row>> {
  const { tape, place, low, isDrifted } = run;
  await tape.extend(low + options.size);
  const longer = await seekForward({ ...options, after: place }, { tape, origin: place });
  return { ...longer, isDrifted: isDrifted || longer.isDrifted };
}

/** The last `size` rows before `before`, or of the list. Undefined where that needs a total and there is none. */
export async function runBackward<Row>(options: RunOptions<Row>): Promise<Run<Row> | undefined> {
  const { after, size } = options;
  const before = options.before?.isAtEnd === true ? undefined : options.before;
  const { tape, origin } = await openTape(options, before ?? after, false);
  const base = before?.base ?? after?.base ?? origin.base ?? 0;
  const seat = before
    ? await seek(tape, before, { before: size, after: 0 }, seekRules(options))
    : await seekEnd(tape, base, size);
  if (!seat) return undefined;
  const high = seat.gap;
  const shift = before ? high - before.position : 0;
  const low = after ? Math.max(base, offsetOf(tape, after, shift, options.parts)) : base;
  const place = placeAt(tape, { ...(before ?? origin), base: before?.base ?? origin.base }, high);
  return { tape, low: Math.min(low, high), high, place, base, isDrifted: seat.isDrifted };
}

/** Replies that were to tell a total did not. */
function noteTotal<Row>(tape: Tape<Row>, { memory }: ListingInput<Row>, { tellsTotal }: SeekRules): void {
  if (tellsTotal && tape.total === undefined && memory) memory.isSilent = true;
}

function placeAt(tape: Tape<unknown>, place: Place, position: number): Place {
  return moved(place, position, tape.marks.slice(0, Math.max(0, position - tape.start)));
}

/** As `placeAt`, of rows that were given: where the last of them left the list, pages from before would show it behind its place again. */
function placeBehind(tape: Tape<unknown>, place: Place, position: number): Place {
  const now = placeAt(tape, place, position);
  const isGone = place.anchors.length > 0 && !place.isAbove && !showsAnchor(tape, place);
  return isGone ? { ...now, since: tape.fetchedAt } : now;
}

async function seekEnd(
  tape: Tape<unknown>,
  base: number,
  size: number,
): Promise<{ gap: number; isDrifted: boolean } | undefined> {
  const cover = (end: number) => tape.cover({ from: Math.max(base, end - Math.max(size, 1)), to: end });
  let total = await tape.learnTotal();
  if (total === undefined) return undefined;
  await cover(total);
  // The total may be older than the rows, which then are not the last ones.
  if (tape.total !== undefined && tape.total !== total) await cover((total = tape.total));
  if (tape.isMixed && tape.renew()) return seekEnd(tape, base, size);
  const isAtEnd = tape.end !== undefined && edgeOf(tape) >= tape.end;
  // Where rows that are left out are found above them, the last ones move up.
  const endNow = () => (isAtEnd ? edgeOf(tape) : undefined);
  await reachUp(tape, size, base, endNow);
  return { gap: endNow() ?? total, isDrifted: tape.isTorn };
}

/** Offset of the other bound: found among the rows read, or guessed by how far the list moved (it is then outside them). */
function offsetOf(tape: Tape<unknown>, place: Place, shift: number, parts: Parts): number {
  const found = parts.locate(tape.marks, place);
  return found ? tape.start + found.gap : place.position + shift;
}

function seekRules({
  parts,
  presumed,
  listing,
}: Pick<RunOptions<unknown>, 'parts' | 'presumed' | 'listing'>): SeekRules {
  return { parts, presumed, tellsTotal: listing.tellsTotal === true && listing.memory?.isSilent !== true };
}
