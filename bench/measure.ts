/** One cell of a table: load on one server for some seconds, with what it cost. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upstream } from './ask.ts';
import { run, type Loaded } from './load.ts';
import type { Running } from './processes.ts';
import { bodyOf, type Dialect, type QueryName } from './queries.ts';

export interface Measured {
  /** Requests a second. */
  readonly rps: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the server's CPU, per request. */
  readonly cpu: number;
  /** Upstream calls, per request. */
  readonly calls: number;
  readonly errors: number;
}

export interface Cell {
  readonly server: Running;
  /** Port of the upstream. */
  readonly upstreamPort: number;
  readonly bodies: string;
  readonly connections: number;
  readonly seconds: number;
}

export async function measure({
  server,
  upstreamPort,
  bodies,
  connections,
  seconds,
}: Cell): Promise<Measured> {
  await quiet(upstreamPort);
  const before = server.cpu();
  const url = `http://127.0.0.1:${server.port}/graphql`;
  const loaded: Loaded = await run({ url, bodies, connections, seconds });
  const cpu = server.cpu() - before;
  const calls = await upstream(upstreamPort, 'calls');
  const { requests, p50, p99, errors } = loaded;
  return { rps: requests / loaded.seconds, p50, p99, cpu: cpu / requests, calls: calls / requests, errors };
}

/** Milliseconds without a call after which nobody is taken to be at work still. */
const QUIET = 100;
const MOST_WAITS = 50;

/**
 * Until the upstream is asked nothing more. The generator leaves in the midst of requests, and a server that was measured before goes on with them: up to
 * 32 queries of 28 calls each, which would be counted as the next one's.
 */
async function quiet(upstreamPort: number): Promise<void> {
  for (let wait = 0; wait < MOST_WAITS; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, QUIET));
    if ((await upstream(upstreamPort, 'calls')) === 0) return;
  }
}

/** The best of several rounds, figure by figure: what else the machine does can only make them worse. */
export function best(rounds: readonly Measured[]): Measured {
  const least = (name: 'p50' | 'p99' | 'cpu' | 'calls') => Math.min(...rounds.map((round) => round[name]));
  return {
    rps: Math.max(...rounds.map(({ rps }) => rps)),
    p50: least('p50'),
    p99: least('p99'),
    cpu: least('cpu'),
    calls: least('calls'),
    errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
  };
}

/** Different bodies, so that no request repeats another while its reply could still be kept. */
const SEEDS = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'switchboard-bench-'));
const written = new Map<string, string>();

/** A file of request bodies: all different, or one and the same. */
export function bodiesOf(name: QueryName, dialect: Dialect, seeds = SEEDS, rows?: number): string {
  const key = [name, dialect, seeds, rows].join('-');
  const file = written.get(key) ?? join(folder, `${key}.jsonl`);
  if (!written.has(key)) {
    const lines = Array.from({ length: seeds }, (_, index) => bodyOf(name, dialect, index + 1, rows));
    writeFileSync(file, lines.join('\n'));
    written.set(key, file);
  }
  return file;
}
