/** How a budget's account begins: with what processes before are known, or must be taken, to have spent. */
import { learn, type Account } from './budget-account.ts';
import type { Recalled } from './budget-journal.ts';
import type { BudgetTerms } from './budget-store.ts';

export interface Opening {
  readonly recalled: Recalled;
  /** When this process began to count. Unix milliseconds. */
  readonly began: number;
  /** The share of the limit that may be spent in the first window after that, from 0 to 1. */
  readonly firstShare: number;
  readonly now: number;
}

/** Where nothing is known of what was spent before. */
export const CAUTIOUS_SHARE = 1 / 2;

export function openAccount(terms: BudgetTerms, { recalled, began, firstShare, now }: Opening): Account {
  const { records, unreadable } = recalled;
  const { windowLength, longestCall } = terms;
  const account: Account = {
    ends: [],
    earlier: [
      ...records.flatMap(({ places }) => places.flatMap(([end, count]) => times(count, end))),
      ...unknown(terms, began + windowLength, firstShare, now),
      ...(unreadable === undefined
        ? []
        : unknown(terms, unreadable + longestCall + windowLength, CAUTIOUS_SHARE, now)),
    ],
    underWay: new Map(),
    due: Infinity,
    pausedUntil: Math.max(0, ...records.map(({ pausedUntil }) => pausedUntil)),
    quota: undefined,
  };
  for (const { quota } of records) {
    if (quota === undefined) continue;
    const { limit, remaining, resetsAt } = quota;
    learn(account, { quota: { limit, remaining, resetsIn: resetsAt - now } }, now);
  }
  return account;
}

/** The other share counts as spent at the very end of the process before. */
function unknown({ limit }: BudgetTerms, free: number, share: number, now: number): number[] {
  if (limit === undefined || now >= free) return [];
  return times(limit - Math.max(1, Math.floor(limit * share)), free);
}

function times(count: number, end: number): number[] {
  return Array.from({ length: Math.max(0, count) }, () => end);
}
