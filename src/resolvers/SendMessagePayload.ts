import type { SendMessagePayloadResolvers } from '../generated/resolvers-types.ts';
import { messageFields } from './selection.ts';

export const SendMessagePayload: SendMessagePayloadResolvers = {
  message: (payload, _, context, info) => payload.message(messageFields(context, info)),
};
