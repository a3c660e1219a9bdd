import type { Anchor } from './place.ts';
import { edgeOf, type Tape } from './tape.ts';

/** False for the rows up to some place in the list, true for all rows behind it. */
export type Reached<Row> = (row: Row, mark: Anchor) => boolean;

/**
 * Offset of the first row for which `reached` holds, or the list's length. A list that reports its total is bisected by pages of the largest
 * limit: 1 + log2(total / limit) calls. One that does not is read from its start, page by page. The tape holds the row afterwards. A row for
 * which `isSought` holds is taken wherever it is met, also where `reached` misleads.
 */
export async function findFirst<Row>(
  tape: Tape<Row>,
  reached: Reached<Row>,
  isSought: (row: Row) => boolean = () => false,
): Promise<number> {
  const total = await tape.learnTotal();
  let lowest = 0;
  let highest = total ?? Infinity;
  for (;;) {
    const met = tape.rows.findIndex(isSought);
    if (met !== -1) return tape.start + met;
    const at = firstIn(tape, reached);
    const edge = edgeOf(tape);
    const isLast = tape.end !== undefined && edge >= tape.end;
    if (at > tape.start || tape.start === 0) {
      if (at < edge || isLast) return at;
      lowest = edge;
    } else {
      highest = Math.min(tape.start, tape.end ?? Infinity);
    }
    if (lowest >= highest) return lowest;
    const target = Number.isFinite(highest) ? Math.floor((lowest + highest) / 2) : lowest;
    await tape.jump(target);
  }
}

/** Offset of the first row held that is reached, or behind the rows held. */
function firstIn<Row>(tape: Tape<Row>, reached: Reached<Row>): number {
  const index = tape.rows.findIndex((row, at) => {
    const mark = tape.marks[at];
    return mark !== undefined && reached(row, mark);
  });
  return index === -1 ? edgeOf(tape) : tape.start + index;
}
