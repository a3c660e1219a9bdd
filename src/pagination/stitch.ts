import type { Anchor } from './place.ts';

/** How two runs of rows from two calls join: drop so many from the end of the upper, and from the beginning of the lower. */
export interface Seam {
  readonly dropUpper: number;
  readonly dropLower: number;
  readonly isTorn: boolean;
}

/**
 * Joins neighbouring runs of one list that were read at different moments, so that no row is lost or doubled when the list moved
 * between them. `overlap` is how many rows they share if it did not.
 */
export function seam(upper: readonly Anchor[], lower: readonly Anchor[], overlap: number): Seam {
  const indexes = new Map(lower.map((row, index) => [row.id, index]));
  for (let back = 0; back < upper.length; back += 1) {
    const row = upper[upper.length - 1 - back];
    const index = row && indexes.get(row.id);
    if (row === undefined || index === undefined || lower[index]?.time !== row.time) continue;
    // Rows of the upper run behind this one are in the lower too, or have moved away since.
    return { dropUpper: back, dropLower: index + 1, isTorn: false };
  }
  return { dropUpper: 0, dropLower: 0, isTorn: overlap > 0 && upper.length > 0 && lower.length > 0 };
}
