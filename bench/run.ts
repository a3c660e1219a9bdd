/** Starts every server, measures them side by side, and prints the tables. See `options.ts`. */
import { freePort } from '../test/support/loopback.ts';
import { checked, coldCalls, isUp, upstream } from './ask.ts';
import { start, type Running } from './processes.ts';
import { readOptions, usage, type Options } from './options.ts';
import { writeResults } from './results.ts';
import { BARE, servers, type BenchServer } from './servers.ts';
import { compared } from './tables/compared.ts';
import { bySize } from './tables/by-size.ts';
import { sameForAll } from './tables/same-for-all.ts';
import { atStart } from './tables/at-start.ts';
import type { Contestant } from './tables/scene.ts';

const options = readOptions(process.argv.slice(2));
if (options === undefined) console.log(usage);
else await bench(options);

async function bench(chosen: Options): Promise<void> {
  const upstreamPort = await freePort();
  const here = (path: string) => new URL(path, import.meta.url).pathname;
  const upstreamProcess = await start(
    'upstream',
    upstreamPort,
    [here('upstream.ts'), String(upstreamPort)],
    async (port) => {
      await upstream(port, 'calls');
      return true;
    },
  );
  const missing: string[] = [];
  const contestants: Contestant[] = [];
  const wanted = servers.filter(
    ({ name }) =>
      name === BARE || chosen.servers.length === 0 || chosen.servers.some((part) => name.includes(part)),
  );
  for (const server of wanted) {
    try {
      contestants.push(await contestant(server, upstreamPort, chosen));
    } catch (error) {
      missing.push(`${server.name} could not take part: ${(error as Error).message.split('\n')[0] ?? ''}`);
      console.error(missing.at(-1));
    }
  }
  const sections: string[] = [];
  const print = (section: string) => {
    sections.push(section);
    console.log(`\n${section}`);
  };
  const scene = { contestants, upstreamPort, options: chosen };
  const launch = (server: BenchServer) => launched(server, upstreamPort);
  try {
    if (!chosen.isSameForAll) for await (const section of compared(scene)) print(section);
    if (chosen.isWhole || chosen.isSameForAll) {
      print(await sameForAll(scene, launch));
    }
    if (chosen.isWhole) print(await bySize(scene));
    // Last, and by themselves: what idles beside them on their core would be measured with them.
    await Promise.all(contestants.map(({ running }) => running.stop()));
    if (!chosen.isSameForAll) print(await atStart(scene, launch));
    if (missing.length > 0) print(missing.map((line) => `- ${line}`).join('\n'));
    if (chosen.isWhole) writeResults(sections);
  } finally {
    await Promise.all(contestants.map(({ running }) => running.stop()));
    await upstreamProcess.stop();
  }
}

/** Started, and seen to answer each query in full. */
async function contestant(
  server: BenchServer,
  upstreamPort: number,
  { queries }: Options,
): Promise<Contestant> {
  const running = await launched(server, upstreamPort);
  try {
    for (const name of queries) {
      const calls = await checked(running.port, upstreamPort, name, server.dialect);
      console.error(`${server.name}: ${name} takes ${calls} upstream calls (${coldCalls(name)} are needed)`);
    }
    return { server, running };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function launched(server: BenchServer, upstreamPort: number): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${upstreamPort}/v1/chat`;
  return start('server', port, server.command(port, url), isUp, {
    BENCH_UPSTREAM: url,
    ...server.environment,
  });
}
