/** Requests may name their document by id: as Apollo's clients do in `extensions`, or in `documentId`. */
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { arrivalOf } from '../arrival.ts';
import type { Asked, Documents } from './documents.ts';

export interface PersistedDocumentsParts {
  readonly documents: Documents;
  /** Whether the log is told of every document that is not trusted. */
  readonly warn: boolean;
  readonly logger: Logger;
}

export function persistedDocuments({ documents, warn, logger }: PersistedDocumentsParts): Plugin {
  return {
    onParams({ params, request, setParams }) {
      const found = documents(askedIn(params, request));
      if (found === undefined) return;
      arrivalOf(request).document = found.origin;
      const { documentId, ...others } = params as Partial<Record<string, unknown>>;
      if (documentId === undefined && params.query === found.query) return;
      setParams({ ...others, query: found.query });
    },
    // Not before: a request that is answered with what another ran is told of too.
    onResponse({ request }) {
      if (!warn) return;
      const { document = 'trusted', requestId, caller } = arrivalOf(request);
      if (document !== 'trusted') {
        logger.warn({ requestId, caller: caller?.name }, 'document that is not trusted');
      }
    },
  };
}

function askedIn(params: GraphQLParams, { method, url }: Pick<Request, 'method' | 'url'>): Asked {
  // A request may be anything that JSON is.
  const { query, extensions, documentId } = Object(params) as Partial<Record<string, unknown>>;
  const inUrl = method === 'GET' ? new URL(url).searchParams.get('documentId') : null;
  return {
    query: textOf(query),
    id: textOf(documentId) ?? inUrl ?? textOf(fieldOf(fieldOf(extensions, 'persistedQuery'), 'sha256Hash')),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
