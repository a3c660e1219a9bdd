import { findFirst } from './bisect.ts';
import type { RowRules } from './mark.ts';
import { openTape } from './open-tape.ts';
import { PARTS } from './parts.ts';
import { START } from './place.ts';
import type { ListingInput } from './types.ts';

/**
 * The first row of a list for which `reached` holds, where it holds for all rows behind that too (ids or times that rise down the list).
 * Undefined where there is none. The row that `isSought` is taken wherever it is met. Costs what `findFirst` costs; throws what a read throws.
 */
export async function findRow<Row>(
  listing: ListingInput<Row>,
  rules: RowRules<Row>,
  reached: (row: Row) => boolean,
  isSought?: (row: Row) => boolean,
): Promise<{ readonly row: Row; readonly offset: number } | undefined> {
  const { tape } = await openTape({ listing, rows: rules, parts: PARTS }, START, false);
  const offset = await findFirst(tape, reached, isSought);
  await tape.cover({ from: offset, to: offset + 1 });
  const row = tape.rows[offset - tape.start];
  return row === undefined ? undefined : { row, offset };
}
