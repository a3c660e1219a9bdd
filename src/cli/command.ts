/** A command of the CLI: citty's definition, with strict flags and an exit code. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { defineCommand, runCommand, type ArgsDef, type CommandDef, type ParsedArgs } from 'citty';
import { UsageError, type Terminal } from './terminal.ts';

export interface Command {
  /** For citty's usage text. */
  readonly definition: CommandDef;
  run(rawArgs: readonly string[], terminal: Terminal): Promise<number>;
}

export function command<const Args extends ArgsDef>(
  name: string,
  description: string,
  args: Args,
  run: (args: ParsedArgs<Args>, terminal: Terminal) => number | Promise<number>,
): Command {
  const meta = { name, description };
  return {
    definition: { meta, args },
    async run(rawArgs, terminal) {
      refuseUnknown(name, rawArgs, args);
      let exitCode = 0;
      const bound = defineCommand({
        meta,
        args,
        run: async (context) => {
          exitCode = await run(context.args, terminal);
        },
      });
      await runCommand(bound, { rawArgs: [...rawArgs] });
      return exitCode;
    },
  };
}

/** citty overlooks what it does not know; a mistyped flag must not be. */
function refuseUnknown(name: string, rawArgs: readonly string[], args: ArgsDef): void {
  const options: ParseArgsOptionsConfig = {};
  let places = 0;
  for (const [flag, { type }] of Object.entries(args)) {
    if (type === 'positional') places += 1;
    else options[flag] = { type: type === 'boolean' ? 'boolean' : 'string' };
  }
  const { positionals } = parsed(rawArgs, options);
  const extra = positionals[places];
  if (extra !== undefined) throw new UsageError(`${name} takes no argument ${JSON.stringify(extra)}.`);
}

function parsed(rawArgs: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...rawArgs], options, strict: true, allowPositionals: true });
  } catch (error) {
    // Its first sentence says it: "Unknown option '--prot'."
    const [sentence = ''] = (error as Error).message.split(/(?<=['"])\. |\n/, 1);
    throw new UsageError(sentence.replace(/\.?$/, '.'));
  }
}
