/** SquirrelStack's messages and widget in the gateway's words. */
import type {
  Attachment,
  AuthorRole,
  Conversation,
  Inbox,
  Message,
  MessageDirection,
  Timestamp,
} from '../../domain.ts';
import type { Secret } from '../../secret.ts';
import { openEnum, type Row } from '../wire.ts';
import { digest, withoutSecrets } from './token.ts';
import type { ConfigRow, FileRow, MessageRow } from './wire.ts';

const direction = openEnum<MessageDirection>({ inbound: 'INBOUND', outbound: 'OUTBOUND' });
const authorRole = openEnum<AuthorRole>({ inbound: 'CONTACT', outbound: 'AGENT' });

/** The site's one widget, as its configuration shows it. */
export function toInbox(source: string, { value, raw }: Row<ConfigRow>): Inbox {
  return { ...widget(source), greeting: value.greeting ?? null, raw };
}

/** Ours: the widget has no id there. */
export const WIDGET_ID = 'widget';

function widget(source: string): Inbox {
  return {
    source,
    nativeId: WIDGET_ID,
    name: null,
    channel: 'LIVE_CHAT',
    rawChannel: null,
    isEnabled: null,
  };
}

/** A conversation of which nothing was read: what its messages tell is not loaded, and the rest, which no endpoint tells, is null. */
export function toReference(source: string, token: Secret): Conversation {
  return {
    source,
    nativeId: token,
    status: null,
    rawStatus: null,
    title: null,
    inbox: widget(source),
    contact: null,
    assignee: null,
    assigneeVersion: null,
    handledBy: null,
    unreadCount: null,
    updatedAt: null,
    ticket: null,
    isRemoved: null,
    raw: null,
  };
}

/** A conversation as all its messages, oldest first, prove it. */
export function toConversation(
  source: string,
  token: Secret,
  found: readonly Row<MessageRow>[],
): Conversation {
  const reference = toReference(source, token);
  const messages = toMessages(reference, token, found);
  const times = messages.flatMap(({ createdAt }) => createdAt ?? []);
  return {
    ...reference,
    messages,
    lastMessage: messages.at(-1) ?? null,
    createdAt: times[0] ?? null,
    lastActivityAt: times.at(-1) ?? null,
  };
}

/** Messages, oldest first. Their keys are the same in every reply that holds all messages of their second. */
export function toMessages(
  conversation: Conversation,
  token: Secret,
  found: readonly Row<MessageRow>[],
): Message[] {
  const keys = derivedKeys();
  return oldestFirst(found).map(({ value, raw }) => {
    const nativeId = value.id ?? null;
    return {
      source: conversation.source,
      conversation,
      key: nativeId ?? keys.next(value),
      nativeId,
      direction: direction(value.direction) ?? null,
      author: {
        role: authorRole(value.direction) ?? 'UNKNOWN',
        name: value.author ?? null,
        contact: null,
        agent: null,
        rawRole: null,
      },
      content: value.body ?? null,
      isPrivate: false,
      createdAt: value.timestamp ?? null,
      attachments: toAttachments(value),
      raw: withoutSecrets(raw, token),
    };
  });
}

// The page does not say how messages are sorted. One without a readable time stays behind the one before it.
function oldestFirst(found: readonly Row<MessageRow>[]): readonly Row<MessageRow>[] {
  let latest = '';
  const timed = (isNewestFirst(found) ? found.toReversed() : found).map((message) => {
    latest = message.value.timestamp ?? latest;
    return { message, time: latest };
  });
  return timed.sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time))).map(({ message }) => message);
}

/** Whether times fall down the reply and never rise: then those of one second, which times do not order, come newest first too. */
function isNewestFirst(found: readonly Row<MessageRow>[]): boolean {
  const times = timesOf(found);
  const isAfterNext = (time: string, index: number) => time > (times[index + 1] ?? time);
  const isBeforeNext = (time: string, index: number) => time < (times[index + 1] ?? time);
  return times.some(isAfterNext) && !times.some(isBeforeNext);
}

/** Whether it takes more messages to tell how these are sorted. */
export function isOfOneMoment(found: readonly Row<MessageRow>[]): boolean {
  return found.length > 1 && new Set(timesOf(found)).size <= 1;
}

function timesOf(found: readonly Row<MessageRow>[]): Timestamp[] {
  return found.flatMap(({ value }) => value.timestamp ?? []);
}

/** Keys for messages without ids: what they say, when and by whom, and how many equal ones came before. */
function derivedKeys(): { next(message: MessageRow): string } {
  const seen = new Map<string, number>();
  return {
    next({ timestamp, direction, author, body }) {
      const content = JSON.stringify([timestamp, direction, author, body]);
      const ordinal = seen.get(content) ?? 0;
      seen.set(content, ordinal + 1);
      return digest(`${ordinal} ${content}`);
    },
  };
}

function toAttachments({ id, activity_id, files, attachments }: MessageRow): Attachment[] {
  const found = [...(files ?? []), ...(attachments ?? [])].flatMap((file) =>
    file ? [toAttachment(file.value, activity_id ?? id ?? null)] : [],
  );
  // The same file may be told under both names.
  return [...new Map(found.map((file) => [file.key, file])).values()];
}

function toAttachment(file: FileRow, messageId: string | null): Attachment {
  const fileId = file.id ?? null;
  const activityId = file.activity_id ?? messageId;
  const about = {
    name: file.name ?? file.filename ?? null,
    contentType: file.content_type ?? file.contentType ?? null,
    size: file.size ?? file.byte_size ?? null,
  };
  return { key: JSON.stringify([activityId, fileId ?? about]), fileId, activityId, ...about };
}
