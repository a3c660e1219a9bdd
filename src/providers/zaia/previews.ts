/** The last two messages of a chat, which its detailed form carries: all that Zaia's API shows of what was said. */
import { createHash } from 'node:crypto';
import type { AuthorRole, Contact, ConversationRef, Message } from '../../domain.ts';
import { directionOf } from '../direction.ts';
import { openEnum, type Row } from '../wire.ts';
import { fieldsOf } from './raw.ts';
import type { DetailedChat } from './wire.ts';

// The page does not list the roles. Zaia's agents and assistants are AIs.
const authorRole = openEnum<AuthorRole>({
  user: 'CONTACT',
  assistant: 'BOT',
  agent: 'BOT',
  bot: 'BOT',
  human: 'AGENT',
  system: 'SYSTEM',
});

interface Preview {
  readonly content: string | null | undefined;
  readonly createdAt: string | null | undefined;
  readonly rawRole: string | null | undefined;
  readonly raw: unknown;
}

/** Oldest first; a message of which nothing is told is none. */
export function toPreviews(
  conversation: ConversationRef,
  { value, raw }: Row<DetailedChat>,
  contact: Contact | null,
): Message[] {
  const previews: Preview[] = [
    {
      content: value.penultimateMessageContent,
      createdAt: value.penultimateMessageCreatedAt,
      rawRole: value.penultimateMessageRole,
      raw: fieldsOf(raw, /^penultimateMessage/),
    },
    {
      content: value.lastMessageContent,
      createdAt: value.lastMessageCreatedAt,
      rawRole: value.lastMessageRole,
      raw: fieldsOf(raw, /^lastMessage/),
    },
  ];
  const told = previews.filter(
    ({ content, createdAt, rawRole }) => (content ?? createdAt ?? rawRole) != null,
  );
  const keys = told.map(keyOf);
  return told.map((preview, index) => {
    const role = authorRole(preview.rawRole) ?? 'UNKNOWN';
    const author = role === 'CONTACT' ? contact : null;
    const key = keys[index] ?? '';
    return {
      source: conversation.source,
      conversation,
      // Two equal messages are told apart by their order.
      key: keys.indexOf(key) === index ? key : `${key}-${index + 1}`,
      nativeId: null,
      direction: directionOf[role],
      author: {
        role,
        name: author?.name ?? null,
        contact: author,
        agent: null,
        rawRole: preview.rawRole ?? null,
      },
      content: preview.content ?? null,
      isPrivate: false,
      createdAt: preview.createdAt ?? null,
      attachments: [],
      raw: preview.raw,
    };
  });
}

/** Zaia shows no ids of messages. Which of the two it is plays no part: the last message becomes the one before it. */
function keyOf({ createdAt, rawRole, content }: Preview): string {
  const said = JSON.stringify([createdAt ?? null, rawRole ?? null, content ?? null]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}
