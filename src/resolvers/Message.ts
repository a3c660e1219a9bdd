import type { MessageResolvers } from '../generated/resolvers-types.ts';
import { messageIdOf } from './entity.ts';

export const Message: MessageResolvers = {
  id: (message, _, context) => messageIdOf(message, context),
  attachments: (message) => message.attachments.map((attachment) => ({ ...attachment, message })),
};
