/**
 * Where Switchboard's own time goes: `node profile.ts Q2 [--requests 4000] [--defaults] [--plain]`. Sends a fixed number of requests, so that the figure
 * stands on a busy machine too, and prints CPU per query and the functions that took most by themselves. `--plain` leaves the profiler out.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { freePort } from '../test/support/loopback.ts';
import { checked, isUp, upstream } from './ask.ts';
import { start } from './processes.ts';
import { bodyOf, QUERY_NAMES, type Dialect } from './queries.ts';
import { BARE, DEFAULTS, OFF, servers } from './servers.ts';

const CLIENTS = 32;
const TOP = 40;

/** Of the files of a bundle. */
const maps = new Map<string, SourceMap>();

/** Lines and columns begin with 0. */
interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    requests: { type: 'string', default: '4000' },
    server: { type: 'string' },
    defaults: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
  },
});
const wanted = values.server ?? (values.defaults ? DEFAULTS : OFF);
const server = servers.find(({ name }) => name === wanted) ?? servers.find(({ name }) => name === BARE);
if (server === undefined) throw new Error(`There is no server ${wanted}.`);
const folder = mkdtempSync(join(tmpdir(), 'switchboard-profile-'));
const profiling = values.plain ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];

const upstreamPort = await freePort();
const provider = await start(
  'upstream',
  upstreamPort,
  [new URL('upstream.ts', import.meta.url).pathname, String(upstreamPort)],
  async (port) => (await upstream(port, 'calls')) >= 0,
);
const url = `http://127.0.0.1:${upstreamPort}/v1/chat`;
const port = await freePort();
const running = await start('server', port, [...profiling, ...server.command(port, url)], isUp, {
  BENCH_UPSTREAM: url,
});

const requests = Number(values.requests);
for (const name of QUERY_NAMES.filter((query) => positionals.length === 0 || positionals.includes(query))) {
  await checked(port, upstreamPort, name, server.dialect);
  await send(name, requests);
  const before = running.cpu();
  await send(name, requests);
  console.log(
    `${name} ${server.name}: ${((running.cpu() - before) / requests).toFixed(3)} ms of CPU per query`,
  );
}
console.log(`${Math.round(running.rss())} MB resident`);
await running.stop();
await provider.stop();
for (const file of readdirSync(folder))
  console.log(selfTimes(JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile));
rmSync(folder, { recursive: true });

async function send(name: (typeof QUERY_NAMES)[number], count: number): Promise<void> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CLIENTS });
  const { dialect }: { readonly dialect: Dialect } = server ?? { dialect: 'plain' };
  let left = count;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      const { body, statusCode } = await pool.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: bodyOf(name, dialect, 1 + Math.floor(Math.random() * 20_000)),
      });
      const text = await body.text();
      if (statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 300));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await pool.close();
}

function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): string {
  const places = new Map(
    nodes.map(({ id, callFrame }) => {
      const { functionName } = callFrame;
      const where = callFrame.url === '' ? '' : ` ${whereOf(callFrame)}`;
      return [id, `${functionName === '' ? '(anonymous)' : functionName}${where}`];
    }),
  );
  const sums = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const place = places.get(id) ?? '';
    if (place === '(idle)' || place === '(root)') return;
    const time = timeDeltas[index] ?? 0;
    busy += time;
    sums.set(place, (sums.get(place) ?? 0) + time);
  });
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP)
    .map(([place, time]) => `${((time / busy) * 100).toFixed(1).padStart(5)} %  ${place}`)
    .join('\n');
}

/** By the source, where it is a bundle that ran. */
function whereOf({ url: file, lineNumber, columnNumber }: CallFrame): string {
  const found = mapOf(file)?.findEntry(lineNumber, columnNumber);
  return found !== undefined && 'originalSource' in found
    ? `${short(new URL(found.originalSource, file).href)}:${found.originalLine + 1}`
    : `${short(file)}:${lineNumber + 1}`;
}

function mapOf(file: string): SourceMap | undefined {
  const url = `${file}.map`;
  if (!file.includes('/bundle/') || !existsSync(new URL(url))) return undefined;
  const map =
    maps.get(url) ?? new SourceMap(JSON.parse(readFileSync(new URL(url), 'utf8')) as SourceMapPayload);
  maps.set(url, map);
  return map;
}

function short(file: string): string {
  const [, inPackage] = file.split('/node_modules/').slice(-2);
  const [, own] = file.split('/src/');
  return inPackage ?? (own === undefined ? basename(file) : `src/${own}`);
}
