import { expect, test } from 'vitest';
import { createPace } from '../../src/upstream/pace.ts';

test('an answer is expected to take what the slowest of the latest took and half as much again, within bounds', () => {
  const pace = createPace();
  expect(pace.expected()).toBe(1_000);
  pace.note(10);
  expect(pace.expected()).toBe(500);
  pace.note(1_200);
  pace.note(400);
  expect(pace.expected()).toBe(1_800);
  pace.note(9_000);
  expect(pace.expected()).toBe(3_000);
  for (let count = 0; count < 20; count += 1) pace.note(600);
  expect(pace.expected()).toBe(900);
});
