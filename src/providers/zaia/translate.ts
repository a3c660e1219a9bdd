/**
 * Zaia's two forms of a chat in the gateway's words. What the plain form lacks is not loaded, for the detailed form has it; what neither has is
 * null. Only the plain form tells when a chat was changed.
 */
import type {
  Agent,
  AgentKind,
  Channel,
  Contact,
  Conversation,
  ConversationRef,
  HandledBy,
  Inbox,
} from '../../domain.ts';
import { openEnum, type Row } from '../wire.ts';
import { toPreviews } from './previews.ts';
import { fieldsOf } from './raw.ts';
import type { DetailedChat, PlainChat } from './wire.ts';

const channel = openEnum<Channel>({
  api: 'API',
  instagram: 'INSTAGRAM',
  waha: 'WHATSAPP',
  whatsapp: 'WHATSAPP',
  widget: 'LIVE_CHAT',
});

// The page names agents and squads as where a responder comes from, and does not list the words.
const kind = openEnum<AgentKind>({ agents: 'AI', agent: 'AI', squads: 'TEAM', squad: 'TEAM' });

// An agent is an AI there. Whether people are in a squad is not said: null.
const handledBy = openEnum<HandledBy>({ agents: 'AI', agent: 'AI' });

/** What neither form tells. */
const UNTOLD = { status: null, rawStatus: null, unreadCount: null } as const;

export function fromPlain(source: string, { value, raw }: Row<PlainChat>): Conversation {
  const carrier: ConversationRef = { source, nativeId: value.id };
  const ids = identities(value);
  const reference = (nativeId: string) => ({ source, nativeId, carrier });
  return {
    ...UNTOLD,
    source,
    nativeId: value.id,
    title: value.title ?? null,
    inbox: ids.inbox === null ? null : reference(ids.inbox),
    contact: ids.contact === null ? null : reference(ids.contact),
    assignee: ids.assignee === null ? null : reference(ids.assignee),
    lastActivityAt: value.lastChatMessageCreatedAt ?? null,
    createdAt: value.createdAt ?? null,
    updatedAt: value.updatedAt ?? null,
    isRemoved: value.isRemoved ?? null,
    raw,
  };
}

/** A chat by its detailed form, and by the plain one as well where both were read. */
export function fromDetails(source: string, row: Row<DetailedChat>, plain?: Row<PlainChat>): Conversation {
  const { value, raw } = row;
  const ids = identities(plain?.value ?? value, value);
  const contact = ids.contact === null ? null : toContact(source, row, ids.contact);
  const previews = toPreviews({ source, nativeId: value.id }, row, contact);
  return {
    ...UNTOLD,
    source,
    nativeId: value.id,
    title: value.title ?? null,
    inbox: ids.inbox === null ? null : toInbox(source, row, ids.inbox),
    contact,
    assignee: ids.assignee === null ? null : toAgent(source, row, ids.assignee),
    assigneeVersion: value.responderVersionId
      ? { nativeId: value.responderVersionId, number: value.responderVersionNumber ?? null }
      : null,
    handledBy: handledBy(value.responderEntity) ?? null,
    lastMessage: previews.at(-1) ?? null,
    lastActivityAt: value.lastMessageCreatedAt ?? null,
    createdAt: value.createdAt ?? null,
    ...(plain ? { updatedAt: plain.value.updatedAt ?? null } : {}),
    ticket: value.ticketId ? { nativeId: value.ticketId, status: value.ticketStatus ?? null } : null,
    isRemoved: value.isRemoved ?? null,
    messages: previews,
    raw,
  };
}

/** The owner of a chat, under the id by which they are known. */
export function toContact(source: string, { value, raw }: Row<DetailedChat>, nativeId: string): Contact {
  return {
    source,
    nativeId,
    name: value.ownerName ?? null,
    email: value.ownerEmail ?? null,
    phone: null,
    identifier: value.ownerIdentifier ?? null,
    isBlocked: value.isOwnerBlocked ?? null,
    conversationCount: null,
    createdAt: null,
    raw: fieldsOf(raw, /^(owner|isOwner)/),
  };
}

/** The responder of a chat, under the id by which it is known. */
export function toAgent(source: string, { value, raw }: Row<DetailedChat>, nativeId: string): Agent {
  return {
    source,
    nativeId,
    kind: kind(value.responderEntity) ?? null,
    name: value.responderName ?? null,
    email: null,
    role: null,
    availability: null,
    rawAvailability: null,
    avatarUrl: value.responderPicture ?? null,
    raw: fieldsOf(raw, /^responder/),
  };
}

/** The channel of a chat, under the id by which it is known. */
export function toInbox(source: string, { value, raw }: Row<DetailedChat>, nativeId: string): Inbox {
  return {
    source,
    nativeId,
    name: value.channelName ?? null,
    channel: value.channelType ? (channel(value.channelType) ?? 'OTHER') : null,
    rawChannel: value.channelType ?? null,
    isEnabled: null,
    greeting: null,
    raw: fieldsOf(raw, /^channel/),
  };
}

/**
 * The native ids of whom a chat concerns. The page calls the plain form's ids super identities, and does not say whether the detailed form shows
 * the same ones. They count as the same; where both were read, the plain form goes first: filters and creation take its ids.
 */
function identities(first: PlainChat | DetailedChat, second: PlainChat | DetailedChat = first) {
  const current = 'currentResponderId' in first ? first.currentResponderId : null;
  return {
    contact: first.ownerId ?? second.ownerId ?? null,
    assignee: first.responderId ?? second.responderId ?? current ?? null,
    inbox: first.channelId ?? second.channelId ?? null,
  };
}
