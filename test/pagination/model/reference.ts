/** The promise, written over whole lists: which rows, and in which order, lie on each side of a cursor. */
import type { TestRow } from '../memory-list.ts';
import type { Mark, World } from './world.ts';

/** What the model knows of a cursor. */
export interface Bookmark {
  readonly marks: readonly Mark[];
  /** The same gaps as seen by `before`: above the cursor's own row. */
  readonly above: readonly Mark[];
  /** Offsets of the gaps when it was made. */
  readonly madeAt: readonly number[];
  /** The rows that were there when its walk began. A row that changes is another row. */
  readonly rows: ReadonlySet<TestRow>;
  readonly retryAt: readonly number[];
}

export interface Known {
  readonly rank: number;
  readonly row: TestRow;
}

const keyOf = ({ time }: TestRow): number => time ?? -Infinity;

/** Rows behind the marks (or before them, backward), nearest first, over lists that are sorted by time. */
export function rowsFrom(world: World, marks: readonly (Mark | undefined)[], isBackward: boolean): Known[] {
  const all = world.lists.flatMap(({ rows }, rank) => {
    const gap = marks[rank]?.gap;
    if (gap === undefined) return [];
    const part = isBackward ? rows.slice(0, gap) : rows.slice(gap);
    return part.map((row) => ({ rank, row }));
  });
  // A stable sort keeps each list's own order.
  const sorted = all.sort((one, other) => compare(keyOf(other.row), keyOf(one.row)) || one.rank - other.rank);
  return isBackward ? sorted.reverse() : sorted;
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
