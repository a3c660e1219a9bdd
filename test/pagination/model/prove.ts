import fc from 'fast-check';
import type { Parts } from '../../../src/pagination/parts.ts';
import { walkPlan } from './plan.ts';
import { type Cost, Walker } from './walker.ts';

export interface Proof {
  readonly walks: number;
  readonly changing: number;
  readonly failing: number;
  /** Of all pages, those on which a place was lost. */
  readonly pages: number;
  readonly drifted: number;
  readonly costs: readonly Cost[];
}

/** `WALK_SEED=random npx vitest run test/pagination/model` walks others; a whole number in its place walks those of one seed again. */
const asked = process.env['WALK_SEED'];

/**
 * Generates walks and checks each. The suite walks the same ones each time, by their `seed`, so that a red run is the doing of a change. The seed
 * is printed, and with a failure the smallest walk that fails.
 */
export async function prove(walks: number, parts: Parts, seed: number): Promise<Proof> {
  const chosen =
    asked === undefined ? seed : asked === 'random' ? Date.now() % 2 ** 31 : Number(asked) + seed;
  console.info(`${walks} walks by seed ${chosen}`);
  const costs: Cost[] = [];
  const sums = { walks: 0, changing: 0, failing: 0, pages: 0, drifted: 0 };
  const property = fc.asyncProperty(walkPlan, async (plan) => {
    const walker = new Walker(plan, parts);
    await walker.run();
    costs.push(...walker.costs);
    sums.walks += 1;
    if (plan.steps.some(({ changes }) => changes.length > 0)) sums.changing += 1;
    if (plan.steps.some(({ down }) => down.length > 0)) sums.failing += 1;
    sums.pages += walker.pages;
    sums.drifted += walker.drifted;
  });
  await fc.assert(property, { numRuns: walks, seed: chosen });
  return { ...sums, costs };
}
