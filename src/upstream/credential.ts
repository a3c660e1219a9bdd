/** A credential as it is presented, and the name under which what it may see is kept. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Secret } from '../secret.ts';

/** Where a source's calls go and what they show there; the provider's `transport()` answers one. */
export interface Destination {
  /** Without a trailing slash; request paths are appended. */
  readonly baseUrl: string;
  readonly credential: Secret;
  /** Headers that present the credential. */
  headers(credential: Secret): Readonly<Record<string, string>>;
}

export interface Credential {
  /** Tells credentials apart without telling them. Differs from process to process. */
  readonly fingerprint: string;
  /** Names the account behind it: the same in every process and, as the credential is the key of the hash, not to be traced back to it. */
  readonly account: string;
  /** Names and values in turn, as undici takes them fastest. */
  readonly headers: readonly string[];
}

const FINGERPRINT_KEY = randomBytes(32);
// What a header value may hold (RFC 9110, 5.5): visible characters, blanks and Latin-1.
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Throws a `TypeError` that names the header, never its value, where a value could not be sent. */
export function presented(source: string, destination: Destination): Credential {
  const pairs = Object.entries(destination.headers(destination.credential));
  for (const [name, value] of pairs) {
    if (!HEADER_VALUE.test(value)) {
      throw new TypeError(
        `The credential of source "${source}" holds a character that the header ${name} cannot carry, such as a line break.`,
      );
    }
  }
  const secret = destination.credential.reveal();
  return {
    fingerprint: hashed(FINGERPRINT_KEY, [secret, pairs]),
    account: hashed(secret, [destination.baseUrl, pairs]),
    headers: pairs.flat(),
  };
}

function hashed(key: string | Buffer, value: unknown): string {
  return createHmac('sha256', key).update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
