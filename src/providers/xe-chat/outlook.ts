/** What Xe Chat's endpoints carry: lists embed names and emails of people, and leave the rest to their own endpoints. */
import type { Conversation } from '../../domain.ts';
import type { ConversationGaps, EntityGaps, ListOutlook, Outlook, ReadOutlook } from '../outlook.ts';
import { WHOLE } from '../outlook.ts';
import { isSegment } from '../segment.ts';

const CONTACT_REST = ['phone', 'conversationCount', 'createdAt'];
const AGENT_REST = ['email', 'role', 'availability', 'rawAvailability'];

const embeddedAgent: EntityGaps = { lacks: new Set(AGENT_REST) };
const senders = {
  contact: { lacks: new Set([...CONTACT_REST, 'email', 'raw']) },
  agent: { lacks: new Set([...AGENT_REST, 'raw']) },
};

function conversation(...more: (keyof Conversation)[]): ConversationGaps {
  return {
    lacks: new Set<keyof Conversation>(['messages', 'lastMessage', ...more]),
    contact: { lacks: new Set(CONTACT_REST) },
    assignee: embeddedAgent,
    inbox: { lacks: new Set(['name', 'channel', 'rawChannel', 'isEnabled', 'raw']) },
  };
}

const listConversations: ListOutlook<ConversationGaps> = {
  sends: { operation: 'GET /v1/chat/conversations' },
  tellsTotal: true,
  isShort: false,
  gaps: conversation(),
};
const getConversation: ReadOutlook<ConversationGaps> = {
  sends: [{ operation: 'GET /v1/chat/conversations/{id}' }],
  gaps: conversation(),
};

export const outlook: Outlook = {
  sampleId: '1',
  isAskable: isSegment,
  listConversations: () => listConversations,
  getConversation: () => getConversation,
  messages: {
    sends: { operation: 'GET /v1/chat/conversations/{id}/messages' },
    tellsTotal: true,
    isShort: true,
    gaps: senders,
  },
  listContacts: {
    sends: { operation: 'GET /v1/chat/contacts' },
    tellsTotal: true,
    isShort: false,
    gaps: WHOLE,
  },
  getContact: { sends: [{ operation: 'GET /v1/chat/contacts/{id}' }], gaps: WHOLE },
  listAgents: { sends: { operation: 'GET /v1/chat/agents' }, tellsTotal: true, isShort: true, gaps: WHOLE },
  listInboxes: { sends: { operation: 'GET /v1/chat/inboxes' }, tellsTotal: true, isShort: true, gaps: WHOLE },
  writes: {
    createConversation: {
      sends: { operation: 'POST /v1/chat/conversations' },
      conversation: conversation('lastActivityAt'),
    },
    updateConversation: {
      sends: { operation: 'PATCH /v1/chat/conversations/{id}' },
      conversation: conversation('contact', 'unreadCount', 'lastActivityAt', 'createdAt'),
    },
    sendMessage: { sends: { operation: 'POST /v1/chat/conversations/{id}/messages' }, message: senders },
    createContact: { sends: { operation: 'POST /v1/chat/contacts' } },
    createAgent: { sends: { operation: 'POST /v1/chat/agents' } },
  },
};
