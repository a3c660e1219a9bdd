import { fileLink } from '../data-sources/files.ts';
import { lastMessage, messages } from '../data-sources/messages.ts';
import { shownRaw } from '../data-sources/raw.ts';
import { transcript } from '../data-sources/transcripts.ts';
import type { ConversationResolvers } from '../generated/resolvers-types.ts';
import { entityFields } from './entity.ts';
import { conversationFields } from './fields.ts';
import { readsRows } from './selection.ts';

const { raw } = conversationFields('raw');

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
  ),
  raw: async (conversation, _, context) =>
    shownRaw(context, 'Conversation', conversation, await raw(conversation, _, context)),
  lastMessage: (conversation, _, context) =>
    conversation.lastMessage === undefined ? lastMessage(context, conversation) : conversation.lastMessage,
  messages: (conversation, page, context, info) =>
    messages(context, conversation, page, { isCount: !readsRows(info, 'rank') }),
  transcript: (conversation, _, context) => transcript(context, conversation),
  file: (conversation, file, context) => fileLink(context, conversation, file),
};
