import type { RowRules } from './mark.ts';
import { openTape } from './open-tape.ts';
import type { Parts } from './parts.ts';
import { START } from './place.ts';
import type { Run } from './run.ts';
import type { ListingInput } from './types.ts';

/**
 * A run that knows the list's total, where nothing more is wanted and the reply tells it. What such a read shows of limits is not remembered: its page
 * is no page of a walk.
 */
export async function runCount<Row>(
  { key, slice, memory }: ListingInput<Row>,
  readTotal: NonNullable<ListingInput<Row>['readTotal']>,
  rules: RowRules<Row>,
  parts: Parts,
): Promise<Run<Row> | undefined> {
  if (memory?.isSilent === true) return undefined;
  const source = { walk: 'page', maxLimit: 1, read: readTotal } as const;
  // However many rows come with the total, they are not looked at.
  const listing = { key, slice, source, memory: { overlaps: true } };
  const { tape } = await openTape({ listing, rows: rules, parts }, undefined, true);
  if ((await tape.learnTotal()) !== undefined) {
    return { tape, low: 0, high: undefined, place: START, base: 0, isDrifted: false };
  }
  if (memory !== undefined) memory.isSilent = true;
  return undefined;
}
