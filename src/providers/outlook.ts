/**
 * What an adapter's operations send and what their answers leave out, told beforehand: an operation is planned from it without a call. Declared beside
 * the operations, and held against what they do by `test/providers/outlook.test.ts`.
 */
import type { Conversation } from '../domain.ts';
import type { ConversationCriteria, ConversationWant } from './asking.ts';
import type { Writes } from './writing.ts';

/** The operations that are absent here are those that the adapter lacks. */
export interface Outlook {
  /** An id as the provider's ids look, for planning about what has yet to be read. */
  readonly sampleId: string;
  /** Whether anything is asked about such an id. */
  isAskable(nativeId: string): boolean;
  /** A list by criteria that the adapter's own filters allow; null where nothing can match, and nothing is asked. */
  readonly listConversations?: (criteria: ConversationCriteria) => ListOutlook<ConversationGaps> | null;
  readonly getConversation?: (want: ConversationWant) => ReadOutlook<ConversationGaps>;
  /** Absent where messages are a part of their conversation, and come by `getConversation`. */
  readonly messages?: ListOutlook<MessageGaps>;
  /** Of messages that are a part of their conversation. */
  readonly previews?: MessageGaps;
  readonly listContacts?: ListOutlook<EntityGaps>;
  readonly getContact?: ReadOutlook<EntityGaps>;
  readonly listAgents?: ListOutlook<EntityGaps>;
  readonly getAgent?: ReadOutlook<EntityGaps>;
  readonly listInboxes?: ListOutlook<EntityGaps>;
  readonly getInbox?: ReadOutlook<EntityGaps>;
  readonly writes?: { readonly [W in keyof Writes]?: WriteOutlook };
}

/** A call, as records of calls name it. */
export interface Sent {
  /** Method and documented path template. */
  readonly operation: string;
  /** Name of the budget that pays, where it is not `default`. */
  readonly budget?: string;
}

export interface ReadOutlook<Gaps> {
  /** One call each. */
  readonly sends: readonly Sent[];
  readonly gaps: Gaps;
}

export interface ListOutlook<Gaps> {
  readonly sends: Sent;
  /** Replies tell how many rows the whole list has. */
  readonly tellsTotal: boolean;
  /** All of it usually fits into one page. */
  readonly isShort: boolean;
  readonly gaps: Gaps;
}

export interface WriteOutlook {
  readonly sends: Sent;
  /** Of the conversation that the reply shows. Absent: none is shown but by its id. */
  readonly conversation?: ConversationGaps;
  /** Of the message that the reply shows. Absent: none is. */
  readonly message?: MessageGaps;
}

/** The fields of an embedded entity that a payload leaves out (`undefined` there). */
export interface EntityGaps {
  readonly lacks: ReadonlySet<string>;
  /** The rest comes with its conversation's full payload. */
  readonly isCarried?: true;
}

export interface ConversationGaps {
  /** `all` of a conversation that is known by its id alone. */
  readonly lacks: ReadonlySet<keyof Conversation> | 'all';
  readonly contact: EntityGaps;
  readonly assignee: EntityGaps;
  readonly inbox: EntityGaps;
}

export interface MessageGaps {
  /** Of the author. */
  readonly contact: EntityGaps;
  readonly agent: EntityGaps;
}

/** Nothing is left out. */
export const WHOLE: EntityGaps = { lacks: new Set() };

/** A conversation that leaves out these fields, and nothing of whom it embeds. */
export function lacking(...fields: (keyof Conversation)[]): ConversationGaps {
  return { lacks: new Set(fields), contact: WHOLE, assignee: WHOLE, inbox: WHOLE };
}
