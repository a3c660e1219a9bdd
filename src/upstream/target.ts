/** Path and query of a request as they go over the wire. */
import { BadInputError } from '../errors.ts';
import type { UpstreamRequest } from './upstream.ts';

/** Servers refuse what is much longer, some of them by cutting the connection. */
const LONGEST = 8_000;

/** `basePath` is the base URL's path without a trailing slash. Throws `BadInputError` where the caller's texts make it too long to send. */
export function targetOf(basePath: string, { path, query = [] }: UpstreamRequest): string {
  let target = basePath + path;
  let separator = '?';
  for (const [name, value] of query) {
    target += `${separator}${encode(name)}=${encode(value)}`;
    separator = '&';
  }
  if (target.length <= LONGEST) return target;
  throw new BadInputError(
    `The ids, filters and search text are too long for one request: in a URL they may have ${LONGEST} characters together. Ask for fewer or shorter ones.`,
  );
}

const UNRESERVED = /^[\w.~-]*$/;

// A lone surrogate has no UTF-8 form, and encodeURIComponent throws on it.
function encode(text: string): string {
  return UNRESERVED.test(text) ? text : encodeURIComponent(text.toWellFormed());
}
