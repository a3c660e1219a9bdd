import type { DeleteConversationPayloadResolvers } from '../generated/resolvers-types.ts';
import { selectedFields } from './selection.ts';

export const DeleteConversationPayload: DeleteConversationPayloadResolvers = {
  conversation: ({ conversation }, _, context, info) =>
    conversation &&
    context.sources
      .of(conversation)
      .conversation(conversation.nativeId, { fields: selectedFields(context, info) }),
};
