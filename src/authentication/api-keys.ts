/** Keys given to callers. Only digests are kept, under a key of this process, so that memory does not hold what opens the gateway. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { scopesNamed, type Caller } from '../caller.ts';
import type { AuthConfig } from '../config.ts';

export type ApiKeys = (credential: string) => Caller | undefined;

export function createApiKeys(configured: NonNullable<AuthConfig['apiKeys']>): ApiKeys {
  const pepper = randomBytes(32);
  const digest = (text: string) => createHmac('sha256', pepper).update(text).digest();
  const known = configured.map(({ name, key, scopes, sources }) => ({
    digest: digest(key.reveal()),
    caller: {
      id: `key:${name}`,
      name,
      scopes: scopesNamed(scopes),
      sources: sources && new Set(sources),
      conversations: undefined,
    },
  }));
  return (credential) => {
    const given = digest(credential);
    // All of them, whichever matches: the time taken tells nothing.
    const matching = known.filter((each) => timingSafeEqual(each.digest, given));
    return matching[0]?.caller;
  };
}
