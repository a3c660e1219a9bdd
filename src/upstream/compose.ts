/** The order in which a call passes the interceptors, said once. */
import type { Interceptor, Send } from './trip.ts';

export interface Parts {
  readonly explain: Interceptor;
  readonly touch: Interceptor;
  /** Absent where nothing may be kept. */
  readonly cache: Interceptor | undefined;
  /** Absent where nothing may be shared. */
  readonly dedupe: Interceptor | undefined;
  readonly health: Interceptor;
  readonly retry: Interceptor;
  readonly log: Interceptor | undefined;
  readonly timeout: Interceptor;
  readonly client: Send;
}

/**
 * Outermost first. What decides on whether to try at all, or on when, belongs between retry and log, in the order breaker, budget: a kept or
 * shared reply pays no budget, a second attempt pays again, waiting for budget is not the source's time, and the log tells every attempt
 * while explain and health count only how the call ended.
 */
export function compose({ explain, touch, cache, dedupe, health, retry, log, timeout, client }: Parts): Send {
  return [explain, touch, cache, dedupe, health, retry, log, timeout]
    .filter((interceptor) => interceptor !== undefined)
    .reduceRight((next, interceptor) => interceptor(next), client);
}
