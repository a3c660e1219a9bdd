/** `switchboard sandbox`: the four chat APIs emulated, to develop against. */
import { command } from './command.ts';
import { sandboxEnvironment, startEmbedded } from './sandbox-sources.ts';
import { firstSignal } from './signals.ts';
import { programOf } from './terminal.ts';

export const sandbox = command(
  'sandbox',
  'Start the four chat APIs emulated on loopback, and print their addresses and keys.',
  {},
  async (_, { out, err, environment }) => {
    const running = await startEmbedded();
    const ended = firstSignal();
    for (const [name, value = ''] of Object.entries(sandboxEnvironment(running)))
      out(`export ${name}=${value}`);
    const program = programOf(environment);
    err(`Running until Ctrl+C. With these variables, \`${program} serve\` and \`check\` use this sandbox.`);
    await ended;
    await running.close();
    return 0;
  },
);
