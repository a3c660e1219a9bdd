import type { MessageResolvers } from '../generated/resolvers-types.ts';

export const Message: MessageResolvers = {
  id: ({ source, conversation, key }, _, { ids }) =>
    ids.encode({ type: 'Message', source, nativeId: conversation.nativeId, messageKey: key }),
};
