/** From what a request says of its document to the document: trusted, registered by its hash, or free. Knows no HTTP but the status of a refusal. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { BadInputError, GatewayError } from '../../errors.ts';
import { RefusedRequest } from '../refused-request.ts';

export interface DocumentsParts {
  /** Documents by id. */
  readonly trusted: ReadonlyMap<string, string>;
  /** What becomes of a document that is not among them: `prefer` runs it too, and the log is told. */
  readonly mode: 'allow' | 'prefer' | 'require';
  /** Whether clients may register documents by their SHA-256. */
  readonly automatic: boolean;
}

export interface Asked {
  /** The text of a document. */
  readonly query: string | undefined;
  readonly id: string | undefined;
}

export interface Found {
  readonly query: string;
  readonly origin: 'trusted' | 'automatic' | 'free';
}

export type Documents = (asked: Asked) => Found | undefined;

const MAX_REGISTERED = 1_000;
/** Of all their texts. */
const MAX_CHARACTERS = 1_000_000;

/** The returned function gives undefined where nothing was asked. Throws GatewayError; clients know some messages by heart. */
export function createDocuments({ trusted, mode, automatic }: DocumentsParts): Documents {
  const registered = new LRUCache<string, string>({
    max: MAX_REGISTERED,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (text) => text.length + 1,
  });

  const register = (id: string, query: string): Found => {
    if (hash('sha256', query) !== id.toLowerCase()) {
      throw new BadInputError('provided sha does not match query: send the SHA-256 of the document in hex.');
    }
    registered.set(id.toLowerCase(), query);
    return { query, origin: 'automatic' };
  };

  const byId = (id: string, query: string | undefined): Found | undefined => {
    const known = trusted.get(id) ?? trusted.get(id.replace(/^sha256:/, ''));
    if (known !== undefined) {
      if (query === undefined || query === known) return { query: known, origin: 'trusted' };
      throw new BadInputError('The document is not the one that has this id here. Send only the id.');
    }
    if (automatic && query !== undefined) return register(id, query);
    const text = registered.get(id.toLowerCase());
    if (text !== undefined) return { query: text, origin: 'automatic' };
    if (query !== undefined) return undefined;
    // The first half of a conversation, not a failure: the client sends the document next.
    if (automatic) throw new RefusedRequest(200, 'BAD_USER_INPUT', 'PersistedQueryNotFound');
    throw new BadInputError(trusted.size > 0 ? 'PersistedQueryNotFound' : 'PersistedQueryNotSupported');
  };

  return ({ query, id }) => {
    const found = id === undefined ? undefined : byId(id, query);
    if (found !== undefined || query === undefined) return found;
    if (mode !== 'require') return { query, origin: 'free' };
    throw new GatewayError(
      'FORBIDDEN',
      'Only trusted documents are run here: send the id of one, without text.',
    );
  };
}
