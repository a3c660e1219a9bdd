import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Agent as AgentModel, Contact as ContactModel, Conversation as ConversationModel, Inbox as InboxModel, Message as MessageModel, MessageAuthor as MessageAuthorModel } from '../domain.ts';
import type { SentFile as AttachmentModel } from '../data-sources/files.ts';
import type { CreateContactPayload as CreateContactPayloadModel } from '../data-sources/mutations/create-contact.ts';
import type { CreateConversationPayload as CreateConversationPayloadModel } from '../data-sources/mutations/create-conversation.ts';
import type { DeleteConversationPayload as DeleteConversationPayloadModel } from '../data-sources/mutations/delete-conversation.ts';
import type { SendMessagePayload as SendMessagePayloadModel } from '../data-sources/mutations/send-message.ts';
import type { DataSource as SourceModel } from '../data-sources/data-source.ts';
import type { Transcript as TranscriptModel } from '../data-sources/transcripts.ts';
import type { Context } from '../data-sources/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A moment in time: an RFC 3339 string in UTC, such as `2026-03-31T11:45:00Z`. Output always ends in `Z`.
   * Input may carry any offset and is converted to UTC; a leap second is read as the first instant after it. A value without
   * an offset, or no date at all, is BAD_USER_INPUT.
   */
  DateTime: { input: string; output: string; }
  /**
   * Any JSON value: object, list, string, number, boolean or null. Its shape is the provider's, not Switchboard's, and
   * may change without notice; do not select into it what a typed field already gives.
   */
  JSON: { input: unknown; output: unknown; }
};

/** Someone who answers for us at one source: a person, an AI agent or a team. Needs the scope `agents:read`. */
export type Agent = Node & {
  /**
   * Whether the agent can answer now. Null where the provider does not tell, or tells in a word that is none of these: see
   * `rawAvailability`.
   */
  readonly availability?: Maybe<AgentAvailability>;
  /** The address of a picture, at the provider's. Null where there is none. */
  readonly avatarUrl?: Maybe<Scalars['String']['output']>;
  /** The email address. Null where unknown, and for what is no person. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is a person, an AI or a team. Null where that cannot be told. */
  readonly kind?: Maybe<AgentKind>;
  /** The name shown to contacts. Null where unknown. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The provider's own id. Null where agents have none there. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The provider's latest payload about the agent, secrets removed. Null when none was seen. Needs `raw:read`. */
  readonly raw?: Maybe<Scalars['JSON']['output']>;
  /** The provider's own word for the availability, unchanged. Null where it has none. */
  readonly rawAvailability?: Maybe<Scalars['String']['output']>;
  /** What the agent may do at the provider. Null where unknown, or a role that is none of these. */
  readonly role?: Maybe<AgentRole>;
  /** The source the agent works at. */
  readonly source: Source;
};

/** Whether an agent can answer now. */
export type AgentAvailability =
  /** Signed in and occupied. */
  | 'BUSY'
  /** Not signed in. */
  | 'OFFLINE'
  /** Signed in and ready. */
  | 'ONLINE';

/** A page of agents over sources: by source in the order of the configuration, then as the provider lists them. */
export type AgentConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<AgentEdge>;
  /** True when only sources that fail for now have more rows: wait for the earliest `retryAt` before asking again. */
  readonly isBlocked: Scalars['Boolean']['output'];
  /** The rows alone, in the same order. */
  readonly nodes: ReadonlyArray<Agent>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
  /** What each source contributed, in the order of the configuration. */
  readonly sources: ReadonlyArray<SourceSlice>;
  /** How many rows match in all, as the providers reported when read. Null if the part of any source is unknown. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One agent in a page. */
export type AgentEdge = {
  /** The place of this row; give it as `after` or `before`. Good only for the same field with the same filter. */
  readonly cursor: Scalars['String']['output'];
  /** The agent. */
  readonly node: Agent;
};

