import { fileLink } from '../data-sources/files.ts';
import { lastMessage, messages } from '../data-sources/messages.ts';
import { transcript } from '../data-sources/transcripts.ts';
import type { ConversationResolvers } from '../generated/resolvers-types.ts';
import { entityFields } from './entity.ts';
import { conversationFields } from './fields.ts';

export const Conversation: ConversationResolvers = {
  ...entityFields('Conversation'),
  ...conversationFields(
    'status',
    'rawStatus',
    'title',
    'inbox',
    'contact',
    'assignee',
    'assigneeVersion',
    'handledBy',
    'unreadCount',
    'lastActivityAt',
    'createdAt',
    'updatedAt',
    'ticket',
    'isRemoved',
    'raw',
  ),
  lastMessage: (conversation, _, context) =>
    conversation.lastMessage === undefined ? lastMessage(context, conversation) : conversation.lastMessage,
  messages: (conversation, page, context) => messages(context, conversation, page),
  transcript: (conversation, _, context) => transcript(context, conversation),
  file: (conversation, file, context) => fileLink(context, conversation, file),
};
