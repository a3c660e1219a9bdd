/**
 * What the gateway means by a conversation, a message, and so on: provider-neutral, knows no GraphQL and no HTTP.
 *
 * One convention carries laziness everywhere: a field that is `undefined` was not in the payload ("not loaded": a data source
 * may load it), `null` means there is none or no provider call could tell. A translation therefore says `null` for whatever no call
 * of its provider can answer, so that asking for it never costs one.
 */
import type { Secret } from './secret.ts';

export type ProviderWord = 'XE_CHAT' | 'SQUIRRELSTACK' | 'EBBOT' | 'ZAIA';
export type ConversationStatus = 'OPEN' | 'PENDING' | 'SNOOZED' | 'RESOLVED';
export type HandledBy = 'AI' | 'HUMAN' | 'NONE';
export type MessageDirection = 'INBOUND' | 'OUTBOUND' | 'INTERNAL';
export type AuthorRole = 'CONTACT' | 'AGENT' | 'BOT' | 'SYSTEM' | 'UNKNOWN';
export type FileDisposition = 'ATTACHMENT' | 'INLINE';
export type SenderRole = 'AGENT' | 'CONTACT';
export type AgentKind = 'HUMAN' | 'AI' | 'TEAM';
export type AgentRole = 'AGENT' | 'ADMINISTRATOR';
export type Availability = 'ONLINE' | 'BUSY' | 'OFFLINE';
export type Channel = 'LIVE_CHAT' | 'EMAIL' | 'WHATSAPP' | 'INSTAGRAM' | 'API' | 'OTHER';
/** How much of a conversation's messages its provider gives: all of them, or only the latest few. */
export type MessagesCompleteness = 'COMPLETE' | 'PREVIEW';

/** The provider's own id. A `Secret` where knowing the id is what grants access (SquirrelStack's visitor token). */
export type NativeId = string | Secret;

/** RFC 3339 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export type Timestamp = string;

type Loadable<T> = T | null | undefined;

/** What every entity of a source carries; `raw` is the payload it was read from, without secrets. */
export interface Entity {
  /** Key of the source in the configuration. */
  readonly source: string;
  readonly raw?: unknown;
}

/** An entity known from within a conversation's payload. */
export interface Embedded extends Entity {
  /**
   * The conversation whose full payload carries what this part leaves out; set where loading that is the way to the rest (a plain Zaia
   * row knows only the ids of its contact, agent and inbox).
   */
  readonly carrier?: ConversationRef;
}

export interface ConversationRef extends Entity {
  readonly nativeId: NativeId;
}

export interface Conversation extends ConversationRef {
  readonly status?: Loadable<ConversationStatus>;
  readonly rawStatus?: Loadable<string>;
  readonly title?: Loadable<string>;
  readonly inbox?: Loadable<Inbox>;
  readonly contact?: Loadable<Contact>;
  readonly assignee?: Loadable<Agent>;
  readonly assigneeVersion?: Loadable<AssigneeVersion>;
  readonly handledBy?: Loadable<HandledBy>;
  readonly unreadCount?: Loadable<number>;
  readonly lastMessage?: Loadable<Message>;
  readonly lastActivityAt?: Loadable<Timestamp>;
  readonly createdAt?: Loadable<Timestamp>;
  readonly updatedAt?: Loadable<Timestamp>;
  readonly ticket?: Loadable<Ticket>;
  readonly isRemoved?: Loadable<boolean>;
  /** All messages that its provider shows of it, oldest first, where they came with its own payload. */
  readonly messages?: readonly Message[];
}

export interface AssigneeVersion {
  readonly nativeId: string;
  readonly number: number | null;
}

export interface Ticket {
  readonly nativeId: string;
  readonly status: string | null;
}

export interface Message extends Entity {
  /** The conversation as far as it is known where the message was read; at least its reference. */
  readonly conversation: Conversation;
  /** Names the message within its conversation, stable across reads; derived where the provider gives no id. */
  readonly key: string;
  /** Null where the provider gives its messages no id. */
  readonly nativeId: string | null;
  readonly direction: MessageDirection | null;
  readonly author: MessageAuthor;
  readonly content: string | null;
  readonly isPrivate: boolean;
  readonly createdAt: Timestamp | null;
  readonly attachments: readonly Attachment[];
}

export interface MessageAuthor {
  readonly role: AuthorRole;
  readonly name: string | null;
  readonly contact: Contact | null;
  readonly agent: Agent | null;
  readonly rawRole: string | null;
}

export interface Attachment {
  /** Names the file within its message; derived where the provider gives no id. */
  readonly key: string;
  /** The provider's file id. Null where it gives none: then there is no way to download it. */
  readonly fileId: string | null;
  /** The provider's id of the message the file hangs on, where a download needs it. */
  readonly activityId: string | null;
  readonly name: string | null;
  readonly contentType: string | null;
  /** Bytes. */
  readonly size: number | null;
}

export interface Contact extends Embedded {
  readonly nativeId: string;
  readonly name?: Loadable<string>;
  readonly email?: Loadable<string>;
  readonly phone?: Loadable<string>;
  readonly identifier?: Loadable<string>;
  readonly isBlocked?: Loadable<boolean>;
  readonly conversationCount?: Loadable<number>;
  readonly createdAt?: Loadable<Timestamp>;
}

export interface Agent extends Embedded {
  readonly nativeId: string;
  readonly kind?: Loadable<AgentKind>;
  readonly name?: Loadable<string>;
  readonly email?: Loadable<string>;
  readonly role?: Loadable<AgentRole>;
  readonly availability?: Loadable<Availability>;
  readonly rawAvailability?: Loadable<string>;
  readonly avatarUrl?: Loadable<string>;
}

export interface Inbox extends Embedded {
  readonly nativeId: string;
  readonly name?: Loadable<string>;
  readonly channel?: Loadable<Channel>;
  readonly rawChannel?: Loadable<string>;
  readonly isEnabled?: Loadable<boolean>;
  readonly greeting?: Loadable<string>;
}
