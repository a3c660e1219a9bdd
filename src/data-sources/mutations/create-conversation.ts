import type { Conversation, Message } from '../../domain.ts';
import type { CreatedConversation } from '../../providers/provider.ts';
import { revealed, Secret } from '../../secret.ts';
import type { Context } from '../context.ts';
import { messages } from '../messages.ts';
import { FORMS } from './form.ts';
import { createdSince } from './created-since.ts';
import { perform, type Plan } from './perform.ts';
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
  readBack({ source, write, input }) {
    // Where the provider refuses a second one, sending again tells more.
    if (write.unique !== undefined || input.contactId === undefined) return undefined;
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
  /** The token that this key sent is in use: by the conversation that an earlier attempt made. */
  duplicate: (_order, { visitorToken }) =>
    Promise.resolve(visitorToken === undefined ? undefined : kept(visitorToken, null)),
};

function kept(nativeId: string | Secret, autoReply: string | null): Kept {
  return { nativeId: revealed(nativeId), isSecret: nativeId instanceof Secret, autoReply };
}

async function firstMessage(
  context: Context,
  conversation: Conversation,
  content: string,
): Promise<Message | null> {
  const page = await messages(context, conversation, { first: 10 });
  return page?.nodes.find((message) => message.content === content) ?? null;
}
