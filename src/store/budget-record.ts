/** What is written of a budget, so that the next process knows it. Moments are Unix milliseconds. */
import { z } from 'zod';
import type { Account } from './budget-account.ts';
import type { BudgetTerms } from './budget-store.ts';
import type { Milliseconds } from './store.ts';

const moment = z.number().min(0).max(8.64e15);
const amount = z.int().min(0).max(10_000_000);

const recordSchema = z.strictObject({
  format: z.literal(1),
  savedAt: moment,
  /** Moments at which places become free, and how many do. */
  places: z.array(z.tuple([moment, amount])).max(20_000),
  pausedUntil: moment,
  quota: z.strictObject({ limit: amount.optional(), remaining: amount, resetsAt: moment }).optional(),
});

export type BudgetRecord = z.output<typeof recordSchema>;

/** Clocks of one machine differ by less. */
const TOLERANCE: Milliseconds = 2_000;
/** A record tells its moments in so many steps per window: short, however many places there are. */
const STEPS = 1_000;

/**
 * The account with all that may leave until the next record: `ahead` calls beyond those under way, none of which ends after
 * `latestEnd`. What is on its way counts as spent to the end of its longest time, for nobody will be there to tell when it ended.
 */
export function recordOf(
  { ends, underWay, pausedUntil, quota }: Account,
  { limit, windowLength }: BudgetTerms,
  {
    ahead,
    latestEnd,
    savedAt,
  }: { readonly ahead: number; readonly latestEnd: number; readonly savedAt: number },
): BudgetRecord {
  const places = new Map<number, number>();
  const step = Math.max(1, windowLength / STEPS);
  const add = (end: number, count: number) => {
    const rounded = Math.ceil(Math.ceil(end / step) * step);
    if (count > 0) places.set(rounded, (places.get(rounded) ?? 0) + count);
  };
  if (limit !== undefined) {
    for (const end of ends) add(end, 1);
    for (const end of underWay.values()) add(end + windowLength, 1);
    add(latestEnd + windowLength, ahead);
  }
  const left = quota && { ...quota, remaining: Math.max(0, quota.remaining - underWay.size - ahead) };
  return { format: 1, savedAt, places: [...places], pausedUntil, quota: left };
}

/** When nothing that it tells holds any more. */
export function overAt({ places, pausedUntil, quota }: BudgetRecord): number {
  return places.reduce((latest, [end]) => Math.max(latest, end), Math.max(pausedUntil, quota?.resetsAt ?? 0));
}

/** Throws an `Error` that says in a clause what is wrong. */
export function readRecord(text: string, now: number): BudgetRecord {
  const { data } = recordSchema.safeParse(parsed(text));
  if (data === undefined) throw new Error('is no budget record');
  if (data.savedAt > now + TOLERANCE) throw new Error('is dated in the future: the clock was set back');
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
