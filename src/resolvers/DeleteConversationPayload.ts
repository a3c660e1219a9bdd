import type { DeleteConversationPayloadResolvers } from '../generated/resolvers-types.ts';
import { selected } from './selection.ts';

export const DeleteConversationPayload: DeleteConversationPayloadResolvers = {
  conversation: ({ conversation }, _, context, info) =>
    conversation &&
    context.sources.of(conversation).conversation(conversation.nativeId, selected(context, info)),
};
