import type { Conversation, Message, MessagesCompleteness } from '../domain.ts';
import type { RawArguments } from '../pagination/types.ts';
import { revealed } from '../secret.ts';
import { overListing, type Connection } from './connections.ts';
import type { Context } from './context.ts';

export const messageTraits = {
  id: (message: Message) => message.key,
  time: (message: Message) => message.createdAt,
};

export interface MessageConnection extends Connection<Message> {
  readonly completeness: MessagesCompleteness;
}

/** `RawArguments` and the moment (inclusive) before which messages are left out. */
export interface MessagesArguments extends RawArguments {
  readonly since?: string | null | undefined;
}

/** A conversation's messages, oldest first. `max` replaces the most rows that a client may ask for. */
export async function messages(
  context: Context,
  conversation: Conversation,
  { since, ...page }: MessagesArguments,
  max?: number,
): Promise<MessageConnection> {
  const source = context.sources.of(conversation);
  const { open, completeness } = source.operation('messages');
  const connection = await overListing(context, source, open(conversation), {
    ...messageTraits,
    arguments: page,
    from: since ?? undefined,
    binding: ['messages', source.key, revealed(conversation.nativeId), since],
    ...(max === undefined ? {} : { max }),
  });
  return {
    ...connection,
    totalCount: completeness === 'PREVIEW' ? null : connection.totalCount,
    completeness,
  };
}

/** The latest message, or null: from the conversation's own payload where it carries previews, else the last of the list. */
export async function lastMessage(context: Context, conversation: Conversation): Promise<Message | null> {
  const { nodes } = await messages(context, conversation, { last: 1 });
  return nodes.at(-1) ?? null;
}
