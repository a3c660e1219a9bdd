import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEpochs } from '../../src/upstream/epochs.ts';

test('what was asked for before a write of one of its names has moved, what was asked for after it has not', () => {
  const epochs = createEpochs();
  const before = epochs.now();
  epochs.move(['conversations', 'conversation:1']);
  expect(epochs.movedSince(before, ['conversation:1', 'x'])).toBe(true);
  expect(epochs.movedSince(before, ['conversation:2'])).toBe(false);
  expect(epochs.movedSince(epochs.now(), ['conversation:1', 'conversations'])).toBe(false);
});

test('a read that names no epochs is moved by any write, also by one that touches nothing', () => {
  const epochs = createEpochs();
  const before = epochs.now();
  expect(epochs.movedSince(before, undefined)).toBe(false);
  epochs.move([]);
  expect(epochs.movedSince(before, undefined)).toBe(true);
  expect(epochs.movedSince(before, [])).toBe(false);
});

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

test('with room for all names it is exact; with less room it never calls old what is young, nor young what is old', () => {
  const steps = fc.array(fc.array(name, { maxLength: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 4 }), name, (writes, room, asked) => {
      const exact = createEpochs();
      const small = createEpochs(room);
      const reads: { asOf: number; moved: boolean }[] = [];
      for (const names of writes) {
        reads.push({ asOf: exact.now(), moved: false });
        exact.move(names);
        small.move(names);
        if (names.includes(asked)) for (const read of reads) read.moved = true;
      }
      for (const { asOf, moved } of reads) {
        expect(exact.movedSince(asOf, [asked])).toBe(moved);
        if (moved) expect(small.movedSince(asOf, [asked])).toBe(true);
      }
      expect(small.movedSince(small.now(), [asked])).toBe(false);
    }),
  );
});
