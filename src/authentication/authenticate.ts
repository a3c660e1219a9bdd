/** Who sends a request, from its headers alone. */
import { ANYONE, type Caller } from '../caller.ts';
import type { AuthConfig } from '../config.ts';
import { createApiKeys } from './api-keys.ts';
import { badCredential, noCredential } from './refusals.ts';
import type { Tokens } from './tokens.ts';

/**
 * Throws, or rejects with, `UnauthenticatedError` for a credential that is missing or not valid, and UPSTREAM_UNAVAILABLE for a token that cannot
 * be verified at present. A promise only where a token must be verified.
 */
export type Authenticate = (headers: Pick<Headers, 'get'>) => Caller | Promise<Caller>;

/** Without `auth` the gateway is open, and everyone is the same caller. */
export function createAuthenticate(auth: AuthConfig | undefined): Authenticate {
  if (auth === undefined) return () => ANYONE;
  const apiKeys = createApiKeys(auth.apiKeys ?? []);
  const tokens = auth.jwt && tokensOf(auth.jwt);
  return (headers) => {
    const given = headers.get('authorization');
    if (given === null) throw noCredential();
    const credential = /^Bearer +([\x21-\x7e]+)$/i.exec(given.trim())?.[1];
    if (credential === undefined) throw badCredential('`Authorization` must be `Bearer <key or token>`.');
    const caller = apiKeys(credential);
    if (caller !== undefined) return caller;
    if (tokens === undefined || !isCompact(credential)) throw badCredential();
    return tokens(credential);
  };
}

/** What verifies tokens is loaded only where tokens are accepted. */
function tokensOf(jwt: NonNullable<AuthConfig['jwt']>): Tokens {
  const loaded = import('./tokens.ts').then(({ createTokens }) => createTokens(jwt));
  return async (credential) => (await loaded)(credential);
}

/** The form of a signed token; what is none costs no verification. */
function isCompact(credential: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential);
}
