/** One budget's account: what is occupied, under way, paused and told. Moments are Unix milliseconds. */
import type { BudgetNews, BudgetState, BudgetTerms, Quota } from './budget-store.ts';

export interface Account {
  /** When each place that was settled here becomes free. */
  ends: number[];
  /** When each place that was taken before this process began becomes free. */
  earlier: number[];
  /** Calls under way, and when they count as ended. */
  readonly underWay: Map<string, number>;
  /** Before this moment none of them does. */
  due: number;
  pausedUntil: number;
  quota: ToldQuota | undefined;
}

export type ToldQuota = Omit<Quota, 'resetsIn'> & { readonly resetsAt: number };

/** Two moments of reset so close are the same, told by clocks and replies that differ. */
const SAME_RESET = 2_000;

/** Brings the account to this moment. */
export function advance(account: Account, { limit, windowLength, longestCall }: BudgetTerms, moment: number) {
  if (moment >= account.due) {
    account.due = Infinity;
    for (const [ticket, end] of account.underWay) {
      // Taken one after another, they end in that order: where a clock was set back, too late rather than too early.
      account.due = end;
      if (end > moment) break;
      account.due = Infinity;
      account.underWay.delete(ticket);
      if (limit !== undefined) account.ends.push(end + windowLength);
    }
  }
  // No place is occupied for longer than a call and a window from now, even if the clock was set back.
  const longest = moment + longestCall + windowLength;
  account.ends = occupied(account.ends, moment, longest);
  account.earlier = occupied(account.earlier, moment, longest);
  if (account.quota !== undefined && account.quota.resetsAt <= moment) account.quota = undefined;
}

/** A call leaves; at `end` it counts as ended. */
export function depart(account: Account, ticket: string, end: number): void {
  account.underWay.set(ticket, end);
  account.due = Math.min(account.due, end);
}

/** Whether anything holds calls up. Where nothing does, calls under way are all that is known of it. */
export function counts({ quota, pausedUntil }: Account, { limit }: BudgetTerms, moment: number): boolean {
  return limit !== undefined || quota !== undefined || pausedUntil > moment;
}

/** The same list where nothing in it changes. */
function occupied(ends: number[], moment: number, longest: number): number[] {
  if (ends.length === 0 || ends.every((end) => end > moment && end <= longest)) return ends;
  return ends.filter((end) => end > moment).map((end) => Math.min(end, longest));
}

const NONE: readonly number[] = [];

export function stateOf(account: Account, terms: BudgetTerms, moment: number): BudgetState {
  const { underWay, pausedUntil, quota } = account;
  return {
    occupied: occupiedIn(account, terms, moment),
    underWay: underWay.size,
    pause: Math.max(0, pausedUntil - moment),
    quota: quota && { limit: quota.limit, remaining: quota.remaining, resetsIn: quota.resetsAt - moment },
  };
}

function occupiedIn(
  { ends, earlier, underWay }: Account,
  { limit, windowLength }: BudgetTerms,
  moment: number,
): readonly number[] {
  const inFlight = limit === undefined ? 0 : underWay.size;
  if (ends.length + earlier.length + inFlight === 0) return NONE;
  const settled = [...ends, ...earlier].map((end) => end - moment);
  return [...settled, ...Array.from({ length: inFlight }, () => windowLength)].sort((a, b) => a - b);
}

/** What a reply told. */
export function learn(account: Account, { pause, quota }: BudgetNews, moment: number): void {
  if (pause !== undefined) account.pausedUntil = Math.max(account.pausedUntil, moment + pause);
  if (quota === undefined || quota.resetsIn <= 0) return;
  const { limit, remaining } = quota;
  const told = { limit, remaining, resetsAt: moment + quota.resetsIn };
  const before = account.quota;
  if (before === undefined || told.resetsAt > before.resetsAt + SAME_RESET || told.limit !== before.limit) {
    account.quota = told;
  } else if (told.resetsAt >= before.resetsAt - SAME_RESET && told.remaining < before.remaining) {
    account.quota = { ...before, remaining };
  }
}
