/** Kinds of replies by how long they stay good. */
export const CACHE_KINDS = ['conversations', 'contacts', 'agents', 'inboxes', 'messages'] as const;

export type CacheKind = (typeof CACHE_KINDS)[number];

/** Seconds; the contract's defaults. Lists of conversations and single ones are one kind, transcripts are messages. */
export const DEFAULT_LIVES: Readonly<Record<CacheKind, number>> = {
  conversations: 5,
  contacts: 60,
  agents: 60,
  inboxes: 300,
  messages: 2,
};
