/**
 * Ebbot's rows in the gateway's words. Ebbot has no inboxes, agents, titles or tickets, and only its list tells of status and contact: all of that is null
 * where a row leaves it out. When something last happened, and what was said last, a transcript can tell too.
 */
import type {
  AuthorRole,
  Contact,
  Conversation,
  ConversationStatus,
  HandledBy,
  Message,
} from '../../domain.ts';
import { directionOf } from '../direction.ts';
import { openEnum, type Row } from '../wire.ts';
import type { ReadTime } from './transcript-time.ts';
import { createdAtOf, type ChatRow, type ChatUserRow, type LineRow } from './wire.ts';

const status = openEnum<ConversationStatus>({ ongoing: 'OPEN', chat_closed: 'RESOLVED' });

const handledBy = openEnum<HandledBy>({ bot: 'AI', agent: 'HUMAN', none: 'NONE' });

const authorRole = openEnum<AuthorRole>({ user: 'CONTACT', agent: 'AGENT', bot: 'BOT', system: 'SYSTEM' });

export function toConversation(source: string, { value, raw }: Row<ChatRow>): Conversation {
  return {
    ...unlisted(source, value.id),
    status: status(value.status) ?? null,
    rawStatus: value.status ?? null,
    contact: value.chatUser ? toContact(source, value.chatUser) : null,
    handledBy: handledBy(value.handledBy) ?? null,
    unreadCount: value.newMessages ?? null,
    lastActivityAt: value.lastMessage,
    createdAt: value.createdAt ?? createdAtOf(value.id),
    updatedAt: value.updatedAt ?? null,
    raw,
  };
}

/** A conversation as its transcript proves it, with what only a list row tells from the latest row seen. */
export function fromTranscript(
  source: string,
  nativeId: string,
  lines: readonly Row<LineRow>[],
  readTime: ReadTime,
  seen: Conversation | undefined,
): Conversation {
  const conversation = seen ?? unlisted(source, nativeId);
  const messages = toMessages(conversation, lines, readTime);
  const times = [seen?.lastActivityAt, ...messages.map(({ createdAt }) => createdAt)];
  return {
    ...conversation,
    messages,
    lastMessage: messages.at(-1) ?? null,
    lastActivityAt:
      times
        .filter((time) => typeof time === 'string')
        .sort()
        .at(-1) ?? null,
  };
}

/** The lines of a transcript, oldest first. They have no ids: their number within the chat is stable. */
export function toMessages(
  conversation: Conversation,
  lines: readonly Row<LineRow>[],
  readTime: ReadTime,
): Message[] {
  let previous = Date.parse(conversation.createdAt ?? '') || undefined;
  return lines.map(({ value, raw }, index) => {
    const moment = readTime(value, previous);
    previous = moment ?? previous;
    const role = authorRole(value.sender) ?? 'UNKNOWN';
    const contact = role === 'CONTACT' ? (conversation.contact ?? null) : null;
    return {
      source: conversation.source,
      conversation,
      key: String(index + 1),
      nativeId: null,
      direction: directionOf[role],
      author: { role, name: contact?.name ?? null, contact, agent: null, rawRole: value.sender ?? null },
      content: value.text ?? null,
      isPrivate: false,
      createdAt: moment === null ? null : new Date(moment).toISOString(),
      attachments: [],
      raw,
    };
  });
}

function toContact(source: string, { value, raw }: Row<ChatUserRow>): Contact {
  return {
    source,
    nativeId: value.id,
    name: value.info.name,
    email: value.info.email,
    phone: value.info.phone,
    identifier: null,
    isBlocked: null,
    conversationCount: null,
    createdAt: null,
    raw,
  };
}

/** What is known of a chat of which no list row was seen. */
function unlisted(source: string, nativeId: string): Conversation {
  return {
    source,
    nativeId,
    status: null,
    rawStatus: null,
    title: null,
    inbox: null,
    contact: null,
    assignee: null,
    assigneeVersion: null,
    handledBy: null,
    unreadCount: null,
    createdAt: createdAtOf(nativeId),
    updatedAt: null,
    ticket: null,
    isRemoved: null,
    raw: null,
  };
}
