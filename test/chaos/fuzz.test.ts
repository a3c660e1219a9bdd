import { expect, test } from 'vitest';
import { fuzz } from '../support/fuzz/run.ts';

/** `node bench/fuzz.ts` sends ten times as many. */
test('no mutated request is answered with a 5xx, a stack or a path', async () => {
  const { statuses, faults } = await fuzz({ seed: 20_261_126, inProcess: 1_500, overSockets: 100 });
  expect(faults).toEqual([]);
  // All kinds of ends were reached.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 403, 404, 405, 406, 415]));
}, 60_000);
