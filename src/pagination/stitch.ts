import type { Anchor } from './place.ts';
import type { Strip } from './strip.ts';

export interface Stitched<Row> extends Strip<Row> {
  /** The strips should share rows and do not: some between them may be missing. */
  readonly isTorn: boolean;
}

/**
 * Joins neighbouring strips of one list that were read at different moments, so that no row is lost or doubled when the list moved
 * between them. `overlap` is how many rows they share if it did not, `added` which of them was read last.
 */
export function stitch<Row>(
  upper: Strip<Row>,
  lower: Strip<Row>,
  overlap: number,
  added: 'upper' | 'lower',
): Stitched<Row> {
  const inLower = indexesOf(lower);
  // What was added may lie within what was there: then it brings nothing.
  const first = upper.marks[0];
  if (added === 'upper' && first && (indexIn(lower, inLower, first) ?? 0) > 0)
    return { rows: lower.rows, marks: lower.marks, isTorn: false };
  const last = lower.marks.at(-1);
  if (added === 'lower' && last && indexIn(upper, indexesOf(upper), last) !== undefined)
    return { rows: upper.rows, marks: upper.marks, isTorn: false };

  for (let end = upper.marks.length; end > 0; end -= 1) {
    const row = upper.marks[end - 1];
    const index = row && indexIn(lower, inLower, row);
    // Rows of the upper strip behind this one are in the lower too, or have moved away since.
    if (index !== undefined) return { ...concat(upper, end, lower, index + 1), isTorn: false };
  }
  const isTorn = overlap > 0 && upper.marks.length > 0 && lower.marks.length > 0;
  return { ...concat(upper, upper.marks.length, lower, 0), isTorn };
}

/** A strip and the offset at which it was read. */
export interface PlacedStrip<Row> extends Strip<Row> {
  readonly start: number;
}

/** Joins strips in list order, each read after the one before it; `edge` is the offset behind the last. */
export function stitchAll<Row>(
  strips: readonly PlacedStrip<Row>[],
): Stitched<Row> & { readonly edge: number } {
  let whole: Stitched<Row> & { readonly edge: number } = { rows: [], marks: [], isTorn: false, edge: 0 };
  for (const [index, strip] of strips.entries()) {
    const next = stitch(whole, strip, index === 0 ? 0 : whole.edge - strip.start, 'lower');
    whole = { ...next, isTorn: next.isTorn || whole.isTorn, edge: strip.start + strip.rows.length };
  }
  return whole;
}

function concat<Row>(upper: Strip<Row>, end: number, lower: Strip<Row>, start: number): Strip<Row> {
  return {
    rows: [...upper.rows.slice(0, end), ...lower.rows.slice(start)],
    marks: [...upper.marks.slice(0, end), ...lower.marks.slice(start)],
  };
}

function indexesOf({ marks }: Strip<unknown>): Map<string, number> {
  return new Map(marks.map(({ id }, index) => [id, index]));
}

/** Where the very row is, unchanged. */
function indexIn(
  { marks }: Strip<unknown>,
  indexes: ReadonlyMap<string, number>,
  row: Anchor,
): number | undefined {
  const index = indexes.get(row.id);
  return index !== undefined && marks[index]?.time === row.time ? index : undefined;
}
