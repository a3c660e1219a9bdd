import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RoundRobinQueue } from '../../src/collections/round-robin-queue.ts';

interface Item {
  readonly party: object;
  readonly number: number;
}

const PARTIES = [{}, {}, {}, {}];
const QUANTUM = 3;

type Step = { readonly kind: 'push' | 'delete'; readonly party: number } | { readonly kind: 'shift' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('push' as const), party: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('shift' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), party: fc.nat(3) }) },
);

test('whatever comes and goes: each is served once, in the order of its party, and none waits for more than a turn of each other', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new RoundRobinQueue<Item>(QUANTUM);
      /** What should be there, by party. */
      const lines = new Map<object, Item[]>(PARTIES.map((party) => [party, []]));
      /** How many of each other party were served since this one came, or was served last. */
      const passed = new Map<object, Map<object, number>>();
      let number = 0;
      for (const each of steps) {
        if (each.kind === 'push') {
          const party = PARTIES[each.party] ?? {};
          const item = { party, number: (number += 1) };
          if (lines.get(party)?.length === 0) passed.set(party, new Map());
          lines.get(party)?.push(item);
          queue.push(party, item);
        } else if (each.kind === 'delete') {
          const party = PARTIES[each.party] ?? {};
          const line = lines.get(party) ?? [];
          const meant = line[Math.floor(line.length / 2)];
          expect(queue.delete(party, (item) => item === meant)).toBe(meant !== undefined);
          if (meant !== undefined) line.splice(line.indexOf(meant), 1);
        } else {
          const item = queue.shift();
          const waiting = [...lines.values()].some((line) => line.length > 0);
          expect(item !== undefined).toBe(waiting);
          if (item === undefined) continue;
          expect(lines.get(item.party)?.shift()).toBe(item);
          passed.set(item.party, new Map());
          for (const [party, line] of lines) {
            if (party === item.party || line.length === 0) continue;
            const counts = passed.get(party) ?? new Map<object, number>();
            counts.set(item.party, (counts.get(item.party) ?? 0) + 1);
            expect(counts.get(item.party)).toBeLessThanOrEqual(QUANTUM);
          }
        }
        const length = [...lines.values()].reduce((sum, line) => sum + line.length, 0);
        expect(queue.length).toBe(length);
      }
    }),
  );
});

test('who brings no more than is served in a turn is served as in a plain queue', () => {
  const queue = new RoundRobinQueue<Item>(QUANTUM);
  const items = PARTIES.flatMap((party) =>
    Array.from({ length: QUANTUM }, (_, number) => ({ party, number })),
  );
  for (const item of items) queue.push(item.party, item);
  expect(items.map(() => queue.shift())).toEqual(items);
  expect(queue.shift()).toBeUndefined();
});

test('what is not there is not taken out', () => {
  const queue = new RoundRobinQueue<Item>(QUANTUM);
  const [party = {}, other = {}] = PARTIES;
  queue.push(party, { party, number: 1 });
  expect(queue.delete(other, () => true)).toBe(false);
  expect(queue.delete(party, () => false)).toBe(false);
  expect(queue.length).toBe(1);
});
