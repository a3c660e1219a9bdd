import type { Conversation, Message } from '../../domain.ts';
import type { SentMessage } from '../../providers/provider.ts';
import { revealed } from '../../secret.ts';
import type { Context } from '../context.ts';
import { messageByKey } from '../message-by-key.ts';
import { FORMS } from './form.ts';
import { perform, type Plan } from './perform.ts';
import { alikeSince, isToldByLook, keysAlike, likenessOf, newAlike, type Mark } from './sent-message.ts';
import type { UserError } from './user-error.ts';

export interface SendMessageInput {
  readonly conversationId: string;
  readonly idempotencyKey?: string | null | undefined;
}

export interface SendMessagePayload {
  /** What is known of it: its id. */
  readonly conversation: Conversation | null;
  /** Read back where the provider did not show it, or not all of these fields. */
  message(fields: ReadonlySet<string>): Promise<Message | null>;
  readonly userErrors: readonly UserError[];
}

interface Sent extends SentMessage {
  readonly before: readonly string[] | null;
}

type Kept = Readonly<Pick<Mark, keyof Mark>>;

/** It was sent, and cannot be told from others. */
const UNMARKED: Kept = { key: null, before: null, span: null };

/** `wantsMessage` is whether the message will be asked for: telling it from others may need a look beforehand. */
export async function sendMessage(
  context: Context,
  input: SendMessageInput,
  wantsMessage: boolean,
): Promise<SendMessagePayload> {
  const performed = await perform(context, planFor(wantsMessage), input);
  if (performed.problems !== undefined) {
    return { conversation: null, message: () => Promise.resolve(null), userErrors: performed.problems };
  }
  const { order, result, kept } = performed;
  const { conversation } = order.input;
  const message = async (fields: ReadonlySet<string>) => {
    const shown = result?.message ?? null;
    const lacks = [...(result?.lacks ?? [])].filter((field) => fields.has(field));
    if (shown !== null && lacks.length === 0) return shown;
    if (kept.key !== null) {
      const source = context.sources.of(conversation);
      return (await messageByKey(source, conversation.nativeId, kept.key)) ?? shown;
    }
    return newAlike(context, conversation, likenessOf(order.write, order.input), kept);
  };
  return { conversation, message, userErrors: [] };
}

function planFor(wantsMessage: boolean): Plan<'sendMessage', Sent, Kept> {
  return {
    form: FORMS.sendMessage,
    async run(order, input, context) {
      const { write } = order;
      const looks = wantsMessage && isToldByLook(order);
      const before = looks ? await keysAlike(context, input.conversation, likenessOf(write, input)) : null;
      return { ...(await write.run(input, context.call)), before };
    },
    keep: ({ message, before, span }) => ({ key: message?.key ?? null, before, span }),
    effectId: ({ message }) => message?.key,
    readBack(order) {
      if (order.source.connected.adapter.messages === undefined) return undefined;
      const { conversation } = order.input;
      const likeness = likenessOf(order.write, order.input);
      return {
        likeness: [revealed(conversation.nativeId), likeness.direction, likeness.content],
        traits: [likeness.agentId ?? null],
        async find(context, since) {
          const found = await alikeSince(context, conversation, likeness, since);
          return found.map(({ key }) => ({
            kept: { ...UNMARKED, key },
            keptOfSome: UNMARKED,
            effectId: key,
          }));
        },
      };
    },
  };
}
