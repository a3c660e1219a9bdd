import type { Conversation, Message } from '../../domain.ts';
import type { CreateConversation, CreatedConversation } from '../../providers/provider.ts';
import { revealed, Secret } from '../../secret.ts';
import type { Context } from '../context.ts';
import { stillUnknown } from '../idempotency/faults.ts';
import { FORMS } from './form.ts';
import { createdSince } from './created-since.ts';
import { isMadeUnique } from './made.ts';
import { openingMessages } from './opening-messages.ts';
import { perform, type Finder, type Plan } from './perform.ts';
import type { Order } from './read-input.ts';
import { holderOf, type Holder } from './token-holder.ts';
import type { UserError } from './user-error.ts';

export interface CreateConversationInput {
  readonly source: string;
  readonly idempotencyKey?: string | null | undefined;
}

export interface CreateConversationPayload {
  readonly conversation: Conversation | null;
  /** The first one, read back. */
  message(): Promise<Message | null>;
  readonly autoReply: string | null;
  readonly userErrors: readonly UserError[];
}

/** `isSecret`: the native id is what grants access. */
type Kept = Readonly<{ nativeId: string; isSecret: boolean; autoReply: string | null }>;

export async function createConversation(
  context: Context,
  input: CreateConversationInput,
): Promise<CreateConversationPayload> {
  const performed = await perform(context, plan, input);
  const none = () => Promise.resolve(null);
  if (performed.problems !== undefined) {
    return { conversation: null, message: none, autoReply: null, userErrors: performed.problems };
  }
  const { order, result, kept } = performed;
  const conversation = result?.conversation ?? {
    source: order.source.key,
    nativeId: kept.isSecret ? new Secret(kept.nativeId) : kept.nativeId,
  };
  const { content } = order.input;
  const message = content === undefined ? none : () => firstMessage(context, conversation, content);
  return { conversation, message, autoReply: kept.autoReply, userErrors: [] };
}

const plan: Plan<'createConversation', CreatedConversation, Kept> = {
  form: FORMS.createConversation,
  run: ({ write }, input, { call }) => write.run(input, call),
  keep: ({ conversation: { nativeId }, autoReply }) => kept(nativeId, autoReply),
  effectId: ({ conversation }) => revealed(conversation.nativeId),
  readBack(order) {
    const { source, write, input } = order;
    if (write.unique !== undefined) return byToken(order);
    if (input.contactId === undefined) return undefined;
    const { inboxId = null, contactId, title = '', content = null, status = null, assigneeId = null } = input;
    return {
      likeness: [inboxId, contactId, title],
      traits: [content, status, assigneeId],
      async find(context, since) {
        const found = await createdSince(context, source, input, since);
        return found.map(({ nativeId }) => ({ kept: kept(nativeId, null), effectId: revealed(nativeId) }));
      },
    };
  },
  async duplicate(order, input, context, began) {
    const found = await begunByToken(order, input, context, began);
    if (found === 'UNKNOWN') throw stillUnknown(order.source.key);
    return found === 'OTHER' ? undefined : found;
  },
};

type Ordered = Order<'createConversation'>;

/** Without a likeness: the provider takes the token from one alone. */
function byToken(order: Ordered): Finder<CreateConversation, Kept> {
  return {
    async find(context, since, input) {
      const found = await begunByToken(order, input, context, since);
      return typeof found === 'string' ? [] : [{ kept: found }];
    },
  };
}

async function begunByToken(
  order: Ordered,
  { visitorToken: token, content }: CreateConversation,
  context: Context,
  began: Date,
): Promise<Kept | Exclude<Holder, 'SELF'>> {
  if (token === undefined || content === undefined) return 'UNKNOWN';
  const isMade = isMadeUnique(order);
  const holder = await holderOf(context, order.source, { token, content, isMade, began });
  return holder === 'SELF' ? kept(token, null) : holder;
}

function kept(nativeId: string | Secret, autoReply: string | null): Kept {
  return { nativeId: revealed(nativeId), isSecret: nativeId instanceof Secret, autoReply };
}

async function firstMessage(
  context: Context,
  conversation: Conversation,
  content: string,
): Promise<Message | null> {
  const shown = await openingMessages(context, conversation);
  return shown.find((message) => message.content === content) ?? null;
}
