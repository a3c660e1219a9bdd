import type { CreateConversationPayloadResolvers } from '../generated/resolvers-types.ts';

export const CreateConversationPayload: CreateConversationPayloadResolvers = {
  message: (payload) => payload.message(),
};
