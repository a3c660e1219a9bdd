import { expect, test } from 'vitest';
import { testCall } from '../support/call.ts';
import { heldAfter, overlapping, type Weight } from '../support/garbage.ts';
import { get, json, startSource } from './source.ts';

/** A call, and with it the operation that makes it. */
const callOf = (weight: Weight) => Object.assign(testCall(), { weight });

test('calls that waited for their place and were answered are held by nothing', async () => {
  const { upstream } = await startSource((response) => json(response, {}), { connections: 2, waiting: 30 });
  const operate = (weight: Weight) => {
    const call = callOf(weight);
    return Promise.all(Array.from({ length: 8 }, () => upstream.send(get, call)));
  };
  expect(await heldAfter(overlapping(operate))).toBeLessThan(5);
});
