/** A page of another origin can send simple requests unasked; a header that it could not have sent shows that it did not. */
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../errors.ts';

/** Any value will do. GraphQL clients send one or the other of their own accord. */
const PREFLIGHT_HEADERS = ['graphql-require-preflight', 'apollo-require-preflight', 'x-graphql-yoga-csrf'];

/** Requests by another method reach no operation, whoever sends them: Yoga answers them 405. */
const SERVED = new Set(['GET', 'POST']);

export function csrfPrevention(): Plugin {
  const { onRequestParse } = useCSRFPrevention({ requestHeaders: PREFLIGHT_HEADERS });
  return {
    onRequestParse(payload) {
      if (!SERVED.has(payload.request.method)) return undefined;
      try {
        return onRequestParse?.(payload);
      } catch {
        throw new GatewayError(
          'FORBIDDEN',
          `This request needs the header ${PREFLIGHT_HEADERS.slice(0, 2).join(' or ')} (any value), ` +
            'or send it as POST with content-type application/json.',
        );
      }
    },
  };
}
