/** One line of `extensions.switchboard.upstream` per `send()`, whatever became of it. */
import { budgetOf, operation } from './faults.ts';
import type { Interceptor } from './trip.ts';

export const explain: Interceptor = (next) => async (trip) => {
  const began = performance.now();
  let failed = true;
  try {
    const reply = await next(trip);
    failed = false;
    return reply;
  } finally {
    trip.call.record({
      source: trip.source,
      operation: operation(trip.request),
      outcome: failed ? 'failed' : trip.outcome,
      ms: Math.round(performance.now() - began),
      calls: trip.spending.calls,
      budget: budgetOf(trip.request),
      waitedMs: Math.round(trip.spending.waited),
    });
  }
};
