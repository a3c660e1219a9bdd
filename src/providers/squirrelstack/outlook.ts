/** What SquirrelStack's endpoints carry: a conversation is its messages, and the widget is the one inbox. */
import type { Outlook, Sent } from '../outlook.ts';
import { lacking, WHOLE } from '../outlook.ts';
import { isSegment } from '../segment.ts';

const read: Sent = {
  operation: 'GET /api/v1/chat/conversations/:visitor_token/messages',
  budget: 'messages',
};
const widget = { lacks: new Set(['greeting', 'raw']) };

export const outlook: Outlook = {
  sampleId: 'token',
  isAskable: isSegment,
  getConversation: () => ({ sends: [read], gaps: { ...lacking(), inbox: widget } }),
  messages: { sends: read, tellsTotal: false, isShort: true, gaps: { contact: WHOLE, agent: WHOLE } },
  listInboxes: {
    sends: { operation: 'GET /api/v1/chat/config', budget: 'config' },
    tellsTotal: false,
    isShort: true,
    gaps: WHOLE,
  },
  writes: {
    createConversation: {
      sends: { operation: 'POST /api/v1/chat/conversations', budget: 'create' },
      conversation: { ...lacking('messages', 'lastMessage', 'createdAt', 'lastActivityAt'), inbox: widget },
    },
    sendMessage: {
      sends: { operation: 'POST /api/v1/chat/conversations/:visitor_token/messages', budget: 'reply' },
    },
  },
};
