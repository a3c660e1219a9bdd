import type { AuthorRole, MessageDirection } from '../domain.ts';

/** Which way a message went, where its author's role is all that a provider tells. */
export const directionOf: Readonly<Record<AuthorRole, MessageDirection | null>> = {
  CONTACT: 'INBOUND',
  AGENT: 'OUTBOUND',
  BOT: 'OUTBOUND',
  SYSTEM: 'INTERNAL',
  UNKNOWN: null,
};
