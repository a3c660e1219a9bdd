/** A credential as it is presented, and the name under which what it may see is kept. */
import { createHmac, randomBytes } from 'node:crypto';
import { Secret } from '../secret.ts';
import { isOneKey, type CallerKeys } from './caller-keys.ts';
import type { Call } from './upstream.ts';

/** Where a source's calls go and what they show there. */
export interface Destination {
  /** Without a trailing slash; request paths are appended. */
  readonly baseUrl: string;
  /** The source's own, or what each caller has to bring. */
  readonly credential: Secret | CallerCredential;
  /** Headers that present the credential. */
  headers(credential: Secret): Readonly<Record<string, string>>;
}

/** There is no credential but that of each call. */
export interface CallerCredential {
  /** Lower-case name of the request header that it comes in. */
  readonly header: string;
  /** The key in a header's text; undefined where it is none that the provider can have given. */
  readonly read: (text: string) => Secret | undefined;
}

export interface Credential {
  /** Tells credentials apart without telling them. Differs from process to process. */
  readonly fingerprint: string;
  /** Names the account behind it: the same in every process and, as the credential is the key of the hash, not to be traced back to it. */
  readonly account: string;
  /** Names and values in turn, as undici takes them fastest. */
  readonly headers: readonly string[];
  /** The request header that it came in; undefined where it is the source's own. */
  readonly broughtIn: string | undefined;
}

/** What a call may show at its source. */
export interface Credentials {
  /** The source's own; undefined where callers bring theirs. */
  readonly own: Credential | undefined;
  /** A sentence that says what to send, where the call brings no credential and must. */
  of(call: Pick<Call, 'keys'>): Credential | string;
}

export interface CredentialsParts {
  readonly source: string;
  readonly destination: Destination;
}

const FINGERPRINT_KEY = randomBytes(32);
// What a header value may hold (RFC 9110, 5.5): visible characters, blanks and Latin-1.
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** Throws a `TypeError` that names the header, never its value, where the source's own credential could not be sent. */
export function credentialsOf({ source, destination }: CredentialsParts): Credentials {
  const { credential } = destination;
  const present = (secret: Secret, broughtIn?: string): Credential => {
    const pairs = Object.entries(destination.headers(secret));
    for (const [name, value] of pairs) {
      if (!HEADER_VALUE.test(value)) {
        throw new TypeError(
          `The credential of source "${source}" holds a character that the header ${name} cannot carry, such as a line break.`,
        );
      }
    }
    return {
      fingerprint: hashed(FINGERPRINT_KEY, [secret.reveal(), pairs]),
      account: hashed(secret.reveal(), [destination.baseUrl, pairs]),
      headers: pairs.flat(),
      broughtIn,
    };
  };
  if (credential instanceof Secret) {
    const own = present(credential);
    return { own, of: () => own };
  }

  const { header, read } = credential;
  const brought = (given: Secret | undefined): Credential | string => {
    if (given === undefined) return `takes the key of each caller: send yours in the header ${header}`;
    const secret = isOneKey(given) ? read(given.reveal()) : undefined;
    return secret === undefined
      ? `can use no key of the form that came in the header ${header}: send it alone, once, as its provider shows it`
      : present(secret, header);
  };
  /** Read once per request, and forgotten with it. */
  const known = new WeakMap<CallerKeys, Credential | string>();
  return {
    own: undefined,
    of({ keys }) {
      const found = keys && known.get(keys);
      if (found !== undefined) return found;
      const made = brought(keys?.get(header));
      if (keys !== undefined) known.set(keys, made);
      return made;
    },
  };
}

function hashed(key: string | Buffer, value: unknown): string {
  return createHmac('sha256', key).update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
