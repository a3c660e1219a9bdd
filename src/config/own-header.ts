/** Names of request headers that a configuration may give a meaning of its own. */
import { z } from 'zod';

/** What HTTP, browsers, proxies and the gateway itself use. */
const TAKEN =
  /^(?:accept.*|access-control-.*|age|apollo-.*|authorization|baggage|cache-control|connection|content-.*|cookie2?|date|dnt|expect|forwarded|from|graphql-.*|host|idempotency-key|if-.*|keep-alive|max-forwards|origin|pragma|priority|proxy-.*|range|referer|sec-.*|switchboard-.*|te|trace.*|trailer|transfer-encoding|upgrade.*|user-agent|via|warning|x-forwarded-.*|x-graphql-.*|x-real-ip|x-request-id)$/;

/** Read in lower case. */
export const ownHeader = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, {
    error: 'must be the name of a header: a letter, then letters, digits and - only, at most 63 characters',
    abort: true,
  })
  .transform((name) => name.toLowerCase())
  .refine((name) => !TAKEN.test(name), {
    error: 'must be a header that nothing else uses, such as x-chat-key: this one has a meaning already',
  });
