import type { ConversationRef } from '../domain.ts';
import type { GlobalId } from '../ids.ts';

/** What the caller of an operation may reach, where that is not a matter of the fields it selects. Answers without a call. */
export interface Access {
  /** It is the one that refuses nothing: what it tells of a document is the same for all who have it. */
  readonly isUnlimited: boolean;
  /** Whether a source exists for the caller. */
  sees(source: string): boolean;
  /** Throws FORBIDDEN for a thing that the caller may not look up by its id. */
  requireLookUp(id: GlobalId): void;
  /** Throws FORBIDDEN for a type of which the caller may not look things up by anything else than such an id. */
  requireType(type: string): void;
  /** Throws FORBIDDEN for a conversation that the caller may neither read nor write. */
  requireConversation(conversation: ConversationRef): void;
  /** Whether a field of a type is answered to the caller: what is not need not be loaded. */
  answers(type: string, field: string): boolean;
}
