import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PARTS } from '../../../src/pagination/parts.ts';
import { walkPlan } from './plan.ts';
import { type Cost, Walker } from './walker.ts';

const WALKS = Number(2_000);

test('generated walks hold to the reference', { timeout: 120_000 }, async () => {
  const costs: Cost[] = [];
  let drifted = 0;
  await fc.assert(
    fc.asyncProperty(walkPlan, async (plan) => {
      const walker = new Walker(plan, PARTS);
      await walker.run();
      costs.push(...walker.costs);
      drifted += walker.drifted;
    }),
    { numRuns: WALKS, endOnFailure: false },
  );
  console.log({ drifted, steps: costs.length });
  expect(costs.length).toBeGreaterThan(WALKS);
});
