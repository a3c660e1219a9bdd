import { expect, test } from 'vitest';
import { PARTS } from '../../../src/pagination/parts.ts';
import { expectFewCalls } from './costs.ts';
import { prove } from './prove.ts';

// Half of the generated walks: the two files run side by side.
test('10,000 generated walks hold to the reference, in few calls', { timeout: 300_000 }, async () => {
  const proof = await prove(10_000, PARTS, 1);
  expect(proof.walks).toBe(10_000);
  expect(proof.changing).toBeGreaterThan(3_000);
  expect(proof.failing).toBeGreaterThan(900);
  expect(proof.drifted).toBeLessThan(0.01 * proof.pages);
  expectFewCalls(proof.costs);
});
