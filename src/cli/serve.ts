/** `switchboard serve`: the gateway on a port, until a signal. */
import { configFromEnvironment, loadConfig, type Config } from '../config.ts';
import { createGateway } from '../gateway.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { listen } from '../server/listen.ts';
import { command } from './command.ts';
import { notesOn, sandboxNotes, sampleRequest } from './notes.ts';
import { sandboxEnvironment, startEmbedded } from './sandbox-sources.ts';
import { firstSignal } from './signals.ts';
import { withStateDirectory } from './state-directory.ts';
import { programOf, UsageError, type Terminal } from './terminal.ts';

/** Milliseconds that operations in flight are given to end. */
const GRACE = 10_000;

export const configFlag = {
  config: { type: 'string', valueHint: 'FILE', description: 'Configuration, YAML or JSON.' },
} as const;

export const serve = command(
  'serve',
  'Serve GraphQL. Without --config: from the environment, else over emulated chats.',
  {
    ...configFlag,
    port: { type: 'string', valueHint: 'N', default: '4000', description: '0 takes a free one.' },
    host: { type: 'string', valueHint: 'H', default: '127.0.0.1', description: 'Address to listen on.' },
  },
  async ({ config: file, port, host }, terminal) => {
    const place = { host, port: portOf(port) };
    const config = await configured(file, terminal);
    if (config !== undefined) return serveFrom(config, place, terminal);

    const sandbox = await startEmbedded();
    try {
      return await serveFrom(overSandbox(sandbox, terminal), place, terminal, sandbox);
    } finally {
      await sandbox.close();
    }
  },
);

/** From the file, else from the environment, with a state directory; undefined where neither tells of a source. */
export async function configured(
  file: string | undefined,
  { environment }: Terminal,
): Promise<Config | undefined> {
  const config =
    file === undefined ? configFromEnvironment(environment) : await loadConfig({ file, environment });
  return config && withStateDirectory(config, environment);
}

function overSandbox(sandbox: Sandbox, { environment }: Terminal): Config {
  const { SWITCHBOARD_SECRET } = environment;
  const config = configFromEnvironment({ SWITCHBOARD_SECRET, ...sandboxEnvironment(sandbox) });
  if (config === undefined) throw new TypeError('The sandbox tells of no source.');
  return config;
}

async function serveFrom(
  config: Config,
  place: { readonly host: string; readonly port: number },
  { out, err, environment }: Terminal,
  sandbox?: Sandbox,
): Promise<number> {
  // The sandbox is there to be looked at.
  const production = sandbox === undefined && environment['NODE_ENV'] === 'production';
  const gateway = createGateway(config, { production });
  try {
    const ended = firstSignal();
    const { origin, close } = await listen(gateway.listener, place);
    const first = sandbox === undefined ? [] : sandboxNotes(config, programOf(environment));
    for (const note of [...first, ...notesOn(config, place.host, production)]) err(note);
    out(`Switchboard ready at ${origin}/graphql`);
    if (sandbox !== undefined) err(sampleRequest(origin));
    await ended;
    gateway.drain();
    await close(GRACE);
  } finally {
    await gateway.dispose();
  }
  return 0;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not ${JSON.stringify(text)}.`);
}
