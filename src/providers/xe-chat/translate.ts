/** Xe Chat's rows in the gateway's words. What a payload left out stays undefined; what no endpoint of Xe Chat tells is null. */
import type {
  Agent,
  AgentRole,
  AuthorRole,
  Availability,
  Channel,
  Contact,
  Conversation,
  ConversationStatus,
  HandledBy,
  Inbox,
  Message,
  MessageAuthor,
  MessageDirection,
} from '../../domain.ts';
import { openEnum, optionalId, type Row } from '../wire.ts';
import type { AgentRow, ContactRow, ConversationRow, InboxRow, MessageRow } from './wire.ts';

const status = openEnum<ConversationStatus>({
  open: 'OPEN',
  pending: 'PENDING',
  snoozed: 'SNOOZED',
  resolved: 'RESOLVED',
});

// The page names live_chat and email, and says that there are more.
const channel = openEnum<Channel>({
  live_chat: 'LIVE_CHAT',
  email: 'EMAIL',
  whatsapp: 'WHATSAPP',
  instagram: 'INSTAGRAM',
  api: 'API',
});

const agentRole = openEnum<AgentRole>({ agent: 'AGENT', administrator: 'ADMINISTRATOR' });

const availability = openEnum<Availability>({ online: 'ONLINE', busy: 'BUSY', offline: 'OFFLINE' });

const direction = openEnum<MessageDirection>({
  incoming: 'INBOUND',
  outgoing: 'OUTBOUND',
  activity: 'INTERNAL',
  system: 'INTERNAL',
});

const authorRole = openEnum<AuthorRole>({ contact: 'CONTACT', agent: 'AGENT', bot: 'BOT', system: 'SYSTEM' });

/** It documents none. */
const NONE: Message['attachments'] = [];

/** Who writes messages of a type, for one that came without a sender. */
const usualAuthor = openEnum<AuthorRole>({ incoming: 'CONTACT', activity: 'SYSTEM', system: 'SYSTEM' });

export function toConversation(source: string, { value, raw }: Row<ConversationRow>): Conversation {
  return {
    source,
    nativeId: value.id,
    status: status(value.status),
    rawStatus: value.status,
    title: null,
    inbox: inboxOf(source, value.inbox_id),
    contact: contactOf(source, value),
    assignee: assigneeOf(source, value),
    assigneeVersion: null,
    handledBy: handledBy(value),
    unreadCount: value.unread_count,
    lastActivityAt: value.last_activity_at,
    createdAt: value.created_at,
    // Only a PATCH's reply carries it: no read could tell.
    updatedAt: value.updated_at ?? null,
    ticket: null,
    isRemoved: null,
    raw,
  };
}

export function toContact(source: string, { value, raw }: Row<ContactRow>): Contact {
  return {
    source,
    nativeId: value.id,
    identifier: null,
    isBlocked: null,
    name: value.name,
    email: value.email,
    phone: value.phone,
    conversationCount: value.conversation_count,
    createdAt: value.created_at,
    raw,
  };
}

export function toAgent(source: string, { value, raw }: Row<AgentRow>): Agent {
  return {
    source,
    nativeId: value.id,
    kind: 'HUMAN',
    avatarUrl: null,
    name: value.name,
    email: value.email,
    role: agentRole(value.role),
    availability: availability(value.availability),
    rawAvailability: value.availability,
    raw,
  };
}

export function toInbox(source: string, { value, raw }: Row<InboxRow>): Inbox {
  return {
    source,
    nativeId: value.id,
    greeting: null,
    name: value.name,
    channel: channelOf(value.channel_type),
    rawChannel: value.channel_type,
    isEnabled: value.is_enabled,
    raw,
  };
}

export function toMessage(
  source: string,
  conversation: Conversation,
  { value, raw }: Row<MessageRow>,
): Message {
  const isPrivate = value.private === true;
  return {
    source,
    conversation,
    key: value.id,
    nativeId: value.id,
    direction: isPrivate ? 'INTERNAL' : (direction(value.type) ?? null),
    author: toAuthor(source, value),
    content: value.content ?? null,
    isPrivate,
    createdAt: value.created_at ?? null,
    attachments: NONE,
    raw,
  };
}

/** What a reply to a send left out of its message. Rows do not say of a message that it is not private: `isNote` is whether it was to be. */
export function lackedBy(
  { type, content, private: isPrivate, sender, created_at }: MessageRow,
  isNote: boolean,
): ReadonlySet<keyof Message> {
  const unsaid = {
    direction: type,
    content,
    author: sender === null ? null : sender?.name,
    createdAt: created_at,
  };
  const names = (Object.keys(unsaid) as (keyof typeof unsaid)[]).filter((name) => unsaid[name] === undefined);
  return new Set(isNote && isPrivate === undefined ? [...names, 'direction', 'isPrivate'] : names);
}

function toAuthor(source: string, { sender, type }: MessageRow): MessageAuthor {
  const role = (sender?.type ? authorRole(sender.type) : usualAuthor(type)) ?? 'UNKNOWN';
  return new Author(source, role, sender);
}

/** Most who read messages want no more of their authors than role and name: the rest is made when it is read. */
class Author implements MessageAuthor {
  readonly role: AuthorRole;
  readonly name: string | null;
  readonly #source: string;
  readonly #sender: MessageRow['sender'];

  constructor(source: string, role: AuthorRole, sender: MessageRow['sender']) {
    this.role = role;
    this.name = sender?.name ?? null;
    this.#source = source;
    this.#sender = sender;
  }

  // Whom a message names needs no more than this.
  get contact(): Contact | null {
    const nativeId = this.#idOf('CONTACT');
    return nativeId === null
      ? null
      : { source: this.#source, nativeId, identifier: null, isBlocked: null, name: this.name };
  }

  get agent(): Agent | null {
    const nativeId = this.#idOf('AGENT');
    return nativeId === null
      ? null
      : { source: this.#source, nativeId, kind: 'HUMAN', avatarUrl: null, name: this.name };
  }

  get rawRole(): string | null {
    return this.#sender?.type ?? null;
  }

  #idOf(role: AuthorRole): string | null {
    return this.role === role ? (optionalId(this.#sender?.id) ?? null) : null;
  }
}

/** The one that is embedded, else what its id tells; none where either says so. */
function contactOf(source: string, { contact, contact_id: nativeId }: ConversationRow) {
  if (contact) return toContact(source, contact);
  if (nativeId === undefined) return contact;
  return nativeId === null ? null : { source, nativeId, identifier: null, isBlocked: null };
}

/** The same of the assignee. */
function assigneeOf(source: string, row: ConversationRow): Agent | null | undefined {
  const { assigned_agent: agent, assigned_agent_id: nativeId } = row;
  if (agent) return toAgent(source, agent);
  if (nativeId === undefined) return agent;
  return nativeId === null ? null : { source, nativeId, kind: 'HUMAN', avatarUrl: null };
}

function inboxOf(source: string, nativeId: string | null | undefined): Inbox | null | undefined {
  return nativeId === null || nativeId === undefined ? nativeId : { source, nativeId, greeting: null };
}

function channelOf(word: string | null | undefined): Channel | null | undefined {
  return word === null || word === undefined ? word : (channel(word) ?? 'OTHER');
}

function handledBy({ is_assigned: isAssigned }: ConversationRow): HandledBy | undefined {
  if (isAssigned === undefined) return undefined;
  return isAssigned ? 'HUMAN' : 'NONE';
}
