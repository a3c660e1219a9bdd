/** The order in which a call passes the interceptors, said once. */
import { guarded } from './guard.ts';
import { observed } from './observe.ts';
import type { Client, Guard, Interceptor, Observer, Send } from './trip.ts';

export interface Parts {
  readonly underWay: Observer;
  readonly explain: Observer;
  readonly touch: Observer;
  /** Absent where nothing may be kept. */
  readonly cache: Interceptor | undefined;
  /** Absent where nothing may be shared. */
  readonly dedupe: Interceptor | undefined;
  readonly health: Observer;
  readonly retry: Interceptor;
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
  const guards: readonly (Guard | undefined)[] = [breaker, budget, log, timeout, bulkhead];
  const attempt = guarded(
    guards.filter((guard) => guard !== undefined),
    client,
  );
  return [underWay, explain, touch, cache, dedupe, health, retry]
    .filter((step) => step !== undefined)
    .reduce<(Interceptor | Observer[])[]>(together, [])
    .reduceRight<Send>((next, step) => (Array.isArray(step) ? observed(step, next) : step(next)), attempt);
}

/** Observers that follow each other become one step. */
function together(steps: (Interceptor | Observer[])[], step: Interceptor | Observer) {
  const last = steps.at(-1);
  if (typeof step === 'function') steps.push(step);
  else if (Array.isArray(last)) last.push(step);
  else steps.push([step]);
  return steps;
}
