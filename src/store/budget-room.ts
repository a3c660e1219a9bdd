/** How many more calls a budget allows, and when. */
import type { BudgetState, BudgetTerms, Quota } from './budget-store.ts';
import type { Milliseconds } from './store.ts';

/** How soon a call under way may end and tell what is left. */
const NEXT_REPLY: Milliseconds = 250;

/** Calls that may go out now. Infinite where nothing limits them. */
export function room(state: BudgetState, terms: BudgetTerms): number {
  if (state.pause > 0) return 0;
  return Math.min(roomInWindow(state, terms), roomInQuota(state));
}

/** How long until there is room for one call after `ahead` others, if nobody else comes. */
export function waitFor(ahead: number, state: BudgetState, terms: BudgetTerms): Milliseconds {
  return Math.max(state.pause, waitForWindow(ahead, state, terms), waitForQuota(ahead, state));
}

export function roomInWindow({ occupied }: BudgetState, { limit = Infinity }: BudgetTerms): number {
  return Math.max(0, limit - occupied.length);
}

/** A call under way may or may not be counted in what was told last; it is taken to be not. */
function roomInQuota({ quota, underWay }: BudgetState): number {
  return quota === undefined ? Infinity : Math.max(0, quota.remaining - underWay);
}

function waitForWindow(ahead: number, state: BudgetState, terms: BudgetTerms): Milliseconds {
  const { limit, windowLength } = terms;
  const behind = ahead - roomInWindow(state, terms);
  if (limit === undefined || behind < 0) return 0;
  // Places are filled again as soon as they are free, and then occupied for at least another window.
  const rounds = Math.floor(behind / limit);
  return rounds * windowLength + (state.occupied[behind % limit] ?? windowLength);
}

function waitForQuota(ahead: number, state: BudgetState): Milliseconds {
  const quota: Quota | undefined = state.quota;
  if (quota === undefined || ahead < roomInQuota(state)) return 0;
  return ahead < quota.remaining ? Math.min(NEXT_REPLY, quota.resetsIn) : quota.resetsIn;
}
