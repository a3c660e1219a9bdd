/** The issuer's public keys, fetched when first needed, kept for a while, and fetched anew when a token names one that is not among them. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** Milliseconds. */
const FETCH_TIMEOUT = 5000;
/** jose fetches by itself once in this time; before, the spare fetches are for keys that were rotated twice in short order. */
const COOLDOWN = 30_000;
/** Tokens with made-up key ids cost the issuer no more than this. */
const SPARE_FETCHES = 5;
const SPARE_EVERY = 10_000;

export interface KeySetSettings {
  readonly uri: string;
  /** Milliseconds after which all keys are fetched again. */
  readonly maxAge: number;
}

/** Rejects with `JWKSNoMatchingKey` for a key that the issuer does not have, and with another error when its keys cannot be had. */
export function remoteKeySet({ uri, maxAge }: KeySetSettings): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(uri), {
    timeoutDuration: FETCH_TIMEOUT,
    cooldownDuration: COOLDOWN,
    cacheMaxAge: maxAge,
  });
  const mayFetch = spareFetches();
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !mayFetch()) throw error;
      await keys.reload();
      return keys(header, token);
    }
  };
}

function spareFetches(): () => boolean {
  let left = SPARE_FETCHES;
  let counted = performance.now();
  return () => {
    const regained = Math.floor((performance.now() - counted) / SPARE_EVERY);
    counted += regained * SPARE_EVERY;
    left = Math.min(SPARE_FETCHES, left + regained);
    if (left === 0) return false;
    left -= 1;
    return true;
  };
}
