import { shownRaw } from '../data-sources/raw.ts';
import type { MessageResolvers } from '../generated/resolvers-types.ts';
import { messageIdOf } from './entity.ts';

export const Message: MessageResolvers = {
  id: (message, _, context) => messageIdOf(message, context),
  raw: (message, _, context) => shownRaw(context, 'Message', message, message.raw),
  attachments: (message) => message.attachments.map((attachment) => ({ ...attachment, message })),
};
