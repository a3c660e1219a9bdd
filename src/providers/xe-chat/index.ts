/** Xe Chat by Xeboki: an inbox of conversations, contacts and agents behind one API key. */
import { z } from 'zod';
import { baseUrl, credential } from '../config.ts';
import type { Provider } from '../provider.ts';
import { getContact, listContacts } from './contacts.ts';
import { getConversation, listConversations, messages } from './conversations.ts';
import { outlook } from './outlook.ts';
import { peopleWrites } from './people-writes.ts';
import { listAgents, listInboxes } from './staff.ts';
import { conversationWrites } from './writes.ts';

const apiKey = credential();

const config = z.strictObject({
  baseUrl: baseUrl('https://api.xeboki.com/v1/chat').describe('Where the API is; ends in /v1/chat.'),
  apiKey: apiKey.describe(
    'An API key of the account (xbk_live_…), with the chat:…:read and chat:…:write scopes of whatever is to be read and written.',
  ),
});

export type XeChatConfig = z.output<typeof config>;

export const xeChat: Provider<XeChatConfig> = {
  id: 'xe-chat',
  word: 'XE_CHAT',
  name: 'Xe Chat',
  defaultKey: 'xe',
  credential: { key: 'apiKey', form: apiKey },
  config,
  environment: {
    apiKey: { variable: 'XE_CHAT_API_KEY', required: true },
    baseUrl: { variable: 'XE_CHAT_URL', required: false },
  },
  transport: ({ baseUrl }) => ({
    baseUrl,
    headers: (key) => ({ authorization: `Bearer ${key.reveal()}` }),
    // None is documented: the daily quota depends on the plan, and every reply tells it in its headers.
    budgets: [],
    quota: { windowSeconds: 86_400 },
  }),
  ownFields: {
    Conversation: ['id', 'status', 'unread_count', 'last_activity_at', 'created_at', 'updated_at'],
    Message: ['id', 'type', 'content', 'private', 'created_at'],
  },
  outlook,
  connect: (upstream) => ({
    listConversations: listConversations(upstream),
    getConversation: getConversation(upstream),
    messages: messages(upstream),
    listContacts: listContacts(upstream),
    getContact: getContact(upstream),
    listAgents: listAgents(upstream),
    listInboxes: listInboxes(upstream),
    ...conversationWrites(upstream),
    ...peopleWrites(upstream),
  }),
};
