/** One line per GraphQL request, refused ones too. It never holds variables, document text, headers or addresses. */
import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { arrivalOf, type Arrival } from './arrival.ts';
import { countsOf } from './explain.ts';

export function operationLog(logger: Logger): Plugin {
  return {
    onExecute({ args }) {
      note(args);
    },
    onSubscribe({ args }) {
      note(args);
    },
    onRequestParse({ request }) {
      arrivalOf(request).isGraphQL = true;
    },
    onResponse({ request, response }) {
      const arrival = arrivalOf(request);
      if (arrival.isGraphQL === true) logOperation(logger, arrival, response.status);
    },
  };
}

export function logOperation(logger: Logger, arrival: Arrival, status: number): void {
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

interface Running {
  readonly document: Parameters<typeof getOperationAST>[0];
  readonly operationName?: string | null | undefined;
  readonly contextValue: { readonly request: Request };
}

function note({ document, operationName, contextValue }: Running): void {
  const operation = getOperationAST(document, operationName);
  if (operation == null) return;
  const name = operation.name?.value.slice(0, 100);
  arrivalOf(contextValue.request).operation = { type: operation.operation, name };
}
