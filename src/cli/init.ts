/** `switchboard init`: a commented configuration to fill in. */
import { writeFile } from 'node:fs/promises';
import { command } from './command.ts';
import { configTemplate } from './config-template.ts';
import { CommandError } from './terminal.ts';

const DEFAULT_FILE = 'switchboard.yaml';

export const init = command(
  'init',
  'Write a commented configuration to fill in. Never overwrites.',
  {
    file: { type: 'positional', default: DEFAULT_FILE, required: false, description: 'The file to write.' },
  },
  async ({ file }, { out }) => {
    try {
      await writeFile(file, configTemplate(), { flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') throw new CommandError(`${file} exists already, and is left as it is.`);
      throw new CommandError(`${file} cannot be written: ${code ?? 'unknown reason'}.`);
    }
    out(`Wrote ${file}. Delete the sources you do not have, set the variables it names, then:`);
    out(`  switchboard check --config ${file}`);
    out(`  switchboard serve --config ${file}`);
    return 0;
  },
);
