/** The main tables: every server, each query, by concurrency and upstream latency. */
import { upstream } from '../ask.ts';
import { best, bodiesOf, measure, type Measured } from '../measure.ts';
import { queries, type QueryName } from '../queries.ts';
import { BARE } from '../servers.ts';
import { percent, table } from '../table.ts';
import type { Contestant, Scene } from './scene.ts';

/** Load before the first round of a query, so that everybody's code is compiled: of one client it would take minutes. */
const WARM_UP = { seconds: 7, connections: 32 } as const;

/** Where several rounds are worth their time: the figures that are promised. */
function roundsOf({ rounds, isWhole }: Scene['options'], connections: number, latency: number): number {
  return isWhole && (connections !== 32 || latency !== 0) ? 1 : rounds;
}

export async function* compared(scene: Scene): AsyncGenerator<string> {
  const { options, upstreamPort } = scene;
  for (const latency of options.latencies) {
    await upstream(upstreamPort, `latency/${latency}`);
    for (const connections of options.concurrencies) {
      for (const name of options.queries) yield await comparison(scene, name, connections, latency);
    }
  }
  await upstream(upstreamPort, 'latency/0');
}

async function comparison(
  scene: Scene,
  name: QueryName,
  connections: number,
  latency: number,
): Promise<string> {
  const { contestants, options } = scene;
  const rounds = new Map<Contestant, Measured[]>(contestants.map((contestant) => [contestant, []]));
  const load = (contestant: Contestant, how: { readonly seconds: number; readonly connections: number }) =>
    measure({
      server: contestant.running,
      upstreamPort: scene.upstreamPort,
      bodies: bodiesOf(name, contestant.server.dialect),
      ...how,
    });
  const isFirst = connections === options.concurrencies[0] && latency === options.latencies[0];
  if (isFirst) for (const contestant of contestants) await load(contestant, WARM_UP);
  for (let round = 0; round < roundsOf(options, connections, latency); round += 1) {
    for (const [contestant, measured] of rounds) {
      measured.push(await load(contestant, { seconds: options.seconds, connections }));
    }
  }
  const results = [...rounds].map(([{ server }, measured]) => ({ server, ...best(measured) }));
  const limit = results.find(({ server }) => server.name === BARE);
  const rows = results.map(({ server, rps, p50, p99, cpu, calls, errors }) => [
    server.name,
    rps,
    percent(rps, limit?.rps ?? NaN),
    cpu,
    percent(limit?.cpu ?? NaN, cpu),
    p50,
    p99,
    calls.toFixed(2),
    errors === 0 ? '' : `${errors} errors`,
  ]);
  const head = ['server', 'rps', 'of limit', 'CPU ms', 'of limit', 'p50 ms', 'p99 ms', 'calls', ''];
  return `### ${name}: ${queries[name].about} · ${connections} clients · upstream ${latency} ms\n\n${table(head, rows)}`;
}
