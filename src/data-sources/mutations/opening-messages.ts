import type { Conversation, Message } from '../../domain.ts';
import type { Context } from '../context.ts';
import { messages } from '../messages.ts';

/** Messages among which the one that began a conversation is: what greets a visitor may stand before it. */
export const OPENING = 10;

/** The first messages of a conversation, oldest first; none where there is no such conversation. */
export async function openingMessages(
  context: Context,
  conversation: Conversation,
): Promise<readonly Message[]> {
  const page = await messages(context, conversation, { first: OPENING });
  return page?.nodes ?? [];
}