/** Which agents to list. Fields combine by AND, the values within one by OR. An empty list is BAD_USER_INPUT. */
export type AgentFilter = {
  /** Only sources of these providers. The others get no slice. */
  readonly providers?: InputMaybe<ReadonlyArray<Provider>>;
  /** Only these sources, by key. An unknown key is BAD_USER_INPUT. The others get no slice. */
  readonly sources?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What an agent is. */
export type AgentKind =
  /** An AI agent or a bot. */
  | 'AI'
  /** A person. */
  | 'HUMAN'
  /** A group of agents that shares the work. */
  | 'TEAM';

/** What an agent may do at the provider. */
export type AgentRole =
  /** Answers conversations and configures the account. */
  | 'ADMINISTRATOR'
  /** Answers conversations. */
  | 'AGENT';

/** One version of an AI agent or team. */
export type AssigneeVersion = {
  /** The provider's id of the version; what `ConversationFilter.assigneeVersionIds` takes. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The number of the version, counting up. Null where the provider does not tell. */
  readonly number?: Maybe<Scalars['Int']['output']>;
};

/** A file that was sent with a message. */
export type Attachment = {
  /** The media type, such as `application/pdf`. Null when the provider gives none. */
  readonly contentType?: Maybe<Scalars['String']['output']>;
  /** An opaque id, unique over all attachments. An attachment is no `Node`: it is reached through its message. */
  readonly id: Scalars['ID']['output'];
  /** A link to download the file, good for a limited time. Null when the provider gives no way to download it. */
  readonly link?: Maybe<FileLink>;
  /** The file name, such as `invoice.pdf`. Null when the provider gives none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The size in bytes. Null when the provider gives none. */
  readonly size?: Maybe<Scalars['Int']['output']>;
};


/** A file that was sent with a message. */
export type AttachmentLinkArgs = {
  disposition?: FileDisposition;
};

/** On which side the author of a message stands. */
export type AuthorRole =
  /** A person on our side. */
  | 'AGENT'
  /** A bot or an AI agent on our side. */
  | 'BOT'
  /** The customer. */
  | 'CONTACT'
  /** Nobody: an event that the system noted. */
  | 'SYSTEM'
  /** Not known to this gateway; `rawRole` has the provider's word. */
  | 'UNKNOWN';

/** One rate limit of a source: so many calls in so many seconds. A source may have several, for different calls. */
export type Budget = {
  /** How many calls the window allows. Null when not known yet. */
  readonly limit?: Maybe<Scalars['Int']['output']>;
  /** Which calls this limit counts, such as `messages` or `all`. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Where the figures come from. */
  readonly origin?: Maybe<BudgetOrigin>;
  /** How many calls are left in the window now. Null when not known yet. */
  readonly remaining?: Maybe<Scalars['Int']['output']>;
  /** When calls become available again: the end of the window. Null when unknown, or when nothing is used up. */
  readonly resetAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long the window is, in seconds. Null when not known. */
  readonly windowSeconds?: Maybe<Scalars['Int']['output']>;
};

/** Where the figures of a budget come from. */
export type BudgetOrigin =
  /** From the provider's documentation or this gateway's configuration; counted by the gateway itself. */
  | 'DOCUMENTED'
  /** From the headers of the provider's latest reply. */
  | 'HEADER';

/** One thing that a source can do. Derived from what its provider's API documents; more may be added. */
export type Capability =
  /** `updateConversation` can set `assigneeId`, or clear it. */
  | 'ASSIGN'
  /** `createAgent` works here. */
  | 'CREATE_AGENT'
  /** `createContact` works here. */
  | 'CREATE_CONTACT'
  /** `createConversation` works here. */
  | 'CREATE_CONVERSATION'
  /** `deleteConversation` works here. */
  | 'DELETE_CONVERSATION'
  /** Files that were sent in a conversation can be downloaded, by `Conversation.file` and `Attachment.link`. */
  | 'DOWNLOAD_FILE'
  /** Conversations can be filtered by `assigneeIds`. */
  | 'FILTER_ASSIGNEE'
  /** Conversations can be filtered by `channels`. */
  | 'FILTER_CHANNEL'
  /** Conversations can be filtered by `contactIds`; a contact's `conversations` can be listed. */
  | 'FILTER_CONTACT'
  /** Conversations can be filtered by `inboxIds`. */
  | 'FILTER_INBOX'
  /** Conversations can be filtered by `lastActivity`. */
  | 'FILTER_LAST_ACTIVITY'
  /** Conversations can be filtered by `status`. */
  | 'FILTER_STATUS'
  /** A contact can be read by its id. */
  | 'GET_CONTACT'
  /** A conversation can be read by its id. */
  | 'GET_CONVERSATION'
  /** Agents can be listed: the source takes part in `Query.agents`. */
  | 'LIST_AGENTS'
  /** Contacts can be listed: the source takes part in `Query.contacts`. */
  | 'LIST_CONTACTS'
  /** Conversations can be listed: the source takes part in `Query.conversations`. */
  | 'LIST_CONVERSATIONS'
  /** Inboxes can be listed: the source takes part in `Query.inboxes`. */
  | 'LIST_INBOXES'
  /** The messages of a conversation can be read; `completeness` says whether all of them. */
  | 'READ_MESSAGES'
  /** Contacts can be searched with `search`. */
  | 'SEARCH_CONTACTS'
  /** Conversations can be searched with `search`. */
  | 'SEARCH_CONVERSATIONS'
  /** `sendMessage` can speak as an agent: the message goes out to the contact. */
  | 'SEND_AS_AGENT'
  /** `sendMessage` can speak as the contact: the message comes in, as from a website widget. */
  | 'SEND_AS_CONTACT'
  /** `sendMessage` can leave a note that only agents see (`isPrivate: true`). */
  | 'SEND_PRIVATE_NOTE'
  /** `updateConversation` can set `lastActivityAt`. */
  | 'SET_LAST_ACTIVITY'
  /** `updateConversation` can set `status`. */
  | 'SET_STATUS'
  /** A conversation's `title` can be set. */
  | 'SET_TITLE';

/** A kind of channel. Further ones may be added. */
export type Channel =
  /** A program of the customer's own, through the provider's API. */
  | 'API'
  /** Email. */
  | 'EMAIL'
  /** Instagram messages. */
  | 'INSTAGRAM'
  /** A chat widget on a website. */
  | 'LIVE_CHAT'
  /** A channel that is none of these; `rawChannel` has the provider's word. */
  | 'OTHER'
  /** WhatsApp, whichever way it is connected. */
  | 'WHATSAPP';

/** How much of a conversation's messages can be had. */
export type Completeness =
  /** All that the provider's API gives. */
  | 'COMPLETE'
  /** Only the latest few, possibly shortened: the provider's API gives no more (Zaia: the last two). */
  | 'PREVIEW'
  /** The first ones up to a limit; the rest can be read through `Conversation.messages` from `endCursor` on. */
  | 'TRUNCATED';

/**
 * A customer as one source knows them. The same person at two sources is two contacts: see `Query.customer`. Needs the
 * scope `contacts:read`.
 */
export type Contact = Node & {
  /** How many conversations the provider counts for the contact. Null where it does not count. */
  readonly conversationCount?: Maybe<Scalars['Int']['output']>;
  /**
   * The contact's conversations, newest activity first. 25 when neither `first` nor `last` is given. Where the provider
   * cannot filter by contact (see FILTER_CONTACT) its slice is SKIPPED. Needs `conversations:read`.
   */
  readonly conversations?: Maybe<ConversationConnection>;
  /** When the contact was first known there. Null where the provider does not tell. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The email address. Null where unknown. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** What the contact is called in a system outside the provider, where the provider keeps that. Null elsewhere. */
  readonly identifier?: Maybe<Scalars['String']['output']>;
  /** True when the contact may no longer write. Null where the provider does not tell. */
  readonly isBlocked?: Maybe<Scalars['Boolean']['output']>;
  /** The full name. Null where unknown. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The provider's own id. Null where contacts have none there, or it is a secret. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The phone number, normally in E.164 form such as `+15550001234`. Null where unknown. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** The provider's latest payload about the contact, secrets removed. Null when none was seen. Needs `raw:read`. */
  readonly raw?: Maybe<Scalars['JSON']['output']>;
  /** The source that knows the contact. */
  readonly source: Source;
};


/**
 * A customer as one source knows them. The same person at two sources is two contacts: see `Query.customer`. Needs the
 * scope `contacts:read`.
 */
export type ContactConversationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConversationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of contacts over sources: by source in the order of the configuration, then as the provider lists them. */
export type ContactConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<ContactEdge>;
  /** True when only sources that fail for now have more rows: wait for the earliest `retryAt` before asking again. */
  readonly isBlocked: Scalars['Boolean']['output'];
  /** The rows alone, in the same order. */
  readonly nodes: ReadonlyArray<Contact>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
  /** What each source contributed, in the order of the configuration. */
  readonly sources: ReadonlyArray<SourceSlice>;
  /** How many rows match in all, as the providers reported when read. Null if the part of any source is unknown. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One contact in a page. */
export type ContactEdge = {
  /** The place of this row; give it as `after` or `before`. Good only for the same field with the same filter. */
  readonly cursor: Scalars['String']['output'];
  /** The contact. */
  readonly node: Contact;
};

/**
 * Which contacts to list. Fields combine by AND, the values within one by OR. An empty list is BAD_USER_INPUT. A source
 * that cannot apply a filter is SKIPPED with the reason.
 */
export type ContactFilter = {
  /** Only sources of these providers. The others get no slice. */
  readonly providers?: InputMaybe<ReadonlyArray<Provider>>;
  /** Only contacts that the provider finds for this text, in name, email or phone. How it matches is up to the provider. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only these sources, by key. An unknown key is BAD_USER_INPUT. The others get no slice. */
  readonly sources?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/**
 * A thread of messages between one contact and those who answer: agents, bots, or both. Needs the scope
 * `conversations:read`. What a list already carried costs nothing more; other fields are loaded when selected. A null
 * means that this gateway does not know, or that there is none.
 */
export type Conversation = Node & {
  /** Who is in charge: a person, an AI agent or a team. Null when nobody is, or unknown. Needs `agents:read`. */
  readonly assignee?: Maybe<Agent>;
  /** Which version of an AI agent is in charge. Null where agents have no versions. */
  readonly assigneeVersion?: Maybe<AssigneeVersion>;
  /** The customer on the other side. Null where unknown. Needs `contacts:read`. */
  readonly contact?: Maybe<Contact>;
  /** When the conversation began. Null where unknown. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * A link to a file of this conversation, where its ids are known from elsewhere, such as the provider's notifications.
   * UNSUPPORTED where the provider has no files to download (see DOWNLOAD_FILE). Needs `messages:read`.
   */
  readonly file?: Maybe<FileLink>;
  /** Whether an AI or a human answers at present. Null where the provider does not tell. */
  readonly handledBy?: Maybe<HandledBy>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** The inbox or channel it arrived through. Null where there is none, or unknown. Needs `inboxes:read`. */
  readonly inbox?: Maybe<Inbox>;
  /** True once it was removed; some providers still show removed ones. Null where the provider does not tell. */
  readonly isRemoved?: Maybe<Scalars['Boolean']['output']>;
  /** When something last happened, normally the newest message; what merged lists are ordered by. Null where unknown. */
  readonly lastActivityAt?: Maybe<Scalars['DateTime']['output']>;
  /** The newest message known, which may be a shortened preview. Null when there is none. Needs `messages:read`. */
  readonly lastMessage?: Maybe<Message>;
  /**
   * Its messages, oldest first. 25 when neither `first` nor `last` is given. Null, with an error, when they could not be
   * read. Needs `messages:read`.
   */
  readonly messages?: Maybe<MessageConnection>;
  /** The provider's own id. Null where that id is a secret, as SquirrelStack's visitor token is; the global id still works. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The provider's latest payload about it, secrets removed. Null when none was seen. Needs `raw:read`. */
  readonly raw?: Maybe<Scalars['JSON']['output']>;
  /** The provider's own word for the status, unchanged. Null where it has none. */
  readonly rawStatus?: Maybe<Scalars['String']['output']>;
  /** The source the conversation lives at. */
  readonly source: Source;
  /** Where the conversation stands. Null where the provider has no status, or one that is none of these: see `rawStatus`. */
  readonly status?: Maybe<ConversationStatus>;
  /** The support ticket linked to it. Null where there is none. */
  readonly ticket?: Maybe<Ticket>;
  /** The subject or title. Null where there is none. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** The whole course of the conversation in one piece, to read or to keep. Needs `messages:read`. */
  readonly transcript?: Maybe<Transcript>;
  /** How many messages nobody has read yet on the agents' side. Null where the provider does not count. */
  readonly unreadCount?: Maybe<Scalars['Int']['output']>;
  /** When its record was last changed. Null where the provider does not tell. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
};


/**
 * A thread of messages between one contact and those who answer: agents, bots, or both. Needs the scope
 * `conversations:read`. What a list already carried costs nothing more; other fields are loaded when selected. A null
 * means that this gateway does not know, or that there is none.
 */
export type ConversationFileArgs = {
  activityId: Scalars['String']['input'];
  disposition?: FileDisposition;
  fileId: Scalars['String']['input'];
};


/**
 * A thread of messages between one contact and those who answer: agents, bots, or both. Needs the scope
 * `conversations:read`. What a list already carried costs nothing more; other fields are loaded when selected. A null
 * means that this gateway does not know, or that there is none.
 */
export type ConversationMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of conversations, of one or many sources. One source failing leaves the others' rows; `sources` tells. */
export type ConversationConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<ConversationEdge>;
  /** True when only sources that fail for now have more rows: wait for the earliest `retryAt` before asking again. */
  readonly isBlocked: Scalars['Boolean']['output'];
  /** The rows alone, in the same order. */
  readonly nodes: ReadonlyArray<Conversation>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
  /** What each source contributed, in the order of the configuration. */
  readonly sources: ReadonlyArray<SourceSlice>;
  /** How many rows match in all, as the providers reported when read. Null if the part of any source is unknown. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One conversation in a page. */
export type ConversationEdge = {
  /** The place of this row; give it as `after` or `before`. Good only for the same field with the same filter. */
  readonly cursor: Scalars['String']['output'];
  /** The conversation. */
  readonly node: Conversation;
};

/** Something that happened to a conversation. */
export type ConversationEvent = {
  /** The conversation as it is now. */
  readonly conversation: Conversation;
  /** What happened, seen from the subscription's filter. */
  readonly kind?: Maybe<ConversationEventKind>;
};

/** What happened to a conversation, seen from a subscription's filter. */
export type ConversationEventKind =
  /** It is new, or matches the filter now and did not before. */
  | 'APPEARED'
  /** It matched before, still does, and something about it changed. */
  | 'CHANGED'
  /** It matched before and no longer does, or was removed. */
  | 'LEFT';

/**
 * Which conversations to list. Fields combine by AND, the values within one by OR. An empty list is BAD_USER_INPUT. Every
 * filter is applied by the provider itself; a source that cannot apply one is SKIPPED with the reason, never
 * half-filtered. Several values where the provider takes one are asked for one by one, at most 20 per source.
 */
export type ConversationFilter = {
  /** Only conversations these agents are in charge of, by global id. Other sources than theirs match nothing. */
  readonly assigneeIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only conversations handled by these versions of an AI agent, by `AssigneeVersion.nativeId`. */
  readonly assigneeVersionIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only conversations that came through these kinds of channel. */
  readonly channels?: InputMaybe<ReadonlyArray<Channel>>;
  /** Only conversations of these contacts, by global id. Other sources than theirs match nothing. */
  readonly contactIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only conversations of these inboxes, by global id. Other sources than theirs match nothing. */
  readonly inboxIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only conversations whose last activity lies in this span. */
  readonly lastActivity?: InputMaybe<DateTimeRange>;
  /** Only sources of these providers. The others get no slice. */
  readonly providers?: InputMaybe<ReadonlyArray<Provider>>;
  /** Only conversations that the provider finds for this text; what is searched, and how, is up to the provider. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only these sources, by key. An unknown key is BAD_USER_INPUT. The others get no slice. */
  readonly sources?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only conversations that stand so. */
  readonly status?: InputMaybe<ReadonlyArray<ConversationStatus>>;
};

/** Where a conversation stands. */
export type ConversationStatus =
  /** In work, or waiting for an agent. */
  | 'OPEN'
  /** Waiting for something else, such as an answer of the contact, or a bot that is still in charge. */
  | 'PENDING'
  /** Done and closed. */
  | 'RESOLVED'
  /** Put aside until later or until the contact writes again. */
  | 'SNOOZED';

/** An agent to create: a person who can then sign in at the provider. */
export type CreateAgentInput = {
  /** The email address, used to sign in at the provider. */
  readonly email: Scalars['String']['input'];
  /**
   * Your own name for this attempt, at most 255 bytes, so that repeating it is safe. The same key and input within 24 hours give the first
   * answer again; with another input IDEMPOTENCY_CONFLICT. Scoped to the caller, this mutation and the source.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The full name. */
  readonly name: Scalars['String']['input'];
  /** What the agent may do. Left out, the provider's default (at Xe Chat AGENT). */
  readonly role?: InputMaybe<AgentRole>;
  /** The key of the source to create it at. */
  readonly source: Scalars['String']['input'];
};

/** What became of `createAgent`. */
export type CreateAgentPayload = {
  /** The new agent. Null when it was not created. */
  readonly agent?: Maybe<Agent>;
  /** What to mend in the input. Empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A contact to create. */
export type CreateContactInput = {
  /** The email address, unique at the source: a CONFLICT when another contact has it. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /**
   * Your own name for this attempt, at most 255 bytes, so that repeating it is safe. The same key and input within 24 hours give the first
   * answer again; with another input IDEMPOTENCY_CONFLICT. Scoped to the caller, this mutation and the source.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The full name. */
  readonly name: Scalars['String']['input'];
  /** The phone number in E.164 form, such as `+15550001234`. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** The key of the source to create it at. */
  readonly source: Scalars['String']['input'];
};

/** What became of `createContact`. */
export type CreateContactPayload = {
  /** With a CONFLICT: the contact that holds the email already, where it can be found. Null otherwise. */
  readonly conflictingContact?: Maybe<Contact>;
  /** The new contact. Null when it was not created. */
  readonly contact?: Maybe<Contact>;
  /** What to mend in the input. Empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A contact, given by its data rather than its id. */
export type CreateConversationContactInput = {
  /** The email address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The full name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** What to begin a conversation with. Which fields are needed and possible differs by provider; `userErrors` tell. */
export type CreateConversationInput = {
  /** The agent to put in charge at once, by global id. Must belong to the source. */
  readonly assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** The contact it is with, by name and email, where the provider takes these instead of a contact's id. */
  readonly contact?: InputMaybe<CreateConversationContactInput>;
  /** The contact it is with, by global id. Must belong to the source. */
  readonly contactId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Your own name for this attempt, at most 255 bytes, so that repeating it is safe. The same key and input within 24 hours give the first
   * answer again; with another input IDEMPOTENCY_CONFLICT. Scoped to the caller, this mutation and the source.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The inbox to create it in, by global id. Must belong to the source. */
  readonly inboxId?: InputMaybe<Scalars['ID']['input']>;
  /** The first message. */
  readonly message?: InputMaybe<CreateConversationMessageInput>;
  /** The key of the source to create it at. */
  readonly source: Scalars['String']['input'];
  /** The status to begin with. Left out, the provider's default. */
  readonly status?: InputMaybe<ConversationStatus>;
  /** The title to begin with. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /**
   * The secret that names the visitor's conversation at a website widget (SquirrelStack). Treat it as a password. Left
   * out, one is made: random, or from the idempotency key.
   */
  readonly visitorToken?: InputMaybe<Scalars['String']['input']>;
};

/** The first message of a new conversation. */
export type CreateConversationMessageInput = {
  /** Who speaks. Left out, the one side that the provider lets this API speak as; the other is UNSUPPORTED. */
  readonly as?: InputMaybe<SenderRole>;
  /** The text. Too long a text is TOO_LONG; SquirrelStack takes 10,000 characters. */
  readonly content: Scalars['String']['input'];
};

/** What became of `createConversation`. */
export type CreateConversationPayload = {
  /** What the provider answered the visitor at once. Null where it answers nothing. */
  readonly autoReply?: Maybe<Scalars['String']['output']>;
  /** The new conversation, whole. Null when it was not created. */
  readonly conversation?: Maybe<Conversation>;
  /** The first message, read back when selected. Null when none was sent, or the provider does not show it. */
  readonly message?: Maybe<Message>;
  /** What to mend in the input. Empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** One person over all sources: every contact with exactly the same email. Needs the scope `contacts:read`. */
export type Customer = {
  /** The contacts that have exactly this email, in the order of the sources. */
  readonly contacts: ReadonlyArray<Contact>;
  /** The email address that was asked for. */
  readonly email: Scalars['String']['output'];
  /**
   * How each source fared. One that fails leaves the others' contacts, and one that cannot search is SKIPPED, as is one whose search
   * finds more than is looked through; `totalCount` is how many contacts with this email it has.
   */
  readonly sources: ReadonlyArray<SourceSlice>;
};

/**
 * A span of time, open at an end that is left out. A row exactly at an end counts as the provider counts it. `from`
 * after `to` is BAD_USER_INPUT.
 */
export type DateTimeRange = {
  /** The earliest moment. Left out: no limit. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** The latest moment. Left out: no limit. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Which conversation to delete. */
export type DeleteConversationInput = {
  /** The conversation, by global id. */
  readonly id: Scalars['ID']['input'];
  /**
   * Your own name for this attempt, at most 255 bytes, so that repeating it is safe. The same key and input within 24 hours give the first
   * answer again; with another input IDEMPOTENCY_CONFLICT. Scoped to the caller, this mutation and the source.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `deleteConversation`. */
export type DeleteConversationPayload = {
  /** The conversation, with `isRemoved` true, where the provider still shows removed ones. Null elsewhere. */
  readonly conversation?: Maybe<Conversation>;
  /** The global id of the deleted conversation, to drop it from a cache. Null when it was not deleted. */
  readonly deletedConversationId?: Maybe<Scalars['ID']['output']>;
  /** What to mend in the input. Empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * The value of `extensions.code` in every error of the response: what kind of trouble it was. Further codes may be
 * added. Where known, `extensions` also has `source` (its key), `retryAfter` (seconds) and `requestId`; errors of
 * mutations also have `outcome`: NOT_DONE (nothing was changed) or UNKNOWN (it may have been).
 */
export type ErrorCode =
  /** The request itself is wrong: an id, a cursor, an argument, a filter. Mend it; asking again gives the same. */
  | 'BAD_USER_INPUT'
  /** The operation might need more upstream calls than allowed. Ask for less at once: smaller pages, fewer levels. */
  | 'COST_LIMIT_EXCEEDED'
  /** The credential lacks the scope, or is bound to other sources or conversations. */
  | 'FORBIDDEN'
  /** The idempotency key was used before with another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A fault of the gateway. Report the `requestId`. */
  | 'INTERNAL_SERVER_ERROR'
  /** A write got no answer: it may or may not have happened. Repeat it with the same idempotency key, or look. */
  | 'OUTCOME_UNKNOWN'
  /** A rate limit is used up, the source's or the caller's. Ask again after `retryAfter` seconds. */
  | 'RATE_LIMITED'
  /** No credential, or one that is not valid here. */
  | 'UNAUTHENTICATED'
  /** The provider has no such operation. `Source.capabilities` says what it has. */
  | 'UNSUPPORTED'
  /** The source answered something that is not as its provider documents it. */
  | 'UPSTREAM_INVALID_RESPONSE'
  /** The source did not answer in time. Reading again is safe. */
  | 'UPSTREAM_TIMEOUT'
  /** The source refused the gateway's credential. Whoever runs the gateway must mend it. */
  | 'UPSTREAM_UNAUTHORIZED'
  /** The source could not be reached or failed. Reading again later is safe. */
  | 'UPSTREAM_UNAVAILABLE';

/** What a browser does with a file that it downloads. */
export type FileDisposition =
  /** Saves it under its name. */
  | 'ATTACHMENT'
  /** Shows it in place, where it can. */
  | 'INLINE';

/** A link to a file, served by this gateway. Whoever holds it can download the file until it expires. */
export type FileLink = {
  /** When the link stops working. Select it anew to get a fresh one. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The absolute address to download from, with GET and without credentials. */
  readonly url?: Maybe<Scalars['String']['output']>;
};

/** Who answers in a conversation at present. */
export type HandledBy =
  /** A bot or an AI agent. */
  | 'AI'
  /** A person. */
  | 'HUMAN'
  /** Nobody. */
  | 'NONE';

/** How a source fares. */
export type HealthStatus =
  /** Some of the latest calls failed: expect delays, stale data or missing rows. */
  | 'DEGRADED'
  /** Calls fail. The gateway holds back for a while, then tries again. */
  | 'DOWN'
  /** The latest calls were answered. */
  | 'HEALTHY'
  /** Not called yet, so nothing is known. */
  | 'UNKNOWN';

/**
 * Where conversations come in at one source: a website's live chat, a mailbox, a messenger number. Some providers call it
 * a channel. Needs the scope `inboxes:read`.
 */
export type Inbox = Node & {
  /** The kind of channel. Null where unknown. */
  readonly channel?: Maybe<Channel>;
  /** What the widget greets visitors with. Null where there is no such greeting. */
  readonly greeting?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  readonly id: Scalars['ID']['output'];
  /** False when the inbox takes no new conversations. Null where the provider does not tell. */
  readonly isEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** The name shown to agents. Null where unknown. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The provider's own id. Null where inboxes have none there. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The provider's latest payload about the inbox, secrets removed. Null when none was seen. Needs `raw:read`. */
  readonly raw?: Maybe<Scalars['JSON']['output']>;
  /** The provider's own word for the channel, unchanged. Null where it has none. */
  readonly rawChannel?: Maybe<Scalars['String']['output']>;
  /** The source the inbox belongs to. */
  readonly source: Source;
};

/** A page of inboxes over sources: by source in the order of the configuration, then as the provider lists them. */
export type InboxConnection = {
  /** The rows, each with its cursor. */
  readonly edges: ReadonlyArray<InboxEdge>;
  /** True when only sources that fail for now have more rows: wait for the earliest `retryAt` before asking again. */
  readonly isBlocked: Scalars['Boolean']['output'];
  /** The rows alone, in the same order. */
  readonly nodes: ReadonlyArray<Inbox>;
  /** Where this page stands in the list. */
  readonly pageInfo: PageInfo;
  /** What each source contributed, in the order of the configuration. */
  readonly sources: ReadonlyArray<SourceSlice>;
  /** How many rows match in all, as the providers reported when read. Null if the part of any source is unknown. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One inbox in a page. */
export type InboxEdge = {
  /** The place of this row; give it as `after` or `before`. Good only for the same field with the same filter. */
  readonly cursor: Scalars['String']['output'];
  /** The inbox. */
  readonly node: Inbox;
};

/** Which inboxes to list. Fields combine by AND, the values within one by OR. An empty list is BAD_USER_INPUT. */
export type InboxFilter = {
  /** Only sources of these providers. The others get no slice. */
  readonly providers?: InputMaybe<ReadonlyArray<Provider>>;
  /** Only these sources, by key. An unknown key is BAD_USER_INPUT. The others get no slice. */
  readonly sources?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** One message of a conversation, or a note or event in between. Needs the scope `messages:read`. */
export type Message = Node & {
  /** The files sent with it. Empty when there are none, or the provider lists none. */
  readonly attachments: ReadonlyArray<Attachment>;
  /** Who wrote it, as far as the message tells. */
  readonly author: MessageAuthor;
  /** The text, as the provider gives it. Null where there is none, as with a file alone. A preview may be shortened. */
  readonly content?: Maybe<Scalars['String']['output']>;
  /** The conversation it belongs to. Needs `conversations:read`. */
  readonly conversation: Conversation;
  /** When it was written. Null where unknown. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Which way it went. Null where that cannot be told. */
  readonly direction?: Maybe<MessageDirection>;
  /** The global id. It holds its conversation, so that the message can be found again. */
  readonly id: Scalars['ID']['output'];
  /** True for a note that only agents see. */
  readonly isPrivate: Scalars['Boolean']['output'];
  /** The provider's own id. Null where its messages have none. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The provider's payload of the message, secrets removed. Null when none was seen. Needs `raw:read`. */
  readonly raw?: Maybe<Scalars['JSON']['output']>;
};

/** Who wrote a message. Its name needs `messages:read` only; whom it leads to needs their own scope. */
export type MessageAuthor = {
  /** The agent who wrote it. Null unless it was an agent that the provider identifies. Needs `agents:read`. */
  readonly agent?: Maybe<Agent>;
  /** The contact who wrote it. Null unless it was a contact that the provider identifies. Needs `contacts:read`. */
  readonly contact?: Maybe<Contact>;
  /** The name shown with the message. Null where there is none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The provider's own word for the role, unchanged. Null where it has none. */
  readonly rawRole?: Maybe<Scalars['String']['output']>;
  /** On which side the author stands. UNKNOWN where the provider's word is not known: see `rawRole`. */
  readonly role: AuthorRole;
};

/** A page of a conversation's messages, oldest first. */
export type MessageConnection = {
  /** Whether walking this connection gives every message, or the provider only shows a preview. */
  readonly completeness: Completeness;
  /** The messages, each with its cursor. */
  readonly edges: ReadonlyArray<MessageEdge>;
  /** The messages alone, in the same order. */
  readonly nodes: ReadonlyArray<Message>;
  /** Where this page stands in the conversation. */
  readonly pageInfo: PageInfo;
  /** How many messages there are in all, as the provider reported when read. Null where unknown, and for a PREVIEW. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** Which way a message went. */
export type MessageDirection =
  /** From the contact to us. */
  | 'INBOUND'
  /** To neither: a private note, or a system event. */
  | 'INTERNAL'
  /** From us, a person or a bot, to the contact. */
  | 'OUTBOUND';

/** One message in a page. */
export type MessageEdge = {
  /** The place of this message; give it as `after` or `before`. Good only for the same conversation and `since`. */
  readonly cursor: Scalars['String']['output'];
  /** The message. */
  readonly node: Message;
};

/** A new message in a watched conversation. */
export type MessageEvent = {
  /** True when messages before this one may have been missed: read `Conversation.messages` to fill in. */
  readonly gap: Scalars['Boolean']['output'];
  /** The message. */
  readonly message: Message;
};

/**
 * Everything that can be changed. What the caller can mend comes as `userErrors` in the payload; any other trouble is an
 * error of the response, whose `extensions.outcome` is NOT_DONE (safe to repeat) or UNKNOWN (it may have happened). A
 * mutation succeeded when it has no user error and no error at its own path. Writes are never repeated blindly.
 */
export type Mutation = {
  /** Creates an agent who can then sign in at the provider. Needs `agents:write`. */
  readonly createAgent?: Maybe<CreateAgentPayload>;
  /** Creates a contact. Needs `contacts:write`. */
  readonly createContact?: Maybe<CreateContactPayload>;
  /** Begins a conversation. Needs `conversations:write`. */
  readonly createConversation?: Maybe<CreateConversationPayload>;
  /** Deletes a conversation. Deleting one that is removed already succeeds. Needs `conversations:write`. */
  readonly deleteConversation?: Maybe<DeleteConversationPayload>;
  /** Sends a message in a conversation, to the contact, as the contact, or as a private note. Needs `messages:write`. */
  readonly sendMessage?: Maybe<SendMessagePayload>;
  /** Changes a conversation's status, assignee, title or last activity: only what is given. Needs `conversations:write`. */
  readonly updateConversation?: Maybe<UpdateConversationPayload>;
};


/**
 * Everything that can be changed. What the caller can mend comes as `userErrors` in the payload; any other trouble is an
 * error of the response, whose `extensions.outcome` is NOT_DONE (safe to repeat) or UNKNOWN (it may have happened). A
 * mutation succeeded when it has no user error and no error at its own path. Writes are never repeated blindly.
 */
export type MutationCreateAgentArgs = {
  input: CreateAgentInput;
};


/**
 * Everything that can be changed. What the caller can mend comes as `userErrors` in the payload; any other trouble is an
 * error of the response, whose `extensions.outcome` is NOT_DONE (safe to repeat) or UNKNOWN (it may have happened). A
 * mutation succeeded when it has no user error and no error at its own path. Writes are never repeated blindly.
 */
export type MutationCreateContactArgs = {
  input: CreateContactInput;
};


/**
 * Everything that can be changed. What the caller can mend comes as `userErrors` in the payload; any other trouble is an
 * error of the response, whose `extensions.outcome` is NOT_DONE (safe to repeat) or UNKNOWN (it may have happened). A
 * mutation succeeded when it has no user error and no error at its own path. Writes are never repeated blindly.
 */
export type MutationCreateConversationArgs = {
  input: CreateConversationInput;
};


/**
 * Everything that can be changed. What the caller can mend comes as `userErrors` in the payload; any other trouble is an
 * error of the response, whose `extensions.outcome` is NOT_DONE (safe to repeat) or UNKNOWN (it may have happened). A
 * mutation succeeded when it has no user error and no error at its own path. Writes are never repeated blindly.
 */
export type MutationDeleteConversationArgs = {
  input: DeleteConversationInput;
};


/**
 * Everything that can be changed. What the caller can mend comes as `userErrors` in the payload; any other trouble is an
 * error of the response, whose `extensions.outcome` is NOT_DONE (safe to repeat) or UNKNOWN (it may have happened). A
 * mutation succeeded when it has no user error and no error at its own path. Writes are never repeated blindly.
 */
export type MutationSendMessageArgs = {
  input: SendMessageInput;
};


/**
 * Everything that can be changed. What the caller can mend comes as `userErrors` in the payload; any other trouble is an
 * error of the response, whose `extensions.outcome` is NOT_DONE (safe to repeat) or UNKNOWN (it may have happened). A
 * mutation succeeded when it has no user error and no error at its own path. Writes are never repeated blindly.
 */
export type MutationUpdateConversationArgs = {
  input: UpdateConversationInput;
};

/** Anything with a global id. `node(id:)` finds it again, whatever its provider: keep the id, not the native one. */
export type Node = {
  /**
   * The global id: opaque, and unique over all sources and types. It survives restarts and upgrades of the gateway as
   * long as its source stays configured under the same key. Do not take it apart: its inside may change, its use not.
   */
  readonly id: Scalars['ID']['output'];
};

/** The types that `nodeByNativeId` can look up. */
export type NodeType =
  /** An `Agent`, by the provider's agent id. */
  | 'AGENT'
  /** A `Contact`, by the provider's contact id. */
  | 'CONTACT'
  /** A `Conversation`, by the provider's conversation id (for a website widget: by its visitor token). */
  | 'CONVERSATION'
  /** An `Inbox`, by the provider's inbox or channel id. */
  | 'INBOX';

/** Where a page stands in its list, as the Relay cursor connections specification has it. */
export type PageInfo = {
  /**
   * The cursor to give as `after` for the next page. Never null while `hasNextPage` is true, on an empty page too. Opaque,
   * signed, and good only for the same field with the same filter: elsewhere it is BAD_USER_INPUT.
   */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /**
   * True when asking again with `after: endCursor` may give more rows. Stays true while a source that failed for now
   * may have more; see `isBlocked` and `sources` of a connection over sources.
   */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when asking again with `before: startCursor` may give rows that come earlier in the list. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /**
   * The cursor to give as `before` for the page in front of this one. Null when there is nothing to stand on: no row, and
   * no place before it.
   */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Someone who took part in a conversation, with how much they wrote. */
export type Participant = {
  /** The agent behind it. Null unless it is an agent that the provider identifies. Needs `agents:read`. */
  readonly agent?: Maybe<Agent>;
  /** The contact behind it. Null unless it is a contact that the provider identifies. Needs `contacts:read`. */
  readonly contact?: Maybe<Contact>;
  /** How many of the transcript's entries are theirs. */
  readonly messageCount?: Maybe<Scalars['Int']['output']>;
  /** The name shown with their messages. Null where there is none. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** On which side they stand. */
  readonly role?: Maybe<AuthorRole>;
};

/** The chat products that Switchboard speaks to. Further ones may be added. */
export type Provider =
  /** Ebbot: chats with a bot and agents, and their transcripts; read-only. */
  | 'EBBOT'
  /** SquirrelStack's chat widget: one website inbox, spoken to as the visitor. */
  | 'SQUIRRELSTACK'
  /** Xe Chat, by Xeboki: inboxes, contacts, agents and two-way messages. */
  | 'XE_CHAT'
  /** Zaia Endless: chats of AI agents and squads, with previews of the last two messages. */
  | 'ZAIA';

/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type Query = {
  /** One agent. Null when it does not exist. An id of another type is BAD_USER_INPUT. Needs `agents:read`. */
  readonly agent?: Maybe<Agent>;
  /**
   * The agents of all sources: by source, then in the provider's order. 25 when neither `first` nor `last` is given.
   * A source that fails leaves the others' rows, and its slice in `sources` says why. Needs `agents:read`.
   */
  readonly agents?: Maybe<AgentConnection>;
  /** One contact. Null when it does not exist. An id of another type is BAD_USER_INPUT. Needs `contacts:read`. */
  readonly contact?: Maybe<Contact>;
  /**
   * The contacts of all sources: by source, then in the provider's order. 25 when neither `first` nor `last` is given.
   * A source that fails leaves the others' rows, and its slice in `sources` says why. Needs `contacts:read`.
   */
  readonly contacts?: Maybe<ContactConnection>;
  /** One conversation. Null when it does not exist. An id of another type is BAD_USER_INPUT. Needs `conversations:read`. */
  readonly conversation?: Maybe<Conversation>;
  /**
   * The conversations of all sources in one list, latest activity first; each source's rows stay in its provider's own
   * order. 25 when neither `first` nor `last` is given. A source that fails leaves the others' rows, and its slice in
   * `sources` says why. Needs `conversations:read`.
   */
  readonly conversations?: Maybe<ConversationConnection>;
  /**
   * One person over all sources. A source that fails leaves the others' contacts, and its slice in `sources` says why. Null
   * where nobody has this email; an error where only a source that failed, or whose search finds more than is looked
   * through, may know it. Needs `contacts:read`.
   */
  readonly customer?: Maybe<Customer>;
  /** One inbox. Null when it does not exist. An id of another type is BAD_USER_INPUT. Needs `inboxes:read`. */
  readonly inbox?: Maybe<Inbox>;
  /**
   * The inboxes of all sources: by source, then in the provider's order. 25 when neither `first` nor `last` is given.
   * A source that fails leaves the others' rows, and its slice in `sources` says why. Needs `inboxes:read`.
   */
  readonly inboxes?: Maybe<InboxConnection>;
  /**
   * Anything by its global id. Null when it does not exist or its source is no longer configured; null with
   * BAD_USER_INPUT when the id is malformed.
   */
  readonly node?: Maybe<Node>;
  /**
   * Anything by the provider's own id: how a website's widget reaches its conversation by visitor token, and a CRM its
   * contacts by the ids it knows. Null when it does not exist, UNSUPPORTED where the provider cannot look it up.
   */
  readonly nodeByNativeId?: Maybe<Node>;
  /** Many things by their global ids at once: in the order asked for, duplicates kept, null for each that is not found. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** One source by its key. Null when there is none of that name. Makes no call. */
  readonly source?: Maybe<Source>;
  /** Every configured source the caller may see, in the order of the configuration. Makes no call. */
  readonly sources: ReadonlyArray<Source>;
  /** The transcript of one conversation. Null when it does not exist. Needs `conversations:read` and `messages:read`. */
  readonly transcript?: Maybe<Transcript>;
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryAgentArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryAgentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AgentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryContactArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ContactFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryConversationArgs = {
  assigneeVersionId?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryConversationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConversationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryCustomerArgs = {
  email: Scalars['String']['input'];
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryInboxArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryInboxesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InboxFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryNodeByNativeIdArgs = {
  nativeId: Scalars['String']['input'];
  source: Scalars['String']['input'];
  type: NodeType;
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QuerySourceArgs = {
  key: Scalars['String']['input'];
};


/**
 * Everything that can be read. Reading what does not exist gives null, not an error. What could not be read gives null and
 * an error at its path, with a stable `extensions.code` (see `ErrorCode`); the rest of the answer is kept.
 */
export type QueryTranscriptArgs = {
  conversationId: Scalars['ID']['input'];
};

/** A message to send. */
export type SendMessageInput = {
  /** The agent to send it as, by global id of the same source. Left out, whoever owns the gateway's credential there. */
  readonly agentId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * On whose behalf. Left out, the one side that the provider lets this API speak as (Xe Chat: AGENT; SquirrelStack:
   * CONTACT); the other is UNSUPPORTED. The returned `direction` says what happened.
   */
  readonly as?: InputMaybe<SenderRole>;
  /** The text. Empty is INVALID; too long is TOO_LONG: SquirrelStack takes 10,000 characters. */
  readonly content: Scalars['String']['input'];
  /** The conversation to send it in, by global id. */
  readonly conversationId: Scalars['ID']['input'];
  /**
   * Your own name for this attempt, so that repeating it never sends twice. The same key and input within 24 hours give
   * the first answer again; with another input IDEMPOTENCY_CONFLICT. Scoped to the caller, this mutation and the source.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** True leaves a note that only agents see. UNSUPPORTED where the provider has none; false is accepted everywhere. */
  readonly isPrivate?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What became of `sendMessage`. */
export type SendMessagePayload = {
  /** The conversation it was sent in, as it is now. Null when nothing was sent. */
  readonly conversation?: Maybe<Conversation>;
  /** The message as sent, whole; read back where the provider does not return it. Null when it was not sent. */
  readonly message?: Maybe<Message>;
  /** What to mend in the input. Empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** On whose behalf a message is sent. */
export type SenderRole =
  /** As an agent: the message goes out to the contact. */
  | 'AGENT'
  /** As the contact: the message comes in, as if typed into the website's widget. */
  | 'CONTACT';

/** How one source took part in a page. */
export type SliceStatus =
  /** Answered; its rows are in the page. Also when the filter can match nothing there. */
  | 'OK'
  /** Its rate limit is used up. See `retryAt`. */
  | 'RATE_LIMITED'
  /** Not asked: the provider lacks the list or the filter, or too much was asked of it. See `reason`. */
  | 'SKIPPED'
  /** Did not answer now; its rows come from an earlier answer, at most 5 minutes old. See `fetchedAt`. */
  | 'STALE'
  /** It did not answer in time. See `retryAt`. */
  | 'TIMEOUT'
  /** The provider refused this gateway's credential. Someone must mend the configuration; asking again will not help. */
  | 'UNAUTHORIZED'
  /** It could not be reached, failed, or answered something invalid. See `reason` and `retryAt`. */
  | 'UNAVAILABLE';

/**
 * One account at one provider, as configured in this gateway. Two accounts at the same product are two sources. Any valid
 * credential may read it. It tells what the provider can do, how it fares, and what is left of its rate limits.
 */
export type Source = Node & {
  /**
   * The rate limits that calls to this source are kept under, as counted by the gateway or reported by the provider.
   * Empty when none is known yet. Reading it makes no call.
   */
  readonly budgets: ReadonlyArray<Budget>;
  /**
   * What this source can do. Where a field is null, this says whether the provider has the notion at all; what is not
   * listed here is UNSUPPORTED as an operation and SKIPPED as a filter.
   */
  readonly capabilities: ReadonlyArray<Capability>;
  /** How the source fared in its latest calls. Reading it makes no call. */
  readonly health: SourceHealth;
  /** The global id of the source. */
  readonly id: Scalars['ID']['output'];
  /** The name of the source in the configuration, such as `xe`; what filters and inputs call `source`. */
  readonly key: Scalars['String']['output'];
  /** A name for people, such as `Xe Chat`. Null when none is known. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The product behind the source. */
  readonly provider: Provider;
};

/** What went wrong in a call to a source, in Switchboard's words; never the provider's own body or address. */
export type SourceError = {
  /** The kind of trouble, the same code as in `extensions.code` of an error. */
  readonly code?: Maybe<ErrorCode>;
  /** One sentence for people: what failed, and what to do about it. */
  readonly message?: Maybe<Scalars['String']['output']>;
};

/** How a source fares, judged from the calls that were made anyway; nothing is called to find out. */
export type SourceHealth = {
  /** What went wrong last. Null when nothing has since the gateway started. */
  readonly lastError?: Maybe<SourceError>;
  /** When the source last gave a valid answer. Null when it has not since the gateway started. */
  readonly lastSuccessAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * How many seconds lie between two looks at the source on behalf of subscriptions: how late an event may be at worst.
   * Null while no subscription watches it.
   */
  readonly liveIntervalSeconds?: Maybe<Scalars['Float']['output']>;
  /** The verdict over the latest calls. */
  readonly status?: Maybe<HealthStatus>;
};

/**
 * One source's part in a page of a connection over sources: whether it answered, and if not, why. A source that
 * the filter's `sources` or `providers` left out has no slice. What a slice tells is not repeated in `errors`.
 */
export type SourceSlice = {
  /**
   * True when the list changed so much between two pages that the place was not found again and the walk went on by
   * position: rows may be missing or come twice.
   */
  readonly drifted?: Maybe<Scalars['Boolean']['output']>;
  /** When the rows shown were read from the provider; older than now when they came from a cache. Null when none were. */
  readonly fetchedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * A sentence on anything but a plain success: why the source failed or was skipped, that its answer is stale, or that
   * its list was seen out of order. Null when there is nothing to say.
   */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /**
   * When asking again makes sense. Set while a failing source keeps `hasNextPage` true; a page asked for earlier makes
   * no call to this source. Null otherwise.
   */
  readonly retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** The source this slice is about. */
  readonly source: Source;
  /** Whether the source's rows are in this page, and if not, why not. */
  readonly status?: Maybe<SliceStatus>;
  /**
   * How many rows match at this source, as the provider reported it when read; with several values in one filter, the sum
   * over them. Null where the provider reports no total, and where it failed or was skipped.
   */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/**
 * What can be watched as it happens, over server-sent events (POST with `accept: text/event-stream`) or graphql-ws.
 * Sources are looked at regularly: `SourceHealth.liveIntervalSeconds` says how late an event may be.
 */
export type Subscription = {
  /**
   * Each conversation that appears, changes or leaves, among those that match the filter. No history. Needs
   * `conversations:read`.
   */
  readonly conversationChanged: ConversationEvent;
  /**
   * Each new message of a conversation. No history, unless `afterMessageId` asks for what came since then. Needs
   * `messages:read`.
   */
  readonly messageAdded: MessageEvent;
};


/**
 * What can be watched as it happens, over server-sent events (POST with `accept: text/event-stream`) or graphql-ws.
 * Sources are looked at regularly: `SourceHealth.liveIntervalSeconds` says how late an event may be.
 */
export type SubscriptionConversationChangedArgs = {
  filter?: InputMaybe<ConversationFilter>;
};


/**
 * What can be watched as it happens, over server-sent events (POST with `accept: text/event-stream`) or graphql-ws.
 * Sources are looked at regularly: `SourceHealth.liveIntervalSeconds` says how late an event may be.
 */
export type SubscriptionMessageAddedArgs = {
  afterMessageId?: InputMaybe<Scalars['ID']['input']>;
  conversationId: Scalars['ID']['input'];
};

/** A ticket in the provider's help desk. */
export type Ticket = {
  /** The provider's id of the ticket. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The provider's own word for where the ticket stands. Null where unknown. */
  readonly status?: Maybe<Scalars['String']['output']>;
};

/**
 * The course of one conversation in one piece, oldest message first: to read, to keep, to hand to a model. Needs the
 * scopes `conversations:read` and `messages:read`.
 */
export type Transcript = {
  /** Whether this is all of it. */
  readonly completeness: Completeness;
  /** The conversation it records. */
  readonly conversation?: Maybe<Conversation>;
  /**
   * The cursor behind the last entry. Give it as `after` to `Conversation.messages` (without `since`) to read on where a
   * TRUNCATED transcript ends. Null when there is no entry.
   */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** When the last entry was written. Null when there is none, or its time is unknown. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The messages, oldest first; at most 1,000 unless configured otherwise. */
  readonly entries: ReadonlyArray<Message>;
  /** How many entries this transcript has; when TRUNCATED, not how many the conversation has. */
  readonly entryCount?: Maybe<Scalars['Int']['output']>;
  /** Who took part, in the order of their first entry. */
  readonly participants: ReadonlyArray<Participant>;
  /** When the first entry was written. Null when there is none, or its time is unknown. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The entries as one text, ready to show or to store. */
  readonly text?: Maybe<Scalars['String']['output']>;
};


/**
 * The course of one conversation in one piece, oldest message first: to read, to keep, to hand to a model. Needs the
 * scopes `conversations:read` and `messages:read`.
 */
export type TranscriptTextArgs = {
  format?: TranscriptFormat;
};

/**
 * How to write a transcript as text. Every format has the same: when, who, in which role, whether it is a private note,
 * the text, and each file by its name (else by its media type). No format has links, which expire: `Attachment.link` has.
 */
export type TranscriptFormat =
  /** An HTML fragment; everything written by people is escaped. */
  | 'HTML'
  /**
   * A JSON document as a string, one object per entry: `at`, `author`, `role`, `isPrivate`, `content` and `attachments`
   * (`name`, `contentType`, `size`).
   */
  | 'JSON'
  /** Markdown (CommonMark), names in bold, messages quoted. What people wrote is escaped, and their line breaks are kept. */
  | 'MARKDOWN'
  /** Plain lines: time, name and text; `[file: photo.png]` for a file. Further lines of a message are indented. */
  | 'PLAIN_TEXT';

/**
 * What to change about a conversation: only the fields given. A field the provider lacks is UNSUPPORTED, and then nothing
 * changes.
 */
export type UpdateConversationInput = {
  /** The agent to put in charge, by global id. Null puts nobody in charge; left out, it stays. */
  readonly assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** The conversation, by global id. */
  readonly id: Scalars['ID']['input'];
  /**
   * Your own name for this attempt, at most 255 bytes, so that repeating it is safe. The same key and input within 24 hours give the first
   * answer again; with another input IDEMPOTENCY_CONFLICT. Scoped to the caller, this mutation and the source.
   */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The new moment of last activity. Null is as if left out. */
  readonly lastActivityAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The new status. Null is as if left out. */
  readonly status?: InputMaybe<ConversationStatus>;
  /** The new title. An empty string clears it; null is as if left out. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** What became of `updateConversation`. */
export type UpdateConversationPayload = {
  /** The conversation as it is now, whole. Null when nothing was changed. */
  readonly conversation?: Maybe<Conversation>;
  /** What to mend in the input. Empty on success. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * What the caller can mend in a mutation's input. With any user error nothing was changed. Trouble that is not the
 * caller's fault is an error of the response instead.
 */
export type UserError = {
  /** What is wrong, for programs. */
  readonly code?: Maybe<UserErrorCode>;
  /** The way to the field inside `input`, outermost first: `["message", "content"]`. Null when no one field is at fault. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What is wrong and what to do, one sentence for people. */
  readonly message?: Maybe<Scalars['String']['output']>;
};

/** What can be wrong with a mutation's input. Further codes may be added. */
export type UserErrorCode =
  /** It clashes with something that exists, such as a contact with the same email. */
  | 'CONFLICT'
  /** The value is not allowed here: malformed, out of range, or an id of another source or type. */
  | 'INVALID'
  /** What the id names does not exist. */
  | 'NOT_FOUND'
  /** The provider needs this field and it was not given. */
  | 'REQUIRED'
  /** The text is longer than the provider takes. */
  | 'TOO_LONG'
  /** The provider lacks the operation or the field. Nothing was sent, not even the fields it has. */
  | 'UNSUPPORTED';



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AgentModel )
    | ( ContactModel )
    | ( ConversationModel )
    | ( InboxModel )
    | ( MessageModel )
    | ( SourceModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agent: ResolverTypeWrapper<AgentModel>;
  AgentAvailability: AgentAvailability;
  AgentConnection: ResolverTypeWrapper<Omit<AgentConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversTypes['AgentEdge']>, nodes: ReadonlyArray<ResolversTypes['Agent']>, sources: ReadonlyArray<ResolversTypes['SourceSlice']> }>;
  AgentEdge: ResolverTypeWrapper<Omit<AgentEdge, 'node'> & { node: ResolversTypes['Agent'] }>;
  AgentFilter: AgentFilter;
  AgentKind: AgentKind;
  AgentRole: AgentRole;
  AssigneeVersion: ResolverTypeWrapper<AssigneeVersion>;
  Attachment: ResolverTypeWrapper<AttachmentModel>;
  AuthorRole: AuthorRole;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Budget: ResolverTypeWrapper<Budget>;
  BudgetOrigin: BudgetOrigin;
  Capability: Capability;
  Channel: Channel;
  Completeness: Completeness;
  Contact: ResolverTypeWrapper<ContactModel>;
  ContactConnection: ResolverTypeWrapper<Omit<ContactConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversTypes['ContactEdge']>, nodes: ReadonlyArray<ResolversTypes['Contact']>, sources: ReadonlyArray<ResolversTypes['SourceSlice']> }>;
  ContactEdge: ResolverTypeWrapper<Omit<ContactEdge, 'node'> & { node: ResolversTypes['Contact'] }>;
  ContactFilter: ContactFilter;
  Conversation: ResolverTypeWrapper<ConversationModel>;
  ConversationConnection: ResolverTypeWrapper<Omit<ConversationConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversTypes['ConversationEdge']>, nodes: ReadonlyArray<ResolversTypes['Conversation']>, sources: ReadonlyArray<ResolversTypes['SourceSlice']> }>;
  ConversationEdge: ResolverTypeWrapper<Omit<ConversationEdge, 'node'> & { node: ResolversTypes['Conversation'] }>;
  ConversationEvent: ResolverTypeWrapper<Omit<ConversationEvent, 'conversation'> & { conversation: ResolversTypes['Conversation'] }>;
  ConversationEventKind: ConversationEventKind;
  ConversationFilter: ConversationFilter;
  ConversationStatus: ConversationStatus;
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: ResolverTypeWrapper<Omit<CreateAgentPayload, 'agent'> & { agent?: Maybe<ResolversTypes['Agent']> }>;
  CreateContactInput: CreateContactInput;
  CreateContactPayload: ResolverTypeWrapper<CreateContactPayloadModel>;
  CreateConversationContactInput: CreateConversationContactInput;
  CreateConversationInput: CreateConversationInput;
  CreateConversationMessageInput: CreateConversationMessageInput;
  CreateConversationPayload: ResolverTypeWrapper<CreateConversationPayloadModel>;
  Customer: ResolverTypeWrapper<Omit<Customer, 'contacts' | 'sources'> & { contacts: ReadonlyArray<ResolversTypes['Contact']>, sources: ReadonlyArray<ResolversTypes['SourceSlice']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  DeleteConversationInput: DeleteConversationInput;
  DeleteConversationPayload: ResolverTypeWrapper<DeleteConversationPayloadModel>;
  ErrorCode: ErrorCode;
  FileDisposition: FileDisposition;
  FileLink: ResolverTypeWrapper<FileLink>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  HandledBy: HandledBy;
  HealthStatus: HealthStatus;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Inbox: ResolverTypeWrapper<InboxModel>;
  InboxConnection: ResolverTypeWrapper<Omit<InboxConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversTypes['InboxEdge']>, nodes: ReadonlyArray<ResolversTypes['Inbox']>, sources: ReadonlyArray<ResolversTypes['SourceSlice']> }>;
  InboxEdge: ResolverTypeWrapper<Omit<InboxEdge, 'node'> & { node: ResolversTypes['Inbox'] }>;
  InboxFilter: InboxFilter;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Message: ResolverTypeWrapper<MessageModel>;
  MessageAuthor: ResolverTypeWrapper<MessageAuthorModel>;
  MessageConnection: ResolverTypeWrapper<Omit<MessageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['MessageEdge']>, nodes: ReadonlyArray<ResolversTypes['Message']> }>;
  MessageDirection: MessageDirection;
  MessageEdge: ResolverTypeWrapper<Omit<MessageEdge, 'node'> & { node: ResolversTypes['Message'] }>;
  MessageEvent: ResolverTypeWrapper<Omit<MessageEvent, 'message'> & { message: ResolversTypes['Message'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NodeType: NodeType;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Participant: ResolverTypeWrapper<Omit<Participant, 'agent' | 'contact'> & { agent?: Maybe<ResolversTypes['Agent']>, contact?: Maybe<ResolversTypes['Contact']> }>;
  Provider: Provider;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SendMessageInput: SendMessageInput;
  SendMessagePayload: ResolverTypeWrapper<SendMessagePayloadModel>;
  SenderRole: SenderRole;
  SliceStatus: SliceStatus;
  Source: ResolverTypeWrapper<SourceModel>;
  SourceError: ResolverTypeWrapper<SourceError>;
  SourceHealth: ResolverTypeWrapper<SourceHealth>;
  SourceSlice: ResolverTypeWrapper<Omit<SourceSlice, 'source'> & { source: ResolversTypes['Source'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Ticket: ResolverTypeWrapper<Ticket>;
  Transcript: ResolverTypeWrapper<TranscriptModel>;
  TranscriptFormat: TranscriptFormat;
  UpdateConversationInput: UpdateConversationInput;
  UpdateConversationPayload: ResolverTypeWrapper<Omit<UpdateConversationPayload, 'conversation'> & { conversation?: Maybe<ResolversTypes['Conversation']> }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agent: AgentModel;
  AgentConnection: Omit<AgentConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversParentTypes['AgentEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Agent']>, sources: ReadonlyArray<ResolversParentTypes['SourceSlice']> };
  AgentEdge: Omit<AgentEdge, 'node'> & { node: ResolversParentTypes['Agent'] };
  AgentFilter: AgentFilter;
  AssigneeVersion: AssigneeVersion;
  Attachment: AttachmentModel;
  Boolean: Scalars['Boolean']['output'];
  Budget: Budget;
  Contact: ContactModel;
  ContactConnection: Omit<ContactConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversParentTypes['ContactEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Contact']>, sources: ReadonlyArray<ResolversParentTypes['SourceSlice']> };
  ContactEdge: Omit<ContactEdge, 'node'> & { node: ResolversParentTypes['Contact'] };
  ContactFilter: ContactFilter;
  Conversation: ConversationModel;
  ConversationConnection: Omit<ConversationConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversParentTypes['ConversationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Conversation']>, sources: ReadonlyArray<ResolversParentTypes['SourceSlice']> };
  ConversationEdge: Omit<ConversationEdge, 'node'> & { node: ResolversParentTypes['Conversation'] };
  ConversationEvent: Omit<ConversationEvent, 'conversation'> & { conversation: ResolversParentTypes['Conversation'] };
  ConversationFilter: ConversationFilter;
  CreateAgentInput: CreateAgentInput;
  CreateAgentPayload: Omit<CreateAgentPayload, 'agent'> & { agent?: Maybe<ResolversParentTypes['Agent']> };
  CreateContactInput: CreateContactInput;
  CreateContactPayload: CreateContactPayloadModel;
  CreateConversationContactInput: CreateConversationContactInput;
  CreateConversationInput: CreateConversationInput;
  CreateConversationMessageInput: CreateConversationMessageInput;
  CreateConversationPayload: CreateConversationPayloadModel;
  Customer: Omit<Customer, 'contacts' | 'sources'> & { contacts: ReadonlyArray<ResolversParentTypes['Contact']>, sources: ReadonlyArray<ResolversParentTypes['SourceSlice']> };
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  DeleteConversationInput: DeleteConversationInput;
  DeleteConversationPayload: DeleteConversationPayloadModel;
  FileLink: FileLink;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Inbox: InboxModel;
  InboxConnection: Omit<InboxConnection, 'edges' | 'nodes' | 'sources'> & { edges: ReadonlyArray<ResolversParentTypes['InboxEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Inbox']>, sources: ReadonlyArray<ResolversParentTypes['SourceSlice']> };
  InboxEdge: Omit<InboxEdge, 'node'> & { node: ResolversParentTypes['Inbox'] };
  InboxFilter: InboxFilter;
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  Message: MessageModel;
  MessageAuthor: MessageAuthorModel;
  MessageConnection: Omit<MessageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['MessageEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Message']> };
  MessageEdge: Omit<MessageEdge, 'node'> & { node: ResolversParentTypes['Message'] };
  MessageEvent: Omit<MessageEvent, 'message'> & { message: ResolversParentTypes['Message'] };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Participant: Omit<Participant, 'agent' | 'contact'> & { agent?: Maybe<ResolversParentTypes['Agent']>, contact?: Maybe<ResolversParentTypes['Contact']> };
  Query: Record<PropertyKey, never>;
  SendMessageInput: SendMessageInput;
  SendMessagePayload: SendMessagePayloadModel;
  Source: SourceModel;
  SourceError: SourceError;
  SourceHealth: SourceHealth;
  SourceSlice: Omit<SourceSlice, 'source'> & { source: ResolversParentTypes['Source'] };
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Ticket: Ticket;
  Transcript: TranscriptModel;
  UpdateConversationInput: UpdateConversationInput;
  UpdateConversationPayload: Omit<UpdateConversationPayload, 'conversation'> & { conversation?: Maybe<ResolversParentTypes['Conversation']> };
  UserError: UserError;
};

export type OpenToBoundCredentialsDirectiveArgs = { };

export type OpenToBoundCredentialsDirectiveResolver<Result, Parent, ContextType = Context, Args = OpenToBoundCredentialsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RequiresScopesDirectiveArgs = {
  scopes: ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = Context, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AgentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent']> = {
  availability?: Resolver<Maybe<ResolversTypes['AgentAvailability']>, ParentType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['AgentKind']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  rawAvailability?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['AgentRole']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AgentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentConnection'] = ResolversParentTypes['AgentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AgentEdge']>, ParentType, ContextType>;
  isBlocked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Agent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceSlice']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AgentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgentEdge'] = ResolversParentTypes['AgentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
};

export type AssigneeVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AssigneeVersion'] = ResolversParentTypes['AssigneeVersion']> = {
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  contentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  link?: Resolver<Maybe<ResolversTypes['FileLink']>, ParentType, ContextType, RequireFields<AttachmentLinkArgs, 'disposition'>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BudgetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Budget'] = ResolversParentTypes['Budget']> = {
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['BudgetOrigin']>, ParentType, ContextType>;
  remaining?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  resetAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  windowSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ContactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Contact'] = ResolversParentTypes['Contact']> = {
  conversationCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  conversations?: Resolver<Maybe<ResolversTypes['ConversationConnection']>, ParentType, ContextType, Partial<ContactConversationsArgs>>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isBlocked?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContactConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactConnection'] = ResolversParentTypes['ContactConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ContactEdge']>, ParentType, ContextType>;
  isBlocked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Contact']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceSlice']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ContactEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ContactEdge'] = ResolversParentTypes['ContactEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Contact'], ParentType, ContextType>;
};

export type ConversationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Conversation'] = ResolversParentTypes['Conversation']> = {
  assignee?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  assigneeVersion?: Resolver<Maybe<ResolversTypes['AssigneeVersion']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['FileLink']>, ParentType, ContextType, RequireFields<ConversationFileArgs, 'activityId' | 'disposition' | 'fileId'>>;
  handledBy?: Resolver<Maybe<ResolversTypes['HandledBy']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inbox?: Resolver<Maybe<ResolversTypes['Inbox']>, ParentType, ContextType>;
  isRemoved?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lastActivityAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastMessage?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['MessageConnection']>, ParentType, ContextType, Partial<ConversationMessagesArgs>>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  rawStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ConversationStatus']>, ParentType, ContextType>;
  ticket?: Resolver<Maybe<ResolversTypes['Ticket']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transcript?: Resolver<Maybe<ResolversTypes['Transcript']>, ParentType, ContextType>;
  unreadCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConversationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationConnection'] = ResolversParentTypes['ConversationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConversationEdge']>, ParentType, ContextType>;
  isBlocked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Conversation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceSlice']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ConversationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationEdge'] = ResolversParentTypes['ConversationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type ConversationEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationEvent'] = ResolversParentTypes['ConversationEvent']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ConversationEventKind']>, ParentType, ContextType>;
};

export type CreateAgentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateAgentPayload'] = ResolversParentTypes['CreateAgentPayload']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateContactPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateContactPayload'] = ResolversParentTypes['CreateContactPayload']> = {
  conflictingContact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateConversationPayload'] = ResolversParentTypes['CreateConversationPayload']> = {
  autoReply?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  contacts?: Resolver<ReadonlyArray<ResolversTypes['Contact']>, ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceSlice']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteConversationPayload'] = ResolversParentTypes['DeleteConversationPayload']> = {
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType>;
  deletedConversationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FileLinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileLink'] = ResolversParentTypes['FileLink']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type InboxResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Inbox'] = ResolversParentTypes['Inbox']> = {
  channel?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  greeting?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  rawChannel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InboxConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InboxConnection'] = ResolversParentTypes['InboxConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InboxEdge']>, ParentType, ContextType>;
  isBlocked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Inbox']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceSlice']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InboxEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InboxEdge'] = ResolversParentTypes['InboxEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Inbox'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message']> = {
  attachments?: Resolver<ReadonlyArray<ResolversTypes['Attachment']>, ParentType, ContextType>;
  author?: Resolver<ResolversTypes['MessageAuthor'], ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['MessageDirection']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isPrivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  raw?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageAuthorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageAuthor'] = ResolversParentTypes['MessageAuthor']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rawRole?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['AuthorRole'], ParentType, ContextType>;
};

export type MessageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageConnection'] = ResolversParentTypes['MessageConnection']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['MessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Message']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MessageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageEdge'] = ResolversParentTypes['MessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type MessageEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageEvent'] = ResolversParentTypes['MessageEvent']> = {
  gap?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createAgent?: Resolver<Maybe<ResolversTypes['CreateAgentPayload']>, ParentType, ContextType, RequireFields<MutationCreateAgentArgs, 'input'>>;
  createContact?: Resolver<Maybe<ResolversTypes['CreateContactPayload']>, ParentType, ContextType, RequireFields<MutationCreateContactArgs, 'input'>>;
  createConversation?: Resolver<Maybe<ResolversTypes['CreateConversationPayload']>, ParentType, ContextType, RequireFields<MutationCreateConversationArgs, 'input'>>;
  deleteConversation?: Resolver<Maybe<ResolversTypes['DeleteConversationPayload']>, ParentType, ContextType, RequireFields<MutationDeleteConversationArgs, 'input'>>;
  sendMessage?: Resolver<Maybe<ResolversTypes['SendMessagePayload']>, ParentType, ContextType, RequireFields<MutationSendMessageArgs, 'input'>>;
  updateConversation?: Resolver<Maybe<ResolversTypes['UpdateConversationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateConversationArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Agent' | 'Contact' | 'Conversation' | 'Inbox' | 'Message' | 'Source', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParticipantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Participant'] = ResolversParentTypes['Participant']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType>;
  messageCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['AuthorRole']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  agent?: Resolver<Maybe<ResolversTypes['Agent']>, ParentType, ContextType, RequireFields<QueryAgentArgs, 'id'>>;
  agents?: Resolver<Maybe<ResolversTypes['AgentConnection']>, ParentType, ContextType, Partial<QueryAgentsArgs>>;
  contact?: Resolver<Maybe<ResolversTypes['Contact']>, ParentType, ContextType, RequireFields<QueryContactArgs, 'id'>>;
  contacts?: Resolver<Maybe<ResolversTypes['ContactConnection']>, ParentType, ContextType, Partial<QueryContactsArgs>>;
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType, RequireFields<QueryConversationArgs, 'id'>>;
  conversations?: Resolver<Maybe<ResolversTypes['ConversationConnection']>, ParentType, ContextType, Partial<QueryConversationsArgs>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'email'>>;
  inbox?: Resolver<Maybe<ResolversTypes['Inbox']>, ParentType, ContextType, RequireFields<QueryInboxArgs, 'id'>>;
  inboxes?: Resolver<Maybe<ResolversTypes['InboxConnection']>, ParentType, ContextType, Partial<QueryInboxesArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodeByNativeId?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeByNativeIdArgs, 'nativeId' | 'source' | 'type'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  source?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType, RequireFields<QuerySourceArgs, 'key'>>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
  transcript?: Resolver<Maybe<ResolversTypes['Transcript']>, ParentType, ContextType, RequireFields<QueryTranscriptArgs, 'conversationId'>>;
};

export type SendMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendMessagePayload'] = ResolversParentTypes['SendMessagePayload']> = {
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  budgets?: Resolver<ReadonlyArray<ResolversTypes['Budget']>, ParentType, ContextType>;
  capabilities?: Resolver<ReadonlyArray<ResolversTypes['Capability']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['SourceHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceError'] = ResolversParentTypes['SourceError']> = {
  code?: Resolver<Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SourceHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceHealth'] = ResolversParentTypes['SourceHealth']> = {
  lastError?: Resolver<Maybe<ResolversTypes['SourceError']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  liveIntervalSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['HealthStatus']>, ParentType, ContextType>;
};

export type SourceSliceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceSlice'] = ResolversParentTypes['SourceSlice']> = {
  drifted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  fetchedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SliceStatus']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  conversationChanged?: SubscriptionResolver<ResolversTypes['ConversationEvent'], "conversationChanged", ParentType, ContextType, Partial<SubscriptionConversationChangedArgs>>;
  messageAdded?: SubscriptionResolver<ResolversTypes['MessageEvent'], "messageAdded", ParentType, ContextType, RequireFields<SubscriptionMessageAddedArgs, 'conversationId'>>;
};

export type TicketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ticket'] = ResolversParentTypes['Ticket']> = {
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TranscriptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Transcript'] = ResolversParentTypes['Transcript']> = {
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['Message']>, ParentType, ContextType>;
  entryCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  participants?: Resolver<ReadonlyArray<ResolversTypes['Participant']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<TranscriptTextArgs, 'format'>>;
};

export type UpdateConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateConversationPayload'] = ResolversParentTypes['UpdateConversationPayload']> = {
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<Maybe<ResolversTypes['UserErrorCode']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Agent?: AgentResolvers<ContextType>;
  AgentConnection?: AgentConnectionResolvers<ContextType>;
  AgentEdge?: AgentEdgeResolvers<ContextType>;
  AssigneeVersion?: AssigneeVersionResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  Budget?: BudgetResolvers<ContextType>;
  Contact?: ContactResolvers<ContextType>;
  ContactConnection?: ContactConnectionResolvers<ContextType>;
  ContactEdge?: ContactEdgeResolvers<ContextType>;
  Conversation?: ConversationResolvers<ContextType>;
  ConversationConnection?: ConversationConnectionResolvers<ContextType>;
  ConversationEdge?: ConversationEdgeResolvers<ContextType>;
  ConversationEvent?: ConversationEventResolvers<ContextType>;
  CreateAgentPayload?: CreateAgentPayloadResolvers<ContextType>;
  CreateContactPayload?: CreateContactPayloadResolvers<ContextType>;
  CreateConversationPayload?: CreateConversationPayloadResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteConversationPayload?: DeleteConversationPayloadResolvers<ContextType>;
  FileLink?: FileLinkResolvers<ContextType>;
  Inbox?: InboxResolvers<ContextType>;
  InboxConnection?: InboxConnectionResolvers<ContextType>;
  InboxEdge?: InboxEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Message?: MessageResolvers<ContextType>;
  MessageAuthor?: MessageAuthorResolvers<ContextType>;
  MessageConnection?: MessageConnectionResolvers<ContextType>;
  MessageEdge?: MessageEdgeResolvers<ContextType>;
  MessageEvent?: MessageEventResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Participant?: ParticipantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SendMessagePayload?: SendMessagePayloadResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  SourceError?: SourceErrorResolvers<ContextType>;
  SourceHealth?: SourceHealthResolvers<ContextType>;
  SourceSlice?: SourceSliceResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Ticket?: TicketResolvers<ContextType>;
  Transcript?: TranscriptResolvers<ContextType>;
  UpdateConversationPayload?: UpdateConversationPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  openToBoundCredentials?: OpenToBoundCredentialsDirectiveResolver<any, any, ContextType>;
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
};
