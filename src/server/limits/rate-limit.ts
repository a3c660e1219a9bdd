/** So many requests of one caller in any window. */
import { GatewayError } from '../../errors.ts';
import { waitFor } from '../../store/budget-room.ts';
import type { BudgetStore } from '../../store/budget-store.ts';

export interface RateLimitParts {
  readonly store: BudgetStore;
  /** Most in any window. */
  readonly requests: number;
  readonly windowSeconds: number;
}

export interface RateLimit {
  /** Counts a request of `caller`, a text that tells callers apart. Rejects with RATE_LIMITED. */
  admit(caller: string): Promise<void>;
}

export function createRateLimit({ store, requests, windowSeconds }: RateLimitParts): RateLimit {
  // A request counts from its arrival on, however long it takes: it ends as it begins, and nothing has to be settled.
  const terms = { limit: requests, windowLength: windowSeconds * 1000, longestCall: 0 };
  return {
    async admit(caller) {
      const { ticket, state } = await store.take(`caller ${caller}`, terms, 0);
      if (ticket !== undefined) return;
      const retryAfter = Math.max(1, Math.ceil(waitFor(0, state, terms) / 1000));
      throw new GatewayError(
        'RATE_LIMITED',
        `More than ${requests} requests came from this caller within ${windowSeconds} s. Ask again in ${retryAfter} s.`,
        { retryAfter },
      );
    },
  };
}
