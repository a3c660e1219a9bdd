/** The command line: which command is meant, and how a fault is told. */
import { readFileSync } from 'node:fs';
import { renderUsage } from 'citty';
import { ConfigError } from '../config/faults.ts';
import { ListenError } from '../server/listen.ts';
import type { Command } from './command.ts';
import { CommandError, programOf, UsageError, type Terminal } from './terminal.ts';

/** Each is loaded when it is meant. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['serve', serve],
  ['check', async () => (await import('./check.ts')).check],
  ['init', async () => (await import('./init.ts')).init],
  ['sandbox', async () => (await import('./sandbox.ts')).sandbox],
  ['print-schema', async () => (await import('./print-schema.ts')).printSchema],
  ['print-config-schema', async () => (await import('./print-schema.ts')).printConfigSchema],
]);

async function serve(): Promise<Command> {
  return (await import('./serve.ts')).serve;
}

/** Runs one command to its end. Faults are told in sentences on standard error, never with a stack. */
export async function run(rawArgs: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const [first = '', ...rest] = rawArgs;
    if (first === '--version' || first === '-v') {
      terminal.out(version());
      return 0;
    }
    const named = await commands.get(first)?.();
    if (rawArgs.includes('--help') || rawArgs.includes('-h') || first === 'help') {
      terminal.out(await usage(named));
      return 0;
    }
    if (named !== undefined) return await named.run(rest, terminal);
    if (first === '' || first.startsWith('-')) return await (await serve()).run(rawArgs, terminal);
    throw new UsageError(`There is no command ${JSON.stringify(first)}.`);
  } catch (error) {
    return fault(error, terminal);
  }
}

function fault(error: unknown, { err, environment }: Terminal): number {
  if (error instanceof UsageError) {
    err(`${error.message} \`${programOf(environment)} --help\` lists the commands and their flags.`);
    return 2;
  }
  const isPlain =
    error instanceof ConfigError || error instanceof ListenError || error instanceof CommandError;
  err(isPlain ? error.message : `Switchboard stopped on an unexpected fault: ${String(error)}`);
  return 1;
}

async function usage(named: Command | undefined): Promise<string> {
  const definitions = [...commands].map(async ([name, load]) => [name, (await load()).definition] as const);
  const subCommands = Object.fromEntries(await Promise.all(definitions));
  const whole = {
    meta: {
      name: 'switchboard',
      version: version(),
      description: 'One GraphQL endpoint over several chat products. Without a command: serve.',
    },
    subCommands,
  };
  return named === undefined ? renderUsage(whole) : renderUsage(named.definition, whole);
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
