/** All clients ask the same: Switchboard as it comes, beside a server that only writes the same bytes. */
import { post } from '../ask.ts';
import { best, bodiesOf, measure, type Measured } from '../measure.ts';
import type { Running } from '../processes.ts';
import { bodyOf } from '../queries.ts';
import { DEFAULTS, staticServer, type BenchServer } from '../servers.ts';
import { percent, table } from '../table.ts';
import type { Scene } from './scene.ts';

export async function sameForAll(
  { contestants, upstreamPort, options }: Scene,
  launch: (server: BenchServer) => Promise<Running>,
): Promise<string> {
  const defaults = contestants.find(({ server }) => server.name === DEFAULTS);
  if (defaults === undefined) return '';
  const still = await launch(staticServer);
  const rows: (string | number)[][] = [];
  for (const name of options.queries) {
    const bodies = bodiesOf(name, 'switchboard', 1);
    const answer = await post(defaults.running.port, bodyOf(name, 'switchboard', 1));
    await fetch(`http://127.0.0.1:${still.port}/`, { method: 'PUT', body: answer });
    const rounds: { readonly ours: Measured[]; readonly still: Measured[] } = { ours: [], still: [] };
    const cell = { upstreamPort, bodies, connections: 32, seconds: options.seconds };
    for (let round = 0; round < options.rounds; round += 1) {
      rounds.ours.push(await measure({ ...cell, server: defaults.running }));
      rounds.still.push(await measure({ ...cell, server: still }));
    }
    const [ours, limit] = [best(rounds.ours), best(rounds.still)];
    rows.push([
      name,
      limit.rps,
      ours.rps,
      percent(ours.rps, limit.rps),
      percent(limit.cpu, ours.cpu),
      ours.calls.toFixed(3),
    ]);
  }
  await still.stop();
  const head = ['query', 'static rps', 'defaults rps', 'of static', 'CPU, of static', 'upstream calls'];
  return `### All clients ask the same · 32 clients · upstream 0 ms\n\n${table(head, rows)}`;
}
