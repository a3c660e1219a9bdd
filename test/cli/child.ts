import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

// Every start loads the whole gateway, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const MAIN = fileURLToPath(new URL('../../src/start.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Given {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The start, where it is not this package's own. */
  readonly main?: string;
}

export interface Child {
  readonly pid: number | undefined;
  /** The first line of standard output that matches. Rejects when the process ends before it. */
  line(pattern: RegExp): Promise<string>;
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void;
  readonly ended: Promise<Ended>;
}

/** Starts the CLI in a folder of its own, with nothing in its environment but what is given and a place for its state. Ends with the test. */
export function start(
  args: readonly string[],
  { cwd = tmpdir(), environment = {}, main = MAIN }: Given = {},
): Child {
  const state = mkdtempSync(join(tmpdir(), 'switchboard-state-'));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    cwd,
    env: { XDG_STATE_HOME: state, ...environment, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(state, { recursive: true });
  });
  return {
    pid: child.pid,
    ended,
    signal: (name) => void child.kill(name),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = out.split('\n').find((line) => pattern.test(line));
          if (found !== undefined) resolve(found);
        };
        look();
        child.stdout.on('data', look);
        void ended.then(({ code }) => reject(new Error(`Ended with ${String(code)}: ${out}${err}`)));
      }),
  };
}

/** Runs the CLI to its end. */
export function runToEnd(...given: Parameters<typeof start>): Promise<Ended> {
  return start(...given).ended;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}
