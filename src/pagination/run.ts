import { openTape, type RowRules } from './open-tape.ts';
import type { Parts } from './parts.ts';
import { moved, type Place } from './place.ts';
import { seek, type SeekRules, type Span } from './seek.ts';
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

/** One end of a run. */
export interface Bound {
  readonly place: Place;
  /** Of an upper bound: the place's last row is the cursor's own, and does not belong to what comes before the cursor. */
  readonly isOwn: boolean;
}

export interface RunOptions<Row> {
  readonly listing: ListingInput<Row>;
  readonly rows: RowRules<Row>;
  readonly presumed: 'falling' | 'rising';
  readonly parts: Parts;
  readonly after: Bound | undefined;
  readonly before: Bound | undefined;
  readonly size: number;
}

/** The first `size` rows behind `after`. */
export async function runForward<Row>(options: RunOptions<Row>): Promise<Run<Row>> {
  const { after, before, size } = options;
  const { tape, origin } = await openTape(options.listing, options.rows, after?.place, true, options.parts);
  const from = after?.place ?? origin;
  const { gap, isDrifted } = await seek(tape, from, { before: 1, after: size }, seekRules(options));
  const place = moved(from, gap, tape.marks.slice(0, Math.max(0, gap - tape.start)));
  const high = before && Math.max(gap, endOf(tape, before, gap - from.position, options.parts));
  return { tape, low: gap, high, place, base: from.base ?? 0, isDrifted };
}

/** The last `size` rows before `before`, or of the list. Undefined where that needs a total and there is none. */
export async function runBackward<Row>(options: RunOptions<Row>): Promise<Run<Row> | undefined> {
  const { after, size } = options;
  const before = options.before?.place.isAtEnd === true ? undefined : options.before;
  const known = before?.place ?? after?.place;
  const { tape, origin } = await openTape(options.listing, options.rows, known, false, options.parts);
  const from = before?.place ?? origin;
  const base = known?.base ?? origin.base ?? 0;
  const span: Span = { before: size + (before?.isOwn === true ? 1 : 0), after: 0 };
  const seat = before ? await seek(tape, from, span, seekRules(options)) : await seekEnd(tape, base, size);
  if (!seat) return undefined;
  const high =
    before?.isOwn === true && isOwnAt(tape, before, seat.gap, seat.isDrifted) ? seat.gap - 1 : seat.gap;
  const place = moved(
    { ...from, base: from.base ?? origin.base },
    high,
    tape.marks.slice(0, Math.max(0, high - tape.start)),
  );
  const shift = before ? seat.gap - from.position : 0;
  const low = after ? Math.max(base, endOf(tape, after, shift, options.parts)) : base;
  return { tape, low: Math.min(low, high), high, place, base, isDrifted: seat.isDrifted };
}

async function seekEnd(
  tape: Tape<unknown>,
  base: number,
  size: number,
): Promise<{ gap: number; isDrifted: boolean } | undefined> {
  const total = await tape.learnTotal();
  if (total === undefined) return undefined;
  await tape.cover({ from: Math.max(base, total - Math.max(size, 1)), to: total });
  const edge = edgeOf(tape);
  return { gap: tape.end !== undefined && edge >= tape.end ? edge : total, isDrifted: tape.isTorn };
}

/** Offset of the other bound: found among the rows read, or guessed by what the list moved (it is then outside them). */
function endOf(tape: Tape<unknown>, bound: Bound, shift: number, parts: Parts): number {
  const index = parts.locate(tape.marks, bound.place);
  if (index === undefined) {
    return bound.place.position + shift - (bound.isOwn ? 1 : 0);
  }
  const gap = tape.start + index;
  return bound.isOwn && isOwnAt(tape, bound, gap, false) ? gap - 1 : gap;
}

function isOwnAt(tape: Tape<unknown>, { place }: Bound, gap: number, isDrifted: boolean): boolean {
  const anchor = place.anchors[0];
  return isDrifted ? gap > 0 : anchor !== undefined && tape.marks[gap - 1 - tape.start]?.id === anchor.id;
}

function seekRules({ parts, presumed }: SeekRules): SeekRules {
  return { parts, presumed };
}
