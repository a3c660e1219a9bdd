/** Who may call: keys and tokens, and what the words in them may be. */
import { z } from 'zod';
import { SCOPES } from '../caller.ts';
import { credential } from '../providers/config.ts';
import { isLoopback } from './loopback.ts';

/** No shared secret can be verified with a public key set, and `none` proves nothing. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const word = z.string().min(1).max(200);

const apiKey = z
  .strictObject({
    name: word.describe('Who holds the key: what the log calls them. Unique.'),
    key: credential().describe('The key, sent as `Authorization: Bearer <key>`. Make it long and random.'),
    scopes: z
      .array(z.enum([...SCOPES, '*']))
      .describe('What the holder may do: `conversations:read` and the like, or `*` for everything.'),
    sources: z
      .array(word)
      .min(1)
      .optional()
      .describe('Keys of the only sources that exist for the holder. All if absent.'),
  })
  .describe('A key for one caller.');

const jwt = z
  .strictObject({
    jwksUri: z
      .string()
      .refine(isKeySetAddress, {
        error: 'must be an https:// URL without user name and password; http:// only for this machine',
      })
      .describe('Where the issuer publishes its public keys (a JSON Web Key Set).'),
    issuer: word.describe('What `iss` of a token must be.'),
    audience: z
      .union([word, z.array(word).min(1)], { error: 'must be a text, or a list of texts' })
      .describe('What `aud` of a token must be, or hold: this gateway. Of a list, one is enough.'),
    algorithms: z
      .array(z.enum(ALGORITHMS))
      .min(1)
      .default([...ALGORITHMS])
      .describe('Signature algorithms that are accepted.'),
    clockSkewSeconds: z
      .number()
      .min(0)
      .max(300)
      .default(30)
      .describe("Seconds by which the issuer's clock may differ from ours."),
    cacheSeconds: z
      .number()
      .min(1)
      .max(86_400)
      .default(600)
      .describe('Seconds after which the key set is fetched again: how long a withdrawn key is still good.'),
  })
  .describe('Tokens (JWT) of an identity provider.');

export const auth = z
  .strictObject({
    apiKeys: z.array(apiKey).min(1).optional().describe('Keys given to callers.'),
    jwt: jwt.optional(),
  })
  .refine(({ apiKeys, jwt: tokens }) => apiKeys !== undefined || tokens !== undefined, {
    error: 'must have apiKeys, jwt or both; without the whole section the gateway is open',
  })
  .optional()
  .describe('Who may call. Without it the gateway is open to whoever reaches it.');

function isKeySetAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url?.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
