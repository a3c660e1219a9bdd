/** Which requests are the plain case: one operation as JSON in, JSON out, and nothing of HTTP beyond that. All others are Yoga's. */
import type { IncomingMessage } from 'node:http';
import type { GraphQLParams } from 'graphql-yoga';

/** The media type of the answer, by what may be accepted. */
const ANSWERED_AS: ReadonlyMap<string, MediaType> = new Map([
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
]);

export type MediaType = 'application/json' | 'application/graphql-response+json';

const JSON_BODY = /^application\/json(?:; ?charset=utf-8)?$/i;

/** The media type to answer with; undefined for what is not the plain case. `bodyBytes`: most of a body. */
export function plainCase(
  { method, url, headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  path: string,
  bodyBytes: number,
): MediaType | undefined {
  if (method !== 'POST' || url !== path || headers.host === undefined) return undefined;
  if (!JSON_BODY.test(headers['content-type'] ?? '')) return undefined;
  // Pages of other origins are told what they may read, and a body that is encoded or of unknown length is measured as it comes.
  if (headers.origin !== undefined || headers['content-encoding'] !== undefined) return undefined;
  if (!(Number(headers['content-length']) <= bodyBytes)) return undefined;
  return plainlyAccepted(headers.accept);
}

/** The first that is accepted, as Yoga reads it; undefined where one has parameters or is neither JSON nor anything. */
export function plainlyAccepted(accept = '*/*'): MediaType | undefined {
  const only = ANSWERED_AS.get(accept);
  if (only !== undefined) return only;
  const [first, ...others] = accept.split(',').map((type) => ANSWERED_AS.get(type.trim().toLowerCase()));
  return others.includes(undefined) ? undefined : first;
}

/** What may be answered with more than one JSON: Yoga finds out. A word that means something else there costs nothing but time. */
const IN_PARTS = /\b(?:subscription|defer|stream)\b/;

export interface PlainParameters extends GraphQLParams {
  readonly query: string;
}

/** The parameters of one operation that is answered at once; undefined for what Yoga is to read, or to refuse. */
export function plainParameters(body: string): PlainParameters | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const params = value as Readonly<Record<string, unknown>>;
    return isSound(params) && !IN_PARTS.test(params.query) ? params : undefined;
  } catch {
    return undefined;
  }
}

/** False for what Yoga refuses, and for some that it might not. */
function isSound(params: Readonly<Record<string, unknown>>): params is PlainParameters & typeof params {
  for (const name in params) {
    const value = params[name];
    if (value == null) continue;
    if (name === 'query' || name === 'operationName') {
      if (typeof value !== 'string') return false;
    } else if (name === 'variables' || name === 'extensions') {
      if (typeof value !== 'object' || Array.isArray(value)) return false;
    } else return false;
  }
  return typeof params['query'] === 'string';
}

/** False only of documents that hold no mutation; a word that means something else costs nothing but time. */
export function mayWrite(query: string): boolean {
  return /\bmutation\b/.test(query);
}
