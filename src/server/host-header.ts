/** The `Host` header is the client's word, and becomes part of URLs: of the request's own, and of links to files. */
import { BadInputError } from '../errors.ts';

const HOST = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Throws BadInputError for what is no host: a URL made with it would be none, or have another path. A client of HTTP/1.0 may send none. */
export function checkHost(host: string | undefined): void {
  if (host === undefined || (HOST.test(host) && URL.canParse(`http://${host}`))) return;
  throw new BadInputError('The header Host must be the name of a host, with or without a port.');
}
