/** What a command is given of the process that it runs in. */
import type { Environment } from '../config.ts';

export interface Terminal {
  readonly environment: Environment;
  /** A line on standard output: what was asked for. */
  readonly out: (text: string) => void;
  /** A line on standard error: what is said beside it. */
  readonly err: (text: string) => void;
}

/** How whoever reads a hint starts the command line: npm tells it to what `npm start` runs. */
export function programOf(environment: Environment): string {
  return environment['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'switchboard';
}

/** Something that the user can mend; the message says how. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The command line itself is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
