/** Telling the message that was sent from others alike, where the provider's reply does not show it. */
import type { Conversation, Message, MessageDirection } from '../../domain.ts';
import type { InputOf, SentMessage, Write } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import { messages } from '../messages.ts';
import { lookBefore } from './look-before.ts';
import type { Order } from './read-input.ts';
import { isSince, wholeSecond } from './since.ts';

/** What a message is recognised by. */
export interface Likeness {
  readonly direction: MessageDirection;
  readonly content: string;
  /** Native id; absent where the provider chose who speaks. */
  readonly agentId?: string | undefined;
}

/** How a message sent is found again: by its key, or as the new one among those alike. */
export interface Mark {
  readonly key: string | null;
  /** Keys of those alike that were there before; null where nobody looked. */
  readonly before: readonly string[] | null;
  readonly span: { readonly from: string; readonly to: string } | null;
}

/** Latest messages among which one is looked for. */
export const LATEST = 100;
/** Most messages since a moment. */
const MOST = 1000;

/** Whether telling it takes a look beforehand: the reply does not show it, and what is there can be read. */
export function isToldByLook({ write, source }: Order<'sendMessage'>): boolean {
  return write.isSilent === true && source.connected.adapter.messages !== undefined;
}

/** As it will be seen. A side that is not named is the one that the provider speaks for. */
export function likenessOf(
  { fields }: Write<InputOf<'sendMessage'>, SentMessage>,
  { as = fields.as?.oneOf?.[0], isPrivate, content = '', agentId }: InputOf<'sendMessage'>,
): Likeness {
  if (isPrivate) return { direction: 'INTERNAL', content, agentId };
  return { direction: as === 'CONTACT' ? 'INBOUND' : 'OUTBOUND', content, agentId };
}

/** Keys of the latest messages alike; null where they cannot be read, which is no reason not to send. */
export function keysAlike(
  context: Context,
  conversation: Conversation,
  likeness: Likeness,
): Promise<string[] | null> {
  return lookBefore(context, async (brief) => {
    const found = await latestAlike(brief, conversation, likeness);
    return found.map(({ key }) => key);
  });
}

/** The one message alike that is new; null where there is none, or it cannot be told from others. */
export async function newAlike(
  context: Context,
  conversation: Conversation,
  likeness: Likeness,
  { before, span }: Mark,
): Promise<Message | null> {
  if (before === null && span === null) return null;
  const found = await latestAlike(context, conversation, likeness);
  const added = found.filter(({ key }) => !before?.includes(key));
  const isNew = (message: Message) => before !== null || isWithin(message, span);
  const candidates = added.filter(isNew);
  const [only = null, second] = candidates;
  if (second === undefined) return only;
  const timely = candidates.filter((message) => isWithin(message, span));
  return timely.length === 1 ? (timely[0] ?? null) : null;
}

/** All alike since that moment, oldest first; none where there are too many to tell. */
export async function alikeSince(
  context: Context,
  conversation: Conversation,
  likeness: Likeness,
  since: Date,
): Promise<Message[]> {
  const page = await messages(
    context,
    conversation,
    { first: MOST, since: wholeSecond(since).toISOString() },
    { max: MOST },
  );
  return page === null || page.pageInfo.hasNextPage
    ? []
    : page.nodes.filter((message) => isAlike(message, likeness) && isSince(message.createdAt, since));
}

async function latestAlike(
  context: Context,
  conversation: Conversation,
  likeness: Likeness,
): Promise<Message[]> {
  const page = await messages(context, conversation, { last: LATEST }, { max: LATEST });
  return (page?.nodes ?? []).filter((message) => isAlike(message, likeness));
}

function isAlike(message: Message, { direction, content, agentId }: Likeness): boolean {
  return (
    message.direction === direction &&
    message.content === content &&
    (agentId === undefined || message.author.agent?.nativeId === agentId)
  );
}

function isWithin({ createdAt }: Message, span: Mark['span']): boolean {
  return span !== null && createdAt !== null && span.from <= createdAt && createdAt <= span.to;
}
