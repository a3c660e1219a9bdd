/** One line of `extensions.switchboard.upstream` per `send()`, whatever became of it. */
import { budgetOf, operation } from './faults.ts';
import type { Observer, Trip } from './trip.ts';
import type { CallOutcome } from './upstream.ts';

export const explain: Observer = {
  replied: (trip) => record(trip, trip.outcome),
  failed: (trip) => record(trip, 'failed'),
};

function record({ source, request, call, spending, began }: Trip, outcome: CallOutcome): void {
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
