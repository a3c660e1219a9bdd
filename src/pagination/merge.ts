import type { Parts } from './parts.ts';
import { keyOf } from './place.ts';
import type { Strip } from './strip.ts';

/** What a merge sees of one list: its rows between two indexes of what was read. */
export interface Strand {
  readonly rank: number;
  readonly strip: Strip<unknown>;
  /** Index of the first row, and behind the last. */
  readonly low: number;
  readonly high: number;
  /** Running minimum of the merge key over the rows before `low`. */
  readonly key: number;
}

/** One row of a merge. */
export interface Pick {
  readonly strand: Strand;
  readonly index: number;
}

export interface MergeRules {
  /** `newest`: by merge key. `rank`: one list after another. */
  readonly order: 'newest' | 'rank';
  readonly precedes: Parts['precedes'];
}

interface Head {
  readonly strand: Strand;
  readonly index: number;
  readonly key: number;
}

/** The first `size` rows: repeatedly the strand whose next row has the greatest key, ties by rank. */
export function mergeForward(strands: readonly Strand[], size: number, rules: MergeRules): Pick[] {
  const [only] = strands;
  if (only !== undefined && strands.length === 1) return firstOf(only, size);
  const picks: Pick[] = [];
  const heads = strands.map((strand) => headAt(strand, strand.low, strand.key, rules));
  while (picks.length < size) {
    const best = foremost(heads, rules);
    if (!best) break;
    picks.push({ strand: best.strand, index: best.index });
    heads[heads.indexOf(best)] = headAt(best.strand, best.index + 1, best.key, rules);
  }
  return picks;
}

/**
 * The last `size` rows of the same order, in that order. Keys begin with the rows read, so it is the same where the lists are sorted; where one
 * is not, its own order is kept.
 */
export function mergeBackward(strands: readonly Strand[], size: number, rules: MergeRules): Pick[] {
  const keys = new Map(strands.map((strand) => [strand, runningKeys(strand, rules)]));
  const tailAt = (strand: Strand, index: number): Head | undefined =>
    index < strand.low ? undefined : { strand, index, key: keys.get(strand)?.[index] ?? 0 };
  const picks: Pick[] = [];
  const tails = strands.map((strand) => tailAt(strand, strand.high - 1));
  while (picks.length < size) {
    const best = hindmost(tails, rules);
    if (!best) break;
    picks.push({ strand: best.strand, index: best.index });
    tails[tails.indexOf(best)] = tailAt(best.strand, best.index - 1);
  }
  return picks.reverse();
}

/** The rows that were picked. */
export function nodesOf<Row>(picks: readonly Pick[]): Row[] {
  return picks.map(({ strand, index }) => strand.strip.rows[index] as Row);
}

/** One list is in its own order. */
function firstOf(strand: Strand, size: number): Pick[] {
  const picks: Pick[] = [];
  const end = Math.min(strand.low + size, strand.high);
  for (let index = strand.low; index < end; index += 1) picks.push({ strand, index });
  return picks;
}

function headAt(strand: Strand, index: number, key: number, { order }: MergeRules): Head | undefined {
  const mark = strand.strip.marks[index];
  if (mark === undefined || index >= strand.high) return undefined;
  return { strand, index, key: order === 'rank' ? 0 : Math.min(key, keyOf(mark.time)) };
}

function foremost(heads: readonly (Head | undefined)[], { precedes }: MergeRules): Head | undefined {
  let best: Head | undefined;
  for (const head of heads) {
    if (head && (!best || precedes(head.key, head.strand.rank, best.key, best.strand.rank))) best = head;
  }
  return best;
}

function hindmost(tails: readonly (Head | undefined)[], { precedes }: MergeRules): Head | undefined {
  let best: Head | undefined;
  for (const tail of tails) {
    if (tail && (!best || precedes(best.key, best.strand.rank, tail.key, tail.strand.rank))) best = tail;
  }
  return best;
}

function runningKeys(strand: Strand, { order }: MergeRules): number[] {
  let key = strand.key;
  return strand.strip.marks.map(({ time }) => {
    if (order === 'rank') return 0;
    key = Math.min(key, keyOf(time));
    return key;
  });
}
