/** Where the command line keeps what the next start has to know: the XDG base directory for state. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Config, Environment } from '../config.ts';

/** The configuration with a state directory, where it names none. */
export function withStateDirectory(config: Config, environment: Environment): Config {
  const directory = config.state.directory ?? join(stateHome(environment), 'switchboard');
  return { ...config, state: { directory } };
}

function stateHome({ XDG_STATE_HOME: given = '', HOME: home = '' }: Environment): string {
  // The specification has relative paths ignored.
  if (isAbsolute(given)) return given;
  return join(isAbsolute(home) ? home : homedir(), '.local', 'state');
}
