/** Log lines: JSON on standard error, so that standard output stays the ready line's. */
import { destination, pino, type DestinationStream, type Logger } from 'pino';

/** Secrets print as [redacted] by their type; of an error only its name, message, code and stack are told, never what hangs on it. */
export function createLogger(level: string, to: DestinationStream = destination(2)): Logger {
  return pino({ level, base: null, serializers: { err: told } }, to);
}

function told(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: name, message, ...code, stack, ...(cause === undefined ? {} : { cause: told(cause) }) };
}
