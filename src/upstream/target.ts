/** Path and query of a request as they go over the wire. */
import type { UpstreamRequest } from './upstream.ts';

/** `basePath` is the base URL's path without a trailing slash. */
export function targetOf(basePath: string, { path, query }: UpstreamRequest): string {
  if (query === undefined || query.length === 0) return basePath + path;
  return `${basePath}${path}?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`;
}

// A lone surrogate has no UTF-8 form, and encodeURIComponent throws on it.
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
