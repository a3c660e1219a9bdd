import type { Piece } from './piece.ts';
import type { Anchor } from './place.ts';
import type { PlacedStrip } from './stitch.ts';
import { ReadStrip } from './strip.ts';
import { edgeOf } from './tape.ts';

/** A page as it was shown, and when. */
export class Shown<Row> extends ReadStrip<Row> implements PlacedStrip<Row> {
  readonly start: number;
  /** The list ended behind its rows. */
  readonly isEnd: boolean;
  /** Rows that were left out of it. */
  readonly missing: number;
  /** Rows of the list, where the reply says. */
  readonly total: number | undefined;
  /** Unix milliseconds. */
  readonly fetchedAt: number;
  /** From before the walk. */
  readonly isKept: boolean;

  constructor(
    { rows, start, isEnd, missing, page }: Piece<Row>,
    mark: (row: Row) => Anchor,
    isKept: boolean,
  ) {
    super(rows, mark);
    this.start = start;
    this.isEnd = isEnd;
    this.missing = missing;
    this.total = page.total;
    this.fetchedAt = page.fetchedAt;
    this.isKept = isKept;
  }
}

/** A page's rows, where they stood and when. */
type Dated = Pick<Shown<unknown>, 'start' | 'rows' | 'marks' | 'isEnd' | 'total' | 'fetchedAt' | 'isKept'>;

/** Pages without a shared row are taken for pages of one moment if they were fetched within so many milliseconds, the lower one last. */
const AT_ONCE = 1_000;

/** Whether neighbouring pages show one and the same state of their list, as far as they tell. Pages that were read in one walk are not asked. */
export function fit(upper: Dated, lower: Dated): boolean {
  if (!upper.isKept && !lower.isKept) return true;
  if (upper.total !== undefined && lower.total !== undefined && upper.total !== lower.total) return false;
  const edge = edgeOf(upper);
  if (upper.isEnd && lower.rows.length > 0 && edgeOf(lower) > edge) return false;
  // An empty page tells only that the list does not reach it.
  if (lower.rows.length === 0 && lower.start >= edge && upper.isEnd) return true;
  if (lower.isEnd && edgeOf(lower) < edge) return false;
  const from = Math.max(upper.start, lower.start);
  const to = Math.min(edge, edgeOf(lower));
  if (from >= to && !areOfOneMoment(upper, lower)) return false;
  for (let offset = from; offset < to; offset += 1) {
    if (!isSame(upper.marks[offset - upper.start], lower.marks[offset - lower.start])) return false;
  }
  // A row that moved from the one page to the other is in both.
  const rows = new Set(lower.marks.map(({ id }) => id));
  return upper.marks.every(({ id }, index) => isBetween(from, upper.start + index, to) || !rows.has(id));
}

function areOfOneMoment(upper: Dated, lower: Dated): boolean {
  const age = lower.fetchedAt - upper.fetchedAt;
  return age >= 0 && age <= AT_ONCE;
}

function isSame(one: Anchor | undefined, other: Anchor | undefined): boolean {
  return one?.id === other?.id && one?.time === other?.time;
}

function isBetween(from: number, offset: number, to: number): boolean {
  return from <= offset && offset < to;
}
