import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PassingMap } from '../../src/collections/passing-map.ts';
import { heldAfter, overlapping } from '../support/garbage.ts';

const key = fc.nat(5);
const step = fc.oneof(
  fc.record({ set: key, value: fc.nat() }),
  fc.record({ delete: key }),
  fc.constant({ clear: true }),
);

test('it tells what a Map would', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = new Map<number, number>();
      const passing = new PassingMap<number, number>();
      for (const each of steps) {
        for (const one of [map, passing]) {
          if ('set' in each) one.set(each.set, each.value);
          else if ('delete' in each) one.delete(each.delete);
          else one.clear();
        }
        for (let k = 0; k <= 5; k += 1) expect(passing.get(k)).toBe(map.get(k));
      }
    }),
  );
});

test('what has left it is held by nothing, while others come and go', async () => {
  let count = 0;
  const passing = new PassingMap<number, object>();
  const operate = overlapping(async (weight) => {
    const name = (count += 1);
    passing.set(name, { weight });
    await new Promise(setImmediate);
    passing.delete(name);
  });
  expect(await heldAfter(operate)).toBeLessThan(5);
});
