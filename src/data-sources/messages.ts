import type { Conversation, Message, MessagesCompleteness, NativeId } from '../domain.ts';
import { asError } from '../errors.ts';
import type { RawArguments, WalkedConnection } from '../pagination/types.ts';
import { revealed } from '../secret.ts';
import type { Adapter, Listing } from '../providers/provider.ts';
import { ConnectionPage, overListing, type Connection } from './connections.ts';
import type { Context } from './context.ts';
import type { DataSource } from './data-source.ts';
import { unlessGone } from './unless-gone.ts';

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

export interface MessagesOptions {
  /** Replaces the most rows that a client may ask for. */
  readonly max?: number;
  /** Nothing is wanted but what needs no rows. */
  readonly isCount?: boolean;
}

/** A conversation's messages, oldest first; null where there is no such conversation. Never throws: several are asked for side by side. */
export function messages(
  context: Context,
  conversation: Conversation,
  page: MessagesArguments,
  options: MessagesOptions = {},
): Promise<MessageConnection | null> {
  try {
    const source = context.sources.of(conversation);
    const reading = source.operation('messages');
    const walking =
      reading.completeness === 'PREVIEW'
        ? withPreviews(source, conversation).then(
            (known) => known && walk(context, source, reading, known, page, options),
          )
        : walk(context, source, reading, conversation, page, options);
    return walking.then((walked) => walked && new MessagesPage(walked, reading.completeness));
  } catch (error) {
    return Promise.reject(asError(error));
  }
}

/** Null where the provider says that there is no such conversation. */
function walk(
  context: Context,
  source: DataSource,
  reading: NonNullable<Adapter['messages']>,
  conversation: Conversation,
  page: MessagesArguments,
  { max, isCount = false }: MessagesOptions,
): Promise<WalkedConnection<Message> | null> {
  const { since } = page;
  const listing = carried(conversation, reading.open(conversation));
  const walking = overListing(context, source, listing, {
    ...messageTraits,
    arguments: page,
    from: since ?? undefined,
    tellsTotal: source.connected.outlook.messages?.tellsTotal === true,
    isCount,
    binding: messagesBinding(source.key, conversation.nativeId, since),
    max,
  });
  return unlessGone(walking);
}

class MessagesPage extends ConnectionPage<Message> implements MessageConnection {
  readonly completeness: MessagesCompleteness;

  constructor(walked: WalkedConnection<Message>, completeness: MessagesCompleteness) {
    super(walked);
    this.completeness = completeness;
  }

  override get totalCount(): number | null {
    return this.completeness === 'PREVIEW' ? null : super.totalCount;
  }
}

/** What cursors are tied to. */
export function messagesBinding(
  source: string,
  conversation: NativeId,
  since: string | null | undefined,
): unknown {
  return ['messages', source, revealed(conversation), since];
}

/** The latest message, or null. */
export async function lastMessage(context: Context, conversation: Conversation): Promise<Message | null> {
  const connection = await messages(context, conversation, { last: 1 });
  return connection?.nodes.at(-1) ?? null;
}

/** Previews are a part of the conversation's payload: they are loaded together with whatever else of it is asked for. */
async function withPreviews(source: DataSource, conversation: Conversation): Promise<Conversation | null> {
  if (conversation.messages !== undefined) return conversation;
  const loaded = await source.conversation(conversation.nativeId, { fields: new Set(['messages']) });
  return loaded && { ...conversation, messages: loaded.messages ?? [] };
}

/** Messages that came with the conversation are not asked for again. */
function carried(conversation: Conversation, listing: Listing<Message>): Listing<Message> {
  if (conversation.messages === undefined) return listing;
  const rows = conversation.messages.map((message) => ({ ...message, conversation }));
  const page = { rows, total: rows.length, fetchedAt: Date.now(), stale: false };
  return { walk: 'whole', key: listing.key, read: () => Promise.resolve(page) };
}
