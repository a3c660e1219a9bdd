/** What a link to a file is made of: who it is for is whoever holds it, so it ends soon, and it shows nothing of what it opens. */
import type { FileDisposition, Timestamp } from '../domain.ts';
import type { Keyring } from '../keyring.ts';
import type { FileReference } from '../providers/provider.ts';
import { revealed, Secret } from '../secret.ts';

/** A file of one source. */
export interface FileTicket extends FileReference {
  /** Key of the source. */
  readonly source: string;
}

export interface FileTokens {
  /** Sealed, fit for a path. Within one second the same file has the same token. */
  issue(ticket: FileTicket): { readonly token: string; readonly expiresAt: Timestamp };
  /** Undefined for whatever was not issued under the keyring, to the last byte. */
  read(token: string): FileTicket | 'expired' | undefined;
}

export interface FileTokenParts {
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
  /** Seconds from issue to expiry. */
  readonly life: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

const PURPOSE = 'file';
const VERSION = 1;

/** Expiry in Unix seconds. */
type Parts = readonly [
  version: number,
  source: string,
  conversation: string,
  activityId: string,
  fileId: string,
  disposition: FileDisposition,
  expiry: number,
];

export function createFileTokens({ keyring, life, now }: FileTokenParts): FileTokens {
  return {
    issue({ source, conversation, activityId, fileId, disposition }) {
      const expiry = Math.ceil(now() / 1000 + life);
      const parts: Parts = [VERSION, source, revealed(conversation), activityId, fileId, disposition, expiry];
      return {
        token: keyring.seal(PURPOSE, JSON.stringify(parts)),
        expiresAt: new Date(expiry * 1000).toISOString(),
      };
    },
    read(token) {
      const text = keyring.open(PURPOSE, token);
      if (text === undefined) return undefined;
      // What the keyring opens, this gateway wrote; another version of it may have written otherwise.
      const [version, source, conversation, activityId, fileId, disposition, expiry] = JSON.parse(
        text,
      ) as Parts;
      if (version !== VERSION) return undefined;
      if (now() >= expiry * 1000) return 'expired';
      return { source, conversation: new Secret(conversation), activityId, fileId, disposition };
    },
  };
}
