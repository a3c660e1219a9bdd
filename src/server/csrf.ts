/** A page of another origin can send simple requests unasked; a header that it could not have sent shows that it did not. */
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../errors.ts';

/** Any value will do. GraphQL clients send one or the other of their own accord. */
export const PREFLIGHT_HEADERS = [
  'graphql-require-preflight',
  'apollo-require-preflight',
  'x-graphql-yoga-csrf',
];

export function csrfPrevention(): Plugin {
  const { onRequestParse } = useCSRFPrevention({ requestHeaders: PREFLIGHT_HEADERS });
  return {
    onRequestParse(payload) {
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
