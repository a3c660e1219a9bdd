import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { configOver, queryOf, startRig, type Rig } from '../support/gateway.ts';
import { corpus, type Operation } from './corpus.ts';

let rig: Rig;
let operations: Record<string, Operation>;
beforeAll(async () => {
  rig = await startRig();
  operations = await corpus(rig.sandbox, rig.query);
});
afterAll(() => rig.close());

interface Planned {
  readonly plan: readonly { readonly calls: number; readonly most: number }[];
  readonly upstreamCalls: number;
  readonly cost: number;
  readonly mostUpstreamCalls: number;
}

/** The plan and the requests that the providers then got, both of a gateway that has asked for nothing yet. */
async function tried([document, variables]: Operation) {
  const gateway = createGateway(configOver(rig.sandbox));
  const query = queryOf(gateway);
  rig.calls();
  const dry = await query(document, variables, { 'switchboard-explain': 'plan' });
  expect(dry.errors).toBeUndefined();
  expect(dry.data).toBeNull();
  expect(rig.calls()).toEqual([]);
  const real = await query(document, variables, { 'switchboard-explain': '1' });
  const calls = rig.calls().length;
  await gateway.dispose();
  const planned = dry.extensions?.['switchboard'] as Planned;
  expect(planned.plan.reduce((sum, line) => sum + line.calls, 0)).toBe(planned.upstreamCalls);
  expect(planned.plan.every((line) => line.calls <= line.most)).toBe(true);
  expect(real.extensions).toMatchObject({ switchboard: { upstreamCalls: calls, cost: planned.cost } });
  return { calls, planned: planned.upstreamCalls, cost: planned.cost, most: planned.mostUpstreamCalls };
}

test('plans of a corpus are exact for most, at most twice too high for the rest, and never too low', async () => {
  const inexact: Record<string, unknown> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const { calls, planned, cost, most } = await tried(operation);
    expect(cost, name).toBe(planned);
    expect(planned, name).toBeGreaterThanOrEqual(calls);
    expect(planned, name).toBeLessThanOrEqual(2 * calls);
    expect(most, name).toBeGreaterThanOrEqual(planned);
    if (planned !== calls) inexact[name] = { planned, calls };
  }
  const count = Object.keys(operations).length;
  expect(count).toBeGreaterThanOrEqual(50);
  expect(Object.keys(inexact).length, JSON.stringify(inexact)).toBeLessThanOrEqual(count * 0.15);
}, 60_000);
