/** `switchboard init`: a commented configuration to fill in. */
import { writeFile } from 'node:fs/promises';
import { command } from './command.ts';
import { configTemplate } from './config-template.ts';
import { CommandError, programOf } from './terminal.ts';

const DEFAULT_FILE = 'switchboard.yaml';

export const init = command(
  'init',
  'Write a commented configuration to fill in. Never overwrites.',
  {
    file: { type: 'positional', default: DEFAULT_FILE, required: false, description: 'The file to write.' },
  },
  async ({ file }, { out, environment }) => {
    try {
      await writeFile(file, configTemplate(), { flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') throw new CommandError(`${file} exists already, and is left as it is.`);
      throw new CommandError(`${file} cannot be written: ${code ?? 'unknown reason'}.`);
    }
    out(`Wrote ${file}. Delete the sources you do not have, set the variables it names, then:`);
    out(`  ${programOf(environment)} check --config ${file}`);
    out(`  ${programOf(environment)} serve --config ${file}`);
    return 0;
  },
);
