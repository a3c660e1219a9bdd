/** Headers that every answer bears. */
import type { Plugin } from 'graphql-yoga';
import { arrivalOf } from './arrival.ts';

const COMMON = Object.entries({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
});

/** For what has no policy of its own: data, which no browser needs to run, frame, embed or keep. */
const DATA = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
});

/** A year, in which browsers that came by https come by nothing else. Sent where the gateway's public URL is https, and only there. */
const HTTPS_ONLY = 'max-age=31536000';

/** `isSecure`: clients reach the gateway by https. */
export function answerHeaders({ isSecure }: { readonly isSecure: boolean }): Plugin {
  return {
    onResponse({ request, response: { headers } }) {
      headers.set('x-request-id', arrivalOf(request).requestId);
      for (const [name, value] of COMMON) headers.set(name, value);
      if (isSecure) headers.set('strict-transport-security', HTTPS_ONLY);
      for (const [name, value] of DATA) {
        if (!headers.has(name)) headers.set(name, value);
      }
    },
  };
}
