import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nestsDeeperThan } from '../src/nesting.ts';

/** As told by what the parser made of it. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map((inner) => depthOf(inner)));
}

test('any JSON is as deep as its lists and objects, whatever stands in its texts', () => {
  const text = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'é', ',') });
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(text, fc.array(tie('value')), fc.dictionary(text, tie('value'))),
  }));
  fc.assert(
    fc.property(fc.array(tree.value), (value) => {
      const json = JSON.stringify(value);
      const depth = depthOf(value);
      expect(nestsDeeperThan(depth, json)).toBe(false);
      expect(nestsDeeperThan(depth - 1, json)).toBe(true);
    }),
  );
});
