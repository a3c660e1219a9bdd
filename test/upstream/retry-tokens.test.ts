import { expect, test } from 'vitest';
import { createRetryTokens } from '../../src/upstream/retry-tokens.ts';
import { stoppedClock } from './clock.ts';

function spent(tokens: { spend(): boolean }): number {
  let count = 0;
  while (tokens.spend()) count += 1;
  return count;
}

test('twenty further tries at once; then one in five calls, or one a second', () => {
  const clock = stoppedClock();
  const tokens = createRetryTokens(clock.now);
  expect(spent(tokens)).toBe(20);
  for (let count = 0; count < 11; count += 1) tokens.earn();
  expect(spent(tokens)).toBe(2);
  clock.pass(3);
  expect(spent(tokens)).toBe(3);
  clock.pass(3600);
  expect(spent(tokens)).toBe(20);
});
