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
  readonly breaker: Interceptor;
  readonly budget: Interceptor;
  readonly log: Interceptor | undefined;
  readonly timeout: Interceptor;
  readonly bulkhead: Interceptor;
  readonly client: Send;
}

/**
 * Outermost first. A kept or shared reply pays no budget, a second attempt pays again, and waiting for budget is not the source's time, but
 * waiting for a connection is. The log tells every attempt, while explain and health count only how the call ended.
 */
export function compose(parts: Parts): Send {
  const { explain, touch, cache, dedupe, health, retry, breaker, budget, log, timeout, bulkhead, client } =
    parts;
  return [explain, touch, cache, dedupe, health, retry, breaker, budget, log, timeout, bulkhead]
    .filter((interceptor) => interceptor !== undefined)
    .reduceRight((next, interceptor) => interceptor(next), client);
}
