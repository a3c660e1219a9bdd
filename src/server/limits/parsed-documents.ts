/** Documents that were parsed and validated, kept within a bound of bytes: anybody may send texts, and long ones. */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';

const MAX_DOCUMENTS = 1_000;
/** Of their texts; what is built of a text takes some two hundred times as much. */
const MAX_CHARACTERS = 1_000_000;

export interface ParsedDocuments {
  readonly documentCache: {
    get(text: string): DocumentNode | undefined;
    set(text: string, document: DocumentNode): void;
  };
  readonly errorCache: { get(): undefined; set(): void };
  /** What a text was parsed to, if it is known to be valid in the schema. */
  valid(text: string, schema: GraphQLSchema): DocumentNode | undefined;
  /** All rules of validation held. Only of a document that is kept under this text. */
  noteValid(text: string, schema: GraphQLSchema, document: DocumentNode): void;
}

interface Kept {
  readonly document: DocumentNode;
  /** The latest, of those in which it is known to be valid. */
  validIn: GraphQLSchema | undefined;
}

export function parsedDocuments(): ParsedDocuments {
  const documents = new LRUCache<string, Kept>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_document, text) => text.length + 1,
  });
  return {
    documentCache: {
      get: (text) => documents.get(text)?.document,
      set: (text, document) => void documents.set(text, { document, validIn: undefined }),
    },
    // What cannot be read is read again, which is cheap within the limits.
    errorCache: { get: () => undefined, set: () => undefined },
    valid(text, schema) {
      const kept = documents.get(text);
      return kept?.validIn === schema ? kept.document : undefined;
    },
    noteValid(text, schema, document) {
      const kept = documents.peek(text);
      if (kept?.document === document) kept.validIn = schema;
    },
  };
}
