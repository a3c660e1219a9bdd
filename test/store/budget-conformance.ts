import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { room, waitFor } from '../../src/store/budget-room.ts';
import type { BudgetStore, BudgetTerms } from '../../src/store/budget-store.ts';

/** An implementation under test. */
export interface BudgetSubject {
  readonly store: BudgetStore;
  /** The same state as another process sees it; may be the same object. */
  readonly other: BudgetStore;
  /** Lets so many milliseconds pass. */
  readonly elapse: (milliseconds: number) => Promise<void>;
}

const THREE: BudgetTerms = { limit: 3, windowLength: 1_000, longestCall: 5_000 };
const UNLIMITED: BudgetTerms = { windowLength: 0, longestCall: 5_000 };

/** What every store of budgets must do. `open` gives an empty one, all of whose first window may be spent. */
export function budgetConformance(name: string, open: () => Promise<BudgetSubject>): void {
  describe(name, () => {
    test('a window holds as many calls as there are places, whoever takes them', async () => {
      const { store, other } = await open();
      const taken = await Promise.all(
        Array.from({ length: 7 }, (_, index) => (index % 2 === 0 ? store : other).take('a', THREE, 0)),
      );
      const tickets = taken.flatMap(({ ticket }) => ticket ?? []);
      expect(tickets).toHaveLength(3);
      expect(new Set(tickets).size).toBe(3);
      expect((await other.take('b', THREE, 0)).ticket).toBeDefined();
    });

    test('a place is occupied until a window after the end of its call', async () => {
      const { store, elapse } = await open();
      const once = { ...THREE, limit: 1 };
      const { ticket = '' } = await store.take('a', once, 0);
      await elapse(1_500);
      expect((await store.take('a', once, 0)).ticket).toBeUndefined();
      await store.settle('a', ticket, once);
      await elapse(900);
      expect((await store.take('a', once, 0)).ticket).toBeUndefined();
      await elapse(200);
      expect((await store.take('a', once, 0)).ticket).toBeDefined();
    });

    test('a call that is never settled counts as ended after the longest that a call may take', async () => {
      const { store, elapse } = await open();
      const once = { ...THREE, limit: 1 };
      await store.take('a', once, 0);
      await elapse(5_900);
      expect((await store.take('a', once, 0)).ticket).toBeUndefined();
      await elapse(200);
      expect((await store.take('a', once, 0)).ticket).toBeDefined();
    });

    test('a call without an answer occupies its place as long as one that is never settled', async () => {
      const { store, elapse } = await open();
      const once = { ...THREE, limit: 1 };
      const { ticket = '' } = await store.take('a', once, 0);
      await elapse(500);
      await store.settle('a', ticket, once, { unanswered: true });
      await elapse(5_400);
      expect((await store.take('a', once, 0)).ticket).toBeUndefined();
      await elapse(200);
      expect((await store.take('a', once, 0)).ticket).toBeDefined();
    });

    test('what was not sent is free at once', async () => {
      const { store } = await open();
      const once = { ...THREE, limit: 1 };
      const { ticket = '' } = await store.take('a', once, 0);
      await store.settle('a', ticket, once, { unsent: true });
      expect((await store.take('a', once, 0)).ticket).toBeDefined();
    });

    test('whoever is to spare places leaves them', async () => {
      const { store } = await open();
      expect((await store.take('a', THREE, 2)).ticket).toBeDefined();
      expect((await store.take('a', THREE, 2)).ticket).toBeUndefined();
      expect((await store.take('a', THREE, 1)).ticket).toBeDefined();
      expect((await store.take('a', THREE, 1)).ticket).toBeUndefined();
      expect((await store.take('a', THREE, 0)).ticket).toBeDefined();
    });

    test('it says when which place becomes free', async () => {
      const { store, elapse } = await open();
      for (const pause of [100, 300, 0]) {
        const { ticket = '' } = await store.take('a', THREE, 0);
        await store.settle('a', ticket, THREE);
        await elapse(pause);
      }
      const { state } = await store.take('a', THREE, 0);
      const waits = [0, 1, 2, 3, 4].map((ahead) => waitFor(ahead, state, THREE));
      for (const [index, wait] of [600, 700, 1_000, 1_600, 1_700].entries()) {
        expect(Math.abs((waits[index] ?? 0) - wait)).toBeLessThan(50);
      }
      expect(room(await store.look('a', THREE), THREE)).toBe(0);
      await elapse(Math.ceil(waits[0] ?? 0) + 1);
      expect(room(await store.look('a', THREE), THREE)).toBe(1);
    });

    test('a pause closes a budget, also one without a limit; a shorter one does not shorten it', async () => {
      const { store, other, elapse } = await open();
      const { ticket = '' } = await store.take('a', UNLIMITED, 0);
      await store.settle('a', ticket, UNLIMITED, { pause: 500 });
      await other.settle('a', 'unknown', UNLIMITED, { pause: 100 });
      const { ticket: refused, state } = await other.take('a', UNLIMITED, 0);
      expect(refused).toBeUndefined();
      expect(waitFor(0, state, UNLIMITED)).toBeGreaterThan(400);
      await elapse(501);
      expect((await other.take('a', UNLIMITED, 0)).ticket).toBeDefined();
    });

    test('a quota that was told is kept until it resets', async () => {
      const { store, other, elapse } = await open();
      const tell = (remaining: number, resetsIn: number) =>
        store.settle('a', 'unknown', UNLIMITED, { quota: { limit: 10, remaining, resetsIn } });
      await tell(2, 10_000);
      // Overtaken by the one before.
      await tell(4, 10_000);
      expect((await other.look('a', UNLIMITED)).quota).toMatchObject({ limit: 10, remaining: 2 });
      const tickets = [];
      for (let count = 0; count < 3; count += 1) tickets.push((await other.take('a', UNLIMITED, 0)).ticket);
      expect(tickets).toEqual([expect.any(String), expect.any(String), undefined]);
      await store.settle('a', tickets[0] ?? '', UNLIMITED, {
        quota: { limit: 10, remaining: 0, resetsIn: 10_000 },
      });
      const { ticket, state } = await other.take('a', UNLIMITED, 0);
      expect(ticket).toBeUndefined();
      expect(waitFor(0, state, UNLIMITED)).toBeGreaterThan(9_000);
      await elapse(10_001);
      expect((await other.take('a', UNLIMITED, 0)).ticket).toBeDefined();
      await tell(9, 10_000);
      expect((await other.look('a', UNLIMITED)).quota).toMatchObject({ remaining: 9 });
    });

    test('whatever happens, no window as the provider may count it holds more than the limit', async () => {
      const step = fc.record({ take: fc.boolean(), which: fc.nat(5), pass: fc.nat(700) });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
          const { store, elapse } = await open();
          let moment = 0;
          const ongoing: { ticket: string; from: number }[] = [];
          const calls: { from: number; to: number }[] = [];
          for (const { take, which, pass } of steps) {
            if (take) {
              const { ticket } = await store.take('a', THREE, 0);
              if (ticket !== undefined) ongoing.push({ ticket, from: moment });
            } else {
              const [ended] = ongoing.splice(which % Math.max(1, ongoing.length), 1);
              if (ended !== undefined) {
                await store.settle('a', ended.ticket, THREE);
                calls.push({ from: ended.from, to: moment });
              }
            }
            // Within the longest call, so that none counts as ended that is not.
            if (moment + pass < 5_000) {
              moment += pass;
              await elapse(pass);
            }
          }
          calls.push(...ongoing.map(({ from }) => ({ from, to: moment })));
          // A window of 1,000 ms can hold two calls if one may have been counted less than that before the other.
          for (const { from } of calls) {
            const together = calls.filter((call) => call.from <= from && from < call.to + 1_000);
            expect(together.length).toBeLessThanOrEqual(3);
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}
