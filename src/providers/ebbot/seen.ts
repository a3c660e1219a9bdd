/** The latest list row seen of each chat: what a transcript cannot tell of it is read here. */
import { LRUCache } from 'lru-cache';
import type { Conversation } from '../../domain.ts';
import { revealed } from '../../secret.ts';

const MOST = 2000;

export interface Seen {
  /** `scope` names the credential that saw the row; `fetchedAt` is in Unix milliseconds. */
  remember(scope: string, row: Conversation, fetchedAt: number): void;
  recall(scope: string, nativeId: string): Conversation | undefined;
}

export function createSeen(): Seen {
  const rows = new LRUCache<string, { readonly row: Conversation; readonly fetchedAt: number }>({
    max: MOST,
  });
  const key = (scope: string, nativeId: string) => JSON.stringify([scope, nativeId]);
  return {
    remember(scope, row, fetchedAt) {
      const at = key(scope, revealed(row.nativeId));
      // A kept page may be read after a newer one.
      if ((rows.peek(at)?.fetchedAt ?? 0) <= fetchedAt) rows.set(at, { row, fetchedAt });
    },
    recall: (scope, nativeId) => rows.get(key(scope, nativeId))?.row,
  };
}
