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
  Inbox,
  Message,
  MessageAuthor,
  MessageDirection,
} from '../../domain.ts';
import { openEnum, type Row } from '../wire.ts';
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

/** Who writes messages of a type, for one that came without a sender. */
const usualAuthor = openEnum<AuthorRole>({ incoming: 'CONTACT', activity: 'SYSTEM', system: 'SYSTEM' });

export function toConversation(source: string, { value, raw }: Row<ConversationRow>): Conversation {
  const assignee = either(
    [value.assigned_agent, (agent) => toAgent(source, agent)],
    [value.assigned_agent_id, (nativeId) => agentReference(source, nativeId)],
  );
  return {
    source,
    nativeId: value.id,
    status: status(value.status),
    rawStatus: value.status,
    title: null,
    inbox: mapped(value.inbox_id, (nativeId) => inboxReference(source, nativeId)),
    contact: either(
      [value.contact, (contact) => toContact(source, contact)],
      [value.contact_id, (nativeId) => contactReference(source, nativeId)],
    ),
    assignee,
    assigneeVersion: null,
    handledBy: mapped(assignee, () => 'HUMAN' as const, 'NONE'),
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
    ...contactReference(source, value.id),
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
    ...agentReference(source, value.id),
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
    ...inboxReference(source, value.id),
    name: value.name,
    channel: mapped(value.channel_type, (word) => channel(word) ?? 'OTHER'),
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
    attachments: [],
    raw,
  };
}

function toAuthor(source: string, { sender, type }: MessageRow): MessageAuthor {
  const role = (sender?.type ? authorRole(sender.type) : usualAuthor(type)) ?? 'UNKNOWN';
  const name = sender?.name ?? null;
  const nativeId = sender?.id ?? null;
  return {
    role,
    name,
    contact: role === 'CONTACT' && nativeId !== null ? { ...contactReference(source, nativeId), name } : null,
    agent: role === 'AGENT' && nativeId !== null ? { ...agentReference(source, nativeId), name } : null,
    rawRole: sender?.type ?? null,
  };
}

function contactReference(source: string, nativeId: string): Contact {
  return { source, nativeId, identifier: null, isBlocked: null };
}

function agentReference(source: string, nativeId: string): Agent {
  return { source, nativeId, kind: 'HUMAN', avatarUrl: null };
}

function inboxReference(source: string, nativeId: string): Inbox {
  return { source, nativeId, greeting: null };
}

/** Keeps the difference between not loaded and none. */
function mapped<From, To, None = null>(
  value: From | null | undefined,
  translate: (value: From) => To,
  none: None = null as None,
): To | None | undefined {
  if (value === undefined) return undefined;
  return value === null ? none : translate(value);
}

type Mapping<From, To> = readonly [value: From | null | undefined, translate: (value: From) => To];

/** What is embedded, else what is known by its id alone; none where either says so. */
function either<Whole, Id, To>(whole: Mapping<Whole, To>, id: Mapping<Id, To>): To | null | undefined {
  const embedded = mapped(...whole);
  const referred = mapped(...id);
  return embedded ?? (referred === undefined ? embedded : referred);
}
