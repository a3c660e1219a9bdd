/** `node bench/fuzz.ts [COUNT] [SEED]`: mutated requests, a twentieth of them over sockets; prints how they were answered. Fails on a 5xx, a stack or a path. */
import { fuzz } from '../test/support/fuzz/run.ts';

const COUNT = Number(process.argv[2] ?? 20_000);
const SEED = Number(process.argv[3] ?? 20_261_126);

const overSockets = Math.ceil(COUNT / 20);
const began = performance.now();
const { statuses, faults } = await fuzz({ seed: SEED, inProcess: COUNT - overSockets, overSockets });
console.table({
  seed: SEED,
  requests: COUNT,
  seconds: Math.round((performance.now() - began) / 1000),
  ...Object.fromEntries([...statuses].map(([status, count]) => [`status ${status}`, count])),
  faults: faults.length,
});
for (const fault of faults.slice(0, 10)) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
