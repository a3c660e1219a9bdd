/** Load from a process of its own: Debian's wrk where it is installed, else autocannon. */
import { spawn, spawnSync } from 'node:child_process';
import { pinned } from './processes.ts';

export interface Load {
  readonly url: string;
  /** File with a request body a line, drawn at random. */
  readonly bodies: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface Loaded {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Requests that failed or were not answered with 2xx. */
  readonly errors: number;
}

const HAS_WRK = spawnSync('wrk', ['--version']).error === undefined;
const here = (path: string) => new URL(path, import.meta.url).pathname;

export const generator = HAS_WRK ? 'wrk' : 'autocannon';

let runs = 0;

export async function run(load: Load): Promise<Loaded> {
  runs += 1;
  const command = HAS_WRK
    ? wrk(load, runs)
    : [process.execPath, here('load-autocannon.ts'), JSON.stringify(load)];
  const output = await outputOf(pinned('load', command));
  const line = output.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) throw new Error(`The load generator said nothing of use: ${output.slice(-500)}`);
  return JSON.parse(line) as Loaded;
}

function wrk({ url, bodies, connections, seconds }: Load, seed: number): string[] {
  const rate = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--timeout', '30s'];
  return ['wrk', ...rate, '-s', here('load.lua'), url, '--', bodies, String(seed)];
}

function outputOf([file = '', ...rest]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.once('error', reject);
    child.once('exit', () => resolve(output));
  });
}
