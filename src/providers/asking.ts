/** What an adapter is asked for. */
import type { Channel, Conversation, ConversationStatus, Timestamp } from '../domain.ts';

/** What the caller will read of a conversation, so that the cheapest endpoint that carries it is asked. */
export interface ConversationWant {
  /** Fields about to be read; undefined when unknown (then everything). */
  readonly fields?: ReadonlySet<keyof Conversation> | undefined;
  /** Show the conversation as it was under this version of its assignee (Zaia's responderVersionId). */
  readonly assigneeVersionId?: string | undefined;
}

/** Values of one filter are alternatives (OR), filters combine (AND). Ids are native ids of this source. */
export interface ConversationCriteria {
  readonly status?: readonly ConversationStatus[];
  readonly inbox?: readonly string[];
  readonly assignee?: readonly string[];
  readonly assigneeVersion?: readonly string[];
  readonly contact?: readonly string[];
  readonly channel?: readonly Channel[];
  readonly lastActivity?: { readonly from?: Timestamp | undefined; readonly to?: Timestamp | undefined };
  readonly search?: string;
}
