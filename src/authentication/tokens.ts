/** Tokens (JWT) of an identity provider, verified by its public keys. */
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Caller } from '../caller.ts';
import type { AuthConfig } from '../config.ts';
import { callerOf } from './claims.ts';
import { remoteKeySet } from './key-set.ts';
import { badCredential, unverifiable } from './refusals.ts';

export type Tokens = (credential: string) => Promise<Caller>;

/** Rejects with `UnauthenticatedError` for a bad token, and with UPSTREAM_UNAVAILABLE while the issuer's keys cannot be had. */
export function createTokens(jwt: NonNullable<AuthConfig['jwt']>): Tokens {
  const keys = remoteKeySet({ uri: jwt.jwksUri, maxAge: jwt.cacheSeconds * 1000 });
  const options: JWTVerifyOptions = {
    issuer: jwt.issuer,
    audience: typeof jwt.audience === 'string' ? jwt.audience : [...jwt.audience],
    algorithms: [...jwt.algorithms],
    clockTolerance: jwt.clockSkewSeconds,
    requiredClaims: ['exp'],
  };
  return async (token) => {
    let claims;
    try {
      claims = await verified(token, keys, options);
    } catch (error) {
      throw refusal(error);
    }
    return callerOf(claims, token);
  };
}

async function verified(
  token: string,
  keys: JWTVerifyGetKey,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    // A token without `kid`, while the issuer has several keys of its kind: any of them may be the one.
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      const payload = await jwtVerify(token, key, options).then((result) => result.payload, unlessSigned);
      if (payload !== undefined) return payload;
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function unlessSigned(error: unknown): undefined {
  if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
}

const TOKEN_FAULTS = [
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

/** What is not a fault of the token is one of the issuer: its keys cannot be fetched, or are none. */
function refusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return badCredential('The token has expired: get a new one.');
  return TOKEN_FAULTS.some((kind) => error instanceof kind) ? badCredential() : unverifiable(error);
}
