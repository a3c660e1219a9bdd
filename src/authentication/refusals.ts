/** Why a request is not let in. */
import { GatewayError } from '../errors.ts';

const REALM = 'Bearer realm="switchboard"';
/** Seconds after which tokens may be verifiable again. */
const RETRY_AFTER = 5;

/** `challenge` is what `WWW-Authenticate` must say. */
export class UnauthenticatedError extends GatewayError {
  override readonly name = 'UnauthenticatedError';
  readonly challenge: string;

  constructor(message: string, challenge: string) {
    super('UNAUTHENTICATED', message);
    this.challenge = challenge;
  }
}

export function noCredential(): UnauthenticatedError {
  return new UnauthenticatedError(
    'This gateway needs a credential: send it as `Authorization: Bearer <key or token>`.',
    REALM,
  );
}

/** Says of every credential the same, so that nothing is learnt by trying; `reason` only for what its holder can mend. */
export function badCredential(reason = 'The credential is not valid here.'): UnauthenticatedError {
  return new UnauthenticatedError(reason, `${REALM}, error="invalid_token"`);
}

/** The token may be good: that it cannot be told is no fault of its holder. */
export function unverifiable(cause: unknown): GatewayError {
  return new GatewayError(
    'UPSTREAM_UNAVAILABLE',
    "Tokens cannot be verified at present: their issuer's keys could not be fetched. Ask again shortly.",
    { retryAfter: RETRY_AFTER, cause },
  );
}
