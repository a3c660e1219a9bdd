/** Documents that were parsed and validated, kept within a bound of bytes: anybody may send texts, and long ones. */
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

const MAX_DOCUMENTS = 1_000;
/** Of their texts; what is built of a text takes some two hundred times as much. */
const MAX_CHARACTERS = 1_000_000;

export function parsedDocuments() {
  const documents = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_document, text) => text.length + 1,
  });
  return {
    documentCache: {
      get: (text: string) => documents.get(text),
      set: (text: string, document: DocumentNode) => void documents.set(text, document),
    },
    // What cannot be read is read again, which is cheap within the limits.
    errorCache: { get: () => undefined, set: () => undefined },
    // `documentLimits` validates, and remembers.
    validationCache: false,
  };
}
