import { createAgent } from '../data-sources/mutations/create-agent.ts';
import { createContact } from '../data-sources/mutations/create-contact.ts';
import { createConversation } from '../data-sources/mutations/create-conversation.ts';
import { deleteConversation } from '../data-sources/mutations/delete-conversation.ts';
import { sendMessage } from '../data-sources/mutations/send-message.ts';
import { updateConversation } from '../data-sources/mutations/update-conversation.ts';
import type { MutationResolvers } from '../generated/resolvers-types.ts';
import { selects } from './selection.ts';

export const Mutation: MutationResolvers = {
  createConversation: (_, { input }, context) => createConversation(context, input),
  updateConversation: (_, { input }, context) => updateConversation(context, input),
  deleteConversation: (_, { input }, context) => deleteConversation(context, input),
  sendMessage: (_, { input }, context, info) => {
    const isShown = context.access.answers('SendMessagePayload', 'message');
    return sendMessage(context, input, isShown && selects(info, 'message'));
  },
  createContact: (_, { input }, context) => createContact(context, input),
  createAgent: (_, { input }, context) => createAgent(context, input),
};
