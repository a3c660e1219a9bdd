/** The order in which a call passes the interceptors, said once. */
import { clientOf, guarded } from './guard.ts';
import type { Client, Guard, Interceptor, Observer, Retry, Send } from './trip.ts';

export interface Parts {
  readonly underWay: Observer;
  readonly explain: Observer;
  readonly touch: Observer;
  /** Absent where nothing may be kept. */
  readonly cache: Interceptor | undefined;
  /** Absent where nothing may be shared. */
  readonly dedupe: Interceptor | undefined;
  readonly health: Observer;
  readonly retry: Retry;
  readonly breaker: Observer;
  readonly budget: Guard;
  readonly log: Observer | undefined;
  readonly timeout: Observer;
  readonly bulkhead: Guard;
  readonly client: Client;
}

/**
 * Outermost first. A kept or shared reply pays no budget, a second attempt pays again, and waiting for budget is not the source's time, but
 * waiting for a connection is. The log tells every attempt, while explain and health count only how the call ended.
 */
export function compose(parts: Parts): Send {
  const { underWay, explain, touch, cache, dedupe, health, retry } = parts;
  const { breaker, budget, log, timeout, bulkhead, client } = parts;
  const outer = [underWay, explain, touch];
  const attempts = {
    retry,
    guards: [breaker, budget, log, timeout, bulkhead].filter((guard) => guard !== undefined),
    client,
  };
  const memories = [cache, dedupe].filter((step) => step !== undefined);
  // Where nothing stands between them, all who see the whole of a call see its end together.
  if (memories.length === 0) return guarded({ ...attempts, observers: [...outer, health] });
  const fetch = guarded({ ...attempts, observers: [health] });
  const remembered = memories.reduceRight<Send>((next, step) => step(next), fetch);
  return guarded({ observers: outer, client: clientOf(remembered) });
}
