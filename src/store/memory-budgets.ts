/** Budgets of a gateway that runs alone: counted within this process, and forgotten with it. */
import { room } from './budget-room.ts';
import type { BudgetNews, BudgetState, BudgetStore, BudgetTerms, Quota } from './budget-store.ts';
import { promised } from './promised.ts';

export interface MemoryBudgetsParts {
  /**
   * The share of every limit that may be spent within the first window, from 0 to 1: what an earlier process spent before is not known here.
   * At least one call. Default 0.5.
   */
  readonly firstShare?: number | undefined;
  /** Unix milliseconds. */
  readonly now?: (() => number) | undefined;
}

/** Moments are Unix milliseconds. */
interface Account {
  /** When each settled place becomes free. */
  ends: number[];
  /** Calls under way, and when they count as ended. */
  readonly underWay: Map<string, number>;
  pausedUntil: number;
  quota: (Omit<Quota, 'resetsIn'> & { readonly resetsAt: number }) | undefined;
}

/** Two moments of reset so close are the same, told by clocks and replies that differ. */
const SAME_RESET = 2_000;

export function createMemoryBudgets({
  firstShare = 0.5,
  now = Date.now,
}: MemoryBudgetsParts = {}): BudgetStore {
  const accounts = new Map<string, Account>();
  const began = now();
  let tickets = 0;

  const open = ({ limit, windowLength }: BudgetTerms): Account => {
    const free = began + windowLength;
    // The other share counts as spent at the very end of the process before.
    const spent =
      limit === undefined || now() >= free ? 0 : limit - Math.max(1, Math.floor(limit * firstShare));
    const ends = Array.from({ length: Math.max(0, spent) }, () => free);
    return { ends, underWay: new Map(), pausedUntil: 0, quota: undefined };
  };

  /** As it stands now. */
  const account = (key: string, terms: BudgetTerms): Account => {
    const found = accounts.get(key) ?? open(terms);
    accounts.set(key, found);
    const moment = now();
    for (const [ticket, end] of found.underWay) {
      if (end > moment) continue;
      found.underWay.delete(ticket);
      if (terms.limit !== undefined) found.ends.push(end + terms.windowLength);
    }
    // No place is occupied for longer than a window from now, even if the clock was set back.
    found.ends = found.ends
      .filter((end) => end > moment)
      .map((end) => Math.min(end, moment + terms.windowLength));
    if (found.quota !== undefined && found.quota.resetsAt <= moment) found.quota = undefined;
    return found;
  };

  const stateOf = ({ ends, underWay, pausedUntil, quota }: Account, terms: BudgetTerms): BudgetState => {
    const moment = now();
    const inFlight = Array.from(
      { length: terms.limit === undefined ? 0 : underWay.size },
      () => terms.windowLength,
    );
    return {
      occupied: [...ends.map((end) => end - moment).sort((a, b) => a - b), ...inFlight],
      underWay: underWay.size,
      pause: Math.max(0, pausedUntil - moment),
      quota: quota && { limit: quota.limit, remaining: quota.remaining, resetsIn: quota.resetsAt - moment },
    };
  };

  const learn = (found: Account, { pause, quota }: BudgetNews) => {
    const moment = now();
    if (pause !== undefined) found.pausedUntil = Math.max(found.pausedUntil, moment + pause);
    if (quota === undefined || quota.resetsIn <= 0) return;
    const { limit, remaining } = quota;
    const told = { limit, remaining, resetsAt: moment + quota.resetsIn };
    const before = found.quota;
    if (before === undefined || told.resetsAt > before.resetsAt + SAME_RESET || told.limit !== before.limit) {
      found.quota = told;
    } else if (told.resetsAt >= before.resetsAt - SAME_RESET && told.remaining < before.remaining) {
      found.quota = { ...before, remaining };
    }
  };

  return {
    take: (key, terms, spare) =>
      promised(() => {
        const found = account(key, terms);
        if (room(stateOf(found, terms), terms) <= spare)
          return { ticket: undefined, state: stateOf(found, terms) };
        tickets += 1;
        const ticket = String(tickets);
        found.underWay.set(ticket, now() + terms.longestCall);
        return { ticket, state: stateOf(found, terms) };
      }),
    settle: (key, ticket, terms, news) =>
      promised(() => {
        const found = account(key, terms);
        const counts = found.underWay.delete(ticket) && news?.unsent !== true;
        if (counts && terms.limit !== undefined) {
          found.ends.push(now() + terms.windowLength);
        }
        if (news !== undefined) learn(found, news);
      }),
    look: (key, terms) => promised(() => stateOf(account(key, terms), terms)),
  };
}
