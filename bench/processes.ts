/** Processes of a run: started, pinned where that is possible, measured from /proc, and ended. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Server under test, upstream, load generator: a core each, as far as there are cores. */
export type Role = 'server' | 'upstream' | 'load';

const CORES = availableParallelism();
const CORE: Readonly<Record<Role, number>> = {
  server: 0,
  upstream: Math.min(1, CORES - 1),
  load: Math.min(2, CORES - 1),
};
const CAN_PIN = CORES > 1 && spawnSync('taskset', ['--version']).status === 0;
/** Clock ticks per second of the times in /proc; the kernel's constant for user space. */
const TICKS = 100;

/** Said beside the results. */
export const pinning = CAN_PIN ? `pinned with taskset (${JSON.stringify(CORE)})` : 'not pinned';

export interface Running {
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from the start of the process to its first answer. */
  readonly coldStart: number;
  /** Milliseconds of CPU that the process and its threads have taken; NaN where there is no /proc. */
  cpu(): number;
  /** Resident megabytes; NaN where there is no /proc. */
  rss(): number;
  stop(): Promise<void>;
}

/** The command with its core in front, where it can be pinned. */
export function pinned(role: Role, command: readonly string[]): string[] {
  return CAN_PIN ? ['taskset', '-c', String(CORE[role]), ...command] : [...command];
}

/** Starts node and waits until `answers` says so. Throws with the last words of a process that ended or did not answer in time. */
export async function start(
  role: Role,
  port: number,
  command: readonly string[],
  answers: (port: number) => Promise<boolean>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const began = performance.now();
  const [file = '', ...rest] = pinned(role, [process.execPath, ...command]);
  const child = spawn(file, rest, {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (text: Buffer) => (words = (words + text.toString()).slice(-2000)));
  await untilAnswering(
    child,
    () => answers(port),
    () => words,
  );
  const pid = child.pid ?? 0;
  return {
    port,
    pid,
    coldStart: performance.now() - began,
    cpu: () => cpuOf(pid),
    rss: () => rssOf(pid),
    stop: () => ended(child),
  };
}

const PATIENCE = 60_000;

async function untilAnswering(child: ChildProcess, answers: () => Promise<boolean>, words: () => string) {
  const end = performance.now() + PATIENCE;
  while (!(await answers().catch(() => false))) {
    if (child.exitCode !== null) throw new Error(`It ended with exit code ${child.exitCode}: ${words()}`);
    if (performance.now() > end) {
      await ended(child);
      throw new Error(`It did not answer within ${PATIENCE / 1000} s: ${words()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const cut = setTimeout(() => child.kill('SIGKILL'), 3000);
  await exit;
  clearTimeout(cut);
}

function cpuOf(pid: number): number {
  const [, stat = ''] = procFile(pid, 'stat').split(') ');
  const [user, system] = stat.split(' ').slice(11, 13);
  return ((Number(user) + Number(system)) / TICKS) * 1000;
}

function rssOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(procFile(pid, 'status'))?.[1]) / 1024;
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
