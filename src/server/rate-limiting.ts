/** Applies the rate limit once it is known who calls, and before a body is read. Where nobody is asked who they are, the address tells. */
import { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { ANYONE } from '../caller.ts';
import { arrivalOf } from './arrival.ts';
import type { RateLimit } from './limits/rate-limit.ts';

/** The server context of a request that was counted already, and is handed on. */
export const ADMITTED = { isAdmitted: true };

export function rateLimiting(limit: RateLimit): Plugin {
  return {
    async onRequestParse({ request, serverContext }) {
      if ('isAdmitted' in serverContext) return;
      const { caller = ANYONE } = arrivalOf(request);
      await limit.admit(caller.id === ANYONE.id ? addressIn(serverContext) : caller.id);
    },
  };
}

function addressIn(serverContext: object): string {
  const request = 'req' in serverContext ? serverContext.req : undefined;
  return (request instanceof IncomingMessage ? request.socket.remoteAddress : undefined) ?? ANYONE.id;
}
