/** What undici's errors mean. Their own messages and causes hold hosts and ports, so nothing of them but the code is passed on. */
import { operation } from './faults.ts';
import type { Loss } from './trip.ts';
import type { UpstreamRequest } from './upstream.ts';

const TIMEOUTS = new Set([
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
]);
/** The bytes were no HTTP reply, or not the one it announced. By name: the parser's own error comes without a code. */
const NOT_HTTP = new Set(['HTTPParserError', 'HeadersOverflowError', 'ResponseContentLengthMismatchError']);

/** How far the exchange had come. */
export type Progress = 'queued' | 'sent' | 'answering';

export function lossOf(error: unknown, progress: Progress, request: UpstreamRequest): Loss {
  const code = codeOf(error);
  const named = code === undefined ? '' : ` (${code})`;
  const call = operation(request);
  if (error instanceof Error && NOT_HTTP.has(error.name)) {
    return { code: 'UPSTREAM_INVALID_RESPONSE', clause: `answered \`${call}\` with broken HTTP` };
  }
  const kind = code !== undefined && TIMEOUTS.has(code) ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
  return { code: kind, clause: `${CLAUSES[progress]} \`${call}\`${named}` };
}

/** The reply, or as much of it as came, is over the limit. */
export function tooLarge(request: UpstreamRequest, maxBytes: number): Loss {
  return {
    code: 'UPSTREAM_INVALID_RESPONSE',
    clause: `answered \`${operation(request)}\` with more than ${maxBytes} bytes`,
  };
}

const CLAUSES: Readonly<Record<Progress, string>> = {
  queued: 'could not be reached for',
  sent: 'broke the connection off without answering',
  answering: 'broke off its answer to',
};

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : undefined;
}
