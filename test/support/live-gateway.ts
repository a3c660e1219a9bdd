/** A gateway in a process of its own, as a deployment runs it, over a sandbox in another: for software that others wrote. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type SourceKey = 'xe' | 'site' | 'ebbot' | 'zaia';

/** What befalls the requests of a source; the sandbox's src/sandbox/faults/rules.ts has all of it. */
export interface Fault {
  readonly kind: 'status' | 'reset' | 'latency' | 'rate-limit';
  readonly method?: 'GET' | 'POST';
  /** A regular expression that the path must match. */
  readonly path?: string;
  readonly times?: number;
  readonly milliseconds?: number;
}

export interface LiveGateway {
  /** Of GraphQL. */
  readonly url: string;
  /** From now on these faults befall a source; none makes it well again. */
  setFaults(source: SourceKey, faults: readonly Fault[]): Promise<void>;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../src/start.js', import.meta.url));

/** Starts both. `overrides` replaces keys of the configuration. */
export async function startLiveGateway(overrides: object = {}): Promise<LiveGateway> {
  const sandbox = startProcess(['sandbox']);
  const variables = new Map<string, string>();
  while (variables.size < 8) {
    const [, name = '', value = ''] = await sandbox.match(/^export (\w+)=(.*)$/);
    variables.set(name, value);
  }
  const variable = (name: string) => variables.get(name) ?? '';
  const urls: Readonly<Record<SourceKey, string>> = {
    xe: variable('XE_CHAT_URL'),
    site: variable('SQUIRRELSTACK_URL'),
    ebbot: variable('EBBOT_URL'),
    zaia: variable('ZAIA_URL'),
  };
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-live-'));
  const file = join(folder, 'switchboard.json');
  const config = {
    secret: 'a secret of thirty-two bytes, or more',
    logging: { level: 'silent' },
    // A source that was made to fail is told as failing at once and asked again at once; one that is slow on a busy machine is waited for.
    limits: { readRetries: 0, breakerOpen: 0.1, callTimeout: 30, operationTimeout: 60 },
    sources: [
      { key: 'xe', provider: 'xe-chat', baseUrl: urls.xe, apiKey: variable('XE_CHAT_API_KEY') },
      {
        key: 'site',
        provider: 'squirrelstack',
        baseUrl: urls.site,
        siteKey: variable('SQUIRRELSTACK_SITE_KEY'),
      },
      {
        key: 'ebbot',
        provider: 'ebbot',
        baseUrl: urls.ebbot,
        apiKey: variable('EBBOT_API_KEY'),
        // Several walks over the whole list in one minute need more than the documented 20.
        budgets: [{ name: 'default', limit: 100_000 }],
      },
      { key: 'zaia', provider: 'zaia', baseUrl: urls.zaia, apiKey: variable('ZAIA_API_KEY') },
    ],
    ...overrides,
  };
  await writeFile(file, JSON.stringify(config));
  const gateway = startProcess(['serve', '--config', file, '--port', '0']);
  const [, url = ''] = await gateway.match(/^Switchboard ready at (\S+)$/);
  return {
    url,
    async setFaults(source, rules) {
      const address = new URL('/_sandbox/faults', urls[source]);
      const response = await fetch(address, { method: 'PUT', body: JSON.stringify({ rules }) });
      if (!response.ok) throw new Error(`The sandbox takes no such faults: ${await response.text()}`);
    },
    async stop() {
      await gateway.stop();
      await sandbox.stop();
      await rm(folder, { recursive: true });
    },
  };
}

interface Running {
  /** The next line of standard output that matches; rejects when the process ends without one. */
  match(pattern: RegExp): Promise<RegExpExecArray>;
  stop(): Promise<void>;
}

function startProcess(args: readonly string[]): Running {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, ...args],
    {
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  if (child.stdout === null) throw new TypeError('The process has no standard output.');
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async match(pattern) {
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error(`switchboard ${args.join(' ')} ended: ${complaints}`);
        const found = pattern.exec(value);
        if (found !== null) return found;
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
