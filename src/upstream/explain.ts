/** One line of `extensions.switchboard.upstream` per `send()`, whatever became of it. */
import { budgetOf, operation } from './faults.ts';
import type { Interceptor, Trip } from './trip.ts';
import type { CallOutcome } from './upstream.ts';

export const explain: Interceptor = (next) => (trip) => {
  const began = performance.now();
  return next(trip).then(
    (reply) => {
      record(trip, trip.outcome, began);
      return reply;
    },
    (error: unknown) => {
      record(trip, 'failed', began);
      throw error;
    },
  );
};

function record({ source, request, call, spending }: Trip, outcome: CallOutcome, began: number): void {
  call.record({
    source,
    operation: operation(request),
    outcome,
    ms: Math.round(performance.now() - began),
    calls: spending.calls,
    budget: budgetOf(request),
    waitedMs: Math.round(spending.waited),
  });
}
