import type { ConversationRef } from '../../domain.ts';
import type { Context } from '../context.ts';
import { FORMS } from './form.ts';
import { perform, type Plan } from './perform.ts';
import type { UserError } from './user-error.ts';

export interface DeleteConversationInput {
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
}

export interface DeleteConversationPayload {
  readonly deletedConversationId: string | null;
  /** To be looked up: some providers still show what is removed. */
  readonly conversation: ConversationRef | null;
  readonly userErrors: readonly UserError[];
}

export async function deleteConversation(
  context: Context,
  input: DeleteConversationInput,
): Promise<DeleteConversationPayload> {
  const performed = await perform(context, plan, input);
  if (performed.problems !== undefined) {
    return { deletedConversationId: null, conversation: null, userErrors: performed.problems };
  }
  const { conversation } = performed.order.input;
  return { deletedConversationId: input.id, conversation, userErrors: [] };
}

const plan: Plan<'deleteConversation', undefined, null> = {
  form: FORMS.deleteConversation,
  run: ({ write }, input, { call }) => write.run(input, call),
  keep: () => null,
  readBack: ({ source, input }) => ({
    async find({ call }) {
      const get = source.operation('getConversation');
      const present = await get(input.conversation.nativeId, { fields: new Set(['isRemoved']) }, call);
      return present === null || present.isRemoved === true ? [{ kept: null }] : [];
    },
  }),
};
