/** Log lines: JSON on standard error, so that standard output stays the ready line's. */
import { destination, pino, type DestinationStream, type Logger } from 'pino';

/** Secrets print as [redacted] by their type; of an error only its name, message, code and stack are told, never what hangs on it. */
export function createLogger(level: string, to: DestinationStream = standardError()): Logger {
  return pino({ level, base: null, serializers: { err: told } }, to);
}

let shared: DestinationStream | undefined;

/** One for the process, however many loggers write to it. */
function standardError(): DestinationStream {
  return (shared ??= byTurns(destination(2)));
}

/** What is logged in one turn of the event loop is written at its end, in one piece: under load a write of its own would take each line longer than all else. */
function byTurns(to: DestinationStream): DestinationStream {
  let lines = '';
  const write = () => {
    const text = lines;
    lines = '';
    if (text !== '') to.write(text);
  };
  // Also where the process ends in the midst of a turn, by a fault or of its own will.
  process.on('exit', write);
  return {
    write(line) {
      if (lines === '') setImmediate(write);
      lines += line;
    },
  };
}

function told(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: name, message, ...code, stack, ...(cause === undefined ? {} : { cause: told(cause) }) };
}
