import type { SendMessagePayloadResolvers } from '../generated/resolvers-types.ts';

export const SendMessagePayload: SendMessagePayloadResolvers = {
  message: (payload) => payload.message(),
};
