/** When two requests ask the same: everything that could make a difference is the same, and what is not known to make none might. */
import type { IncomingHttpHeaders } from 'node:http';
import { asksForFresh } from '../operation.ts';

/** How the request travelled and who counts it: nothing of an answer depends on them. None of them can be a header in which callers bring keys. */
export const IRRELEVANT: ReadonlySet<string> = new Set([
  'accept-encoding',
  'accept-language',
  'baggage',
  'connection',
  'content-length',
  'forwarded',
  'keep-alive',
  'referer',
  'traceparent',
  'tracestate',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-real-ip',
  'x-request-id',
]);

/** Ask for what one operation took, which is no other's. */
const OF_ONE = ['switchboard-explain', 'apollo-federation-include-trace'];

/** Equal for requests that may have one answer; undefined for one that is to have its own. `caller` tells callers apart. */
export function flightKey(headers: IncomingHttpHeaders, caller: string, body: string): string | undefined {
  if (asksForFresh(headers['cache-control']) || OF_ONE.some((name) => headers[name] !== undefined))
    return undefined;
  let key = JSON.stringify(caller);
  // No header holds a line break, so that where one ends is never in doubt.
  for (const name in headers) {
    if (!IRRELEVANT.has(name)) key += `\n${name}:${String(headers[name])}`;
  }
  return `${key}\n\n${body}`;
}
