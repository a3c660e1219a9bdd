/** What a server takes before and after its work: each starts by itself, once for each query, and is asked that one alone. */
import { bodiesOf, measure } from '../measure.ts';
import type { Running } from '../processes.ts';
import type { QueryName } from '../queries.ts';
import type { BenchServer } from '../servers.ts';
import { table } from '../table.ts';
import type { Scene } from './scene.ts';

/** Of load, before memory is read: the young generation has grown to its full size by then. */
const SECONDS = 4;

interface Start {
  /** Seconds from the start of the process to its first answer. */
  readonly cold: number;
  /** Resident megabytes, before and after the load. */
  readonly idle: number;
  readonly loaded: number;
}

export async function atStart(
  { contestants, upstreamPort, options }: Scene,
  launch: (server: BenchServer) => Promise<Running>,
): Promise<string> {
  const starts = new Map(contestants.map(({ server }) => [server, [] as Start[]]));
  for (const name of options.queries) {
    for (const [server, given] of starts) given.push(await startOf(await launch(server), name, server));
  }
  const rows = Array.from(starts, ([server, given]) => [
    server.name,
    Math.min(...given.map(({ cold }) => cold)).toFixed(2),
    Math.round(Math.min(...given.map(({ idle }) => idle))).toString(),
    ...given.map(({ loaded }) => Math.round(loaded).toString()),
    server.about,
  ]);
  const head = ['server', 'cold start s', 'RSS MB', ...options.queries.map((name) => `after ${name}`), ''];
  return `### Start, the best of ${options.queries.length}, and memory after ${SECONDS} s of 32 clients\n\n${table(head, rows)}`;

  async function startOf(running: Running, name: QueryName, { dialect }: BenchServer): Promise<Start> {
    const idle = running.rss();
    try {
      const bodies = bodiesOf(name, dialect);
      await measure({ server: running, upstreamPort, bodies, connections: 32, seconds: SECONDS });
      return { cold: running.coldStart / 1000, idle, loaded: running.rss() };
    } finally {
      await running.stop();
    }
  }
}
