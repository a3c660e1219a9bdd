/** Nobody gets further without being known: before the body of a GraphQL request is read. Pages, files and health checks need no credential. */
import type { Plugin } from 'graphql-yoga';
import type { Authenticate } from '../authentication/authenticate.ts';
import { arrivalOf } from './arrival.ts';

export function authentication(authenticate: Authenticate): Plugin {
  return {
    onRequestParse({ request }) {
      const arrival = arrivalOf(request);
      const caller = authenticate(request.headers);
      if (!(caller instanceof Promise)) arrival.caller = caller;
      else return caller.then((known) => void (arrival.caller = known));
    },
  };
}
