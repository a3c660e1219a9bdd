/** A budget as `Source.budgets` shows it. */
import { room, roomInWindow } from '../store/budget-room.ts';
import type { BudgetState, BudgetTerms } from '../store/budget-store.ts';

export interface BudgetView {
  readonly name: string;
  readonly limit: number | null;
  readonly windowSeconds: number | null;
  /** Calls that may go out now. */
  readonly remaining: number | null;
  /** RFC 3339. When more calls become available; null when nothing is used up. */
  readonly resetAt: string | null;
  /** `DOCUMENTED` or configured, and counted here; or told by the provider's `HEADER`s. */
  readonly origin: 'DOCUMENTED' | 'HEADER';
}

export interface ViewParts {
  /** Unix milliseconds. */
  readonly now: number;
  /** Length of the period that the provider's headers tell of. */
  readonly quotaSeconds: number | undefined;
}

/** One view of what is counted, one of what was told, each where there is such. */
export function viewsOf(
  name: string,
  state: BudgetState,
  terms: BudgetTerms,
  { now, quotaSeconds = 0 }: ViewParts,
): BudgetView[] {
  const { quota, pause, occupied } = state;
  const at = (wait: number | undefined) =>
    wait === undefined ? null : new Date(Math.ceil(now + Math.max(wait, pause))).toISOString();
  const views: BudgetView[] = [];
  if (terms.limit !== undefined) {
    views.push({
      name,
      limit: terms.limit,
      windowSeconds: terms.windowLength / 1000,
      remaining: pause > 0 ? 0 : roomInWindow(state, terms),
      resetAt: at(occupied[0] ?? (pause > 0 ? pause : undefined)),
      origin: 'DOCUMENTED',
    });
  }
  if (quota !== undefined) {
    views.push({
      name,
      limit: quota.limit ?? null,
      windowSeconds: quotaSeconds > 0 ? quotaSeconds : null,
      remaining: room(state, { ...terms, limit: undefined }),
      resetAt: at(quota.resetsIn),
      origin: 'HEADER',
    });
  }
  return views;
}
