/** Processes that are killed at any moment, one after the other: together they keep the limit. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BudgetTerms } from '../../src/store/budget-store.ts';
import { manualClock } from './clock.ts';
import { folders, startCounting } from './folder.ts';

const { fresh, left } = folders();

const WINDOW = 1_000;
const LONGEST = 5_000;

/** What happens next; `kill` ends the process without a word, whatever it is writing. */
const step = fc.record({
  act: fc.constantFrom('take', 'take', 'take', 'settle', 'settle', 'kill'),
  /** Whether it is waited for. */
  awaited: fc.boolean(),
  which: fc.nat(5),
  pass: fc.nat(700),
});

test.each([3, 250])(
  'with %i calls in a window, no window as the provider may count it holds more',
  async (limit) => {
    const terms: BudgetTerms = { limit, windowLength: WINDOW, longestCall: LONGEST };
    const several = Math.ceil(limit / 3);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { now, elapse } = manualClock();
        const from = now();
        let directory = fresh();
        let { store } = startCounting(directory, now);
        let life = 0;
        let ongoing: { ticket: string; from: number; ends: number }[] = [];
        const calls: { from: number; to: number }[] = [];
        const take = async (taker: typeof store, taken: number) => {
          const { ticket } = await taker.take('a', terms, 0);
          // A process that was killed meanwhile sends nothing.
          if (ticket !== undefined && taken === life)
            ongoing.push({ ticket, from: now(), ends: now() + LONGEST });
        };
        for (const { act, awaited, which, pass } of steps) {
          if (act === 'kill') {
            calls.push(...ongoing.map((call) => ({ from: call.from, to: now() })));
            ongoing = [];
            life += 1;
            directory = left(directory);
            ({ store } = startCounting(directory, now));
          } else if (act === 'take') {
            const taking = Promise.all(Array.from({ length: several }, () => take(store, life)));
            if (awaited) await taking;
          } else {
            for (const { ticket, from: began } of ongoing.splice(which, several)) {
              calls.push({ from: began, to: now() });
              const settling = store.settle('a', ticket, terms);
              if (awaited) await settling;
            }
          }
          // Within the longest call, so that none counts as ended that is not.
          if (ongoing.every(({ ends }) => now() + pass < ends)) await elapse(pass);
        }
        calls.push(...ongoing.map((call) => ({ from: call.from, to: now() })));
        expect(now()).toBeGreaterThanOrEqual(from);
        for (const { from: start } of calls) {
          const together = calls.filter((call) => call.from <= start && start < call.to + WINDOW);
          expect(together.length).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 60 },
    );
  },
);
