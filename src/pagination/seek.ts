import { gallop } from './gallop.ts';
import { type Direction, lean } from './locate.ts';
import type { Parts } from './parts.ts';
import type { Place } from './place.ts';
import type { Seat } from './seat.ts';
import { edgeOf, type Tape } from './tape.ts';
import type { Window } from './window.ts';

/** Rows needed before the gap and after it. */
export interface Span {
  readonly before: number;
  readonly after: number;
}

export interface SeekRules {
  readonly parts: Pick<Parts, 'locate'>;
  /** How the list is presumed to be sorted by time where its rows do not show it. */
  readonly presumed: 'falling' | 'rising';
  /** Replies tell how many rows the list has. */
  readonly tellsTotal: boolean;
}

/** Rows read beyond what is needed where that costs no call: they hold the stand-ins of a removed anchor, and the row that tells `hasNextPage`. */
const ROOM = 3;

/** Finds a place again, and reads the rows around it. Where pages that were kept hide it, or do not fit the others, they are read anew. */
export async function seek(tape: Tape<unknown>, place: Place, span: Span, rules: SeekRules): Promise<Seat> {
  const base = place.base ?? 0;
  const around = place.isAbove ? { ...span, after: Math.max(span.after, 1) } : span;
  const cover = (gap: number): Promise<void> => tape.cover(...windowsAt(gap, around, base));
  if (place.anchors.length === 0) {
    const [need, wishes] = windowsAt(place.position, around, base);
    await tape.cover(need, needsRoom(place, rules.tellsTotal) ? wishes : []);
    if (tape.isMixed && tape.renew()) return seek(tape, place, span, rules);
    return { gap: Math.min(place.position, tape.end ?? Infinity), isDrifted: place.position > base };
  }
  // Rows behind the end that the list had are not worth a call; if it grew, they are read in the end.
  const end = base + (place.total ?? Infinity);
  const within = Math.max(Math.min(around.after, end - place.position), place.isAbove ? 1 : 0);
  await tape.cover(...windowsAt(place.position, { ...around, after: within }, base));
  const { resizes } = tape;
  let seat = look(tape, place, rules);
  if (isDoubtful(tape, place, seat) && tape.renew()) return seek(tape, place, span, rules);
  const isThere = 'gap' in seat && seat.gap === place.position && showsAnchor(tape, place);
  if (!isThere && (await tape.verify())) {
    await cover(place.position);
    seat = look(tape, place, rules);
  }
  // A list that grew or shrank by so many rows has most likely moved by as many.
  const growth = tape.total === undefined || place.total === undefined ? 0 : tape.total - base - place.total;
  if (!('gap' in seat) && (seat.toward === 'up' ? growth < 0 : growth > 0)) {
    await cover(Math.max(base, place.position + growth));
    seat = look(tape, place, rules);
  }
  if (!('gap' in seat)) seat = (await gallop(tape, () => look(tape, place, rules))) ?? adrift(tape, place);
  await cover(seat.gap);
  // The rows just read may have moved the ones before them.
  const gapNow = () => {
    const now = look(tape, place, rules);
    return 'gap' in now ? now.gap : undefined;
  };
  await reachUp(tape, span.before, base, gapNow);
  // What was found by pages that are of another size was found elsewhere.
  if (tape.resizes > resizes) return seek(tape, place, span, rules);
  const again = look(tape, place, rules);
  if (isDoubtful(tape, place, again) && tape.renew()) return seek(tape, place, span, rules);
  return 'gap' in again && !seat.isDrifted ? again : seat;
}

/** Rows in a row that are left out of a provider's pages, beyond which nothing is looked for. */
const MOST_LEFT_OUT = 100;

/** Reads until so many rows are held above an offset (`offset` tells where it is by now), or all: rows may have been left out of the pages just read. */
export async function reachUp(
  tape: Tape<unknown>,
  rows: number,
  base: number,
  offset: () => number | undefined,
): Promise<void> {
  let start = Infinity;
  let wider = 0;
  while (tape.lacksRows || tape.rows.length === 0) {
    const to = offset();
    if (to === undefined) return;
    const from = Math.max(base, to - rows);
    if (tape.start <= from) return;
    // All that was just read may have been left out: farther up there are rows.
    if (tape.start >= start) wider = Math.max(rows, 1, 2 * wider);
    if (wider > MOST_LEFT_OUT) return;
    start = tape.start;
    await tape.cover({ from: Math.max(base, from - wider), to });
  }
}

/** A place's seat among the rows read so far, or where they lean. */
export function look(tape: Tape<unknown>, place: Place, rules: SeekRules): Seat | Direction {
  const isLast = tape.end !== undefined && edgeOf(tape) >= tape.end;
  const found = rules.parts.locate(tape.marks, place);
  if (found?.isUnproven === true && !isLast) return { toward: 'down', isNear: true };
  if (found) return { gap: tape.start + found.gap, isDrifted: tape.isTorn };
  const direction = lean(tape.marks, place.anchors[0]?.time ?? null, {
    isFirst: tape.start <= (place.base ?? 0) || tape.reach === Infinity,
    isLast,
    presumed: rules.presumed,
  });
  if (direction.toward !== 'here') return direction;
  const lowest = tape.start + direction.gap;
  // Among rows of the anchor's own time only the offset can tell.
  const gap = Math.min(Math.max(place.position, lowest), lowest + direction.equal);
  return { gap, isDrifted: direction.equal > 0 || tape.isTorn };
}

/** Whether rows that were kept may hide where the place is now: they may be older than its anchor. */
function isDoubtful(tape: Tape<unknown>, place: Place, seat: Seat | Direction): boolean {
  return tape.isMixed || !('gap' in seat) || seat.isDrifted || !showsAnchor(tape, place);
}

/** Whether the anchor is among the rows held, as it was. */
export function showsAnchor({ marks }: Tape<unknown>, { anchors: [anchor] }: Place): boolean {
  return marks.some(({ id, time }) => id === anchor?.id && time === anchor.time);
}

function adrift(tape: Tape<unknown>, place: Place): Seat {
  return { gap: Math.min(place.position, tape.end ?? Infinity), isDrifted: true };
}

/** Where a list begins nothing has to be found again, and its total tells whether there is more: rows beyond those needed would only be read and thrown away. */
export function needsRoom({ anchors, position, base = 0 }: Place, tellsTotal: boolean): boolean {
  return anchors.length > 0 || position !== base || !tellsTotal;
}

/** What is read around a gap, and what more is taken where that costs no call. */
export function windowsAt(gap: number, { before, after }: Span, base: number): [Window, Window[]] {
  const from = Math.max(base, gap - before);
  const to = Math.max(gap + after, from + 1);
  const roomy = Math.max(base, from - ROOM);
  return [
    { from, to },
    [
      { from: roomy, to: to + ROOM },
      { from: Math.max(base, from - 1), to: to + 1 },
    ],
  ];
}
