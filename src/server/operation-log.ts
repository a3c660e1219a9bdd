/** One line per GraphQL request, refused ones too. It never holds variables, document text, headers or addresses. */
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { arrivalOf, type Arrival } from './arrival.ts';
import { countsOf } from './explain.ts';

export function operationLog(logger: Logger): Plugin {
  return {
    onRequestParse({ request }) {
      arrivalOf(request).isGraphQL = true;
    },
    onResponse({ request, response }) {
      const arrival = arrivalOf(request);
      if (arrival.isGraphQL === true) logOperation(logger, arrival, response.status);
    },
  };
}

function logOperation(logger: Logger, arrival: Arrival, status: number): void {
  if (!logger.isLevelEnabled('info')) return;
  const { requestId, caller, receivedAt, operation, document, isShared, calls, codes } = arrival;
  const { upstreamCalls, cacheHits } = countsOf(calls);
  logger.info(
    {
      requestId,
      caller: caller?.name,
      type: operation?.type,
      name: operation?.name,
      document: document === 'free' ? undefined : document,
      status,
      ms: Math.round(performance.now() - receivedAt),
      upstreamCalls,
      cacheHits,
      shared: isShared,
      codes: codes.length === 0 ? undefined : [...new Set(codes)],
    },
    'operation',
  );
}
