import { expect, test } from 'vitest';
import { PARTS } from '../../../src/pagination/parts.ts';
import { expectFewCalls } from './costs.ts';
import { prove } from './prove.ts';

// The other half of the generated walks: see even-walks.test.ts.
test('10,000 more generated walks hold to the reference, in few calls', { timeout: 300_000 }, async () => {
  const proof = await prove(10_000, PARTS, 2);
  expect(proof.walks).toBe(10_000);
  expect(proof.changing).toBeGreaterThan(3_000);
  expect(proof.failing).toBeGreaterThan(900);
  expect(proof.drifted).toBeLessThan(0.01 * proof.pages);
  expectFewCalls(proof.costs);
});
