/** The `Host` header is the client's word, and becomes part of URLs: of the request's own, and of links to files. */
import { BadInputError } from '../errors.ts';

const HOST = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The latest that was found to be one: most clients name the same. */
let latest: string | undefined;

/** Throws BadInputError for what is no host: a URL made with it would be none, or have another path. A client of HTTP/1.0 may send none. */
export function checkHost(host: string | undefined): void {
  if (host === undefined || host === latest) return;
  if (!HOST.test(host) || !URL.canParse(`http://${host}`)) {
    throw new BadInputError('The header Host must be the name of a host, with or without a port.');
  }
  latest = host;
}
