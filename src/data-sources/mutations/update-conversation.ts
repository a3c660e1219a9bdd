import type { Conversation } from '../../domain.ts';
import type { UpdateConversation } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import { FORMS } from './form.ts';
import { perform, type Plan } from './perform.ts';
import type { UserError } from './user-error.ts';

export interface UpdateConversationInput {
  readonly id: string;
  readonly idempotencyKey?: string | null | undefined;
}

export interface UpdateConversationPayload {
  readonly conversation: Conversation | null;
  readonly userErrors: readonly UserError[];
}

export async function updateConversation(
  context: Context,
  input: UpdateConversationInput,
): Promise<UpdateConversationPayload> {
  const performed = await perform(context, plan, input);
  if (performed.problems !== undefined) return { conversation: null, userErrors: performed.problems };
  return { conversation: performed.result ?? performed.order.input.conversation, userErrors: [] };
}

const plan: Plan<'updateConversation', Conversation, null> = {
  form: FORMS.updateConversation,
  run: ({ write }, input, { call }) => write.run(input, call),
  keep: () => null,
  readBack: ({ source, input }) => ({
    async find({ call }) {
      const get = source.operation('getConversation');
      const present = await get(input.conversation.nativeId, { fields: changedFields(input) }, call);
      // Whoever set it so: it is as it was to be.
      return present !== null && isChanged(present, input) ? [{ kept: null }] : [];
    },
  }),
};

function changedFields({ status, assigneeId, title, lastActivityAt }: UpdateConversation) {
  const read = { status, assignee: assigneeId, title, lastActivityAt };
  return new Set((Object.keys(read) as (keyof typeof read)[]).filter((field) => read[field] !== undefined));
}

function isChanged(
  present: Conversation,
  { status, assigneeId, title, lastActivityAt }: UpdateConversation,
): boolean {
  return (
    (status === undefined || present.status === status) &&
    (assigneeId === undefined || isAssigned(present, assigneeId)) &&
    (title === undefined || (present.title ?? '') === title) &&
    (lastActivityAt === undefined || present.lastActivityAt === lastActivityAt)
  );
}

/** Whose assignee was not told may have any. */
function isAssigned({ assignee }: Conversation, nativeId: string | null): boolean {
  return nativeId === null ? assignee === null : assignee?.nativeId === nativeId;
}
