/** Every answer passes here on its way out: errors are masked, and their codes noted for the log. */
import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { arrivalOf, type Arrival } from './arrival.ts';
import { maskError } from './mask.ts';

export interface GateParts {
  readonly logger: Logger;
  /** Whether errors may suggest names of the schema. */
  readonly suggestions: boolean;
}

export function gate(parts: GateParts): Plugin {
  return {
    onResultProcess(payload) {
      const { request, result } = payload;
      const arrival = arrivalOf(request);
      if (isAsyncIterable(result)) {
        payload.setResult(mapAsyncIterator(result, (each) => maskResult(each, arrival, parts)));
      } else if (!Array.isArray(result)) {
        payload.setResult(maskResult(result, arrival, parts));
      }
    },
  };
}

/** The result with every error masked. */
function maskResult<Result extends ExecutionResult>(
  result: Result,
  arrival: Arrival,
  { logger, suggestions }: GateParts,
): Result {
  if (result.errors === undefined) return result;
  const { requestId, acceptsJson } = arrival;
  const report = (error: unknown) => logger.error({ requestId, err: error }, 'unexpected error');
  const isMutation = arrival.operation?.type === 'mutation';
  const errors = result.errors.map((error) =>
    maskError(error, { requestId, isMutation, acceptsJson, suggestions, report }),
  );
  arrival.codes = errors.map(({ extensions }) => String(extensions['code']));
  return { ...result, errors };
}
