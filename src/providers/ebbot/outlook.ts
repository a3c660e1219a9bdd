/** What Ebbot's endpoints carry: rows all but what was said, transcripts that and what they prove. */
import type { Outlook, Sent } from '../outlook.ts';
import { lacking, WHOLE } from '../outlook.ts';
import { isSegment } from '../segment.ts';

const transcript: Sent = { operation: 'GET /api/chats/company_chats/{chatid}/transcript' };

export const outlook: Outlook = {
  sampleId: '1',
  isAskable: isSegment,
  listConversations: () => ({
    sends: { operation: 'GET /api/chats/company_chats' },
    tellsTotal: false,
    isShort: false,
    gaps: lacking('messages', 'lastMessage'),
  }),
  getConversation: () => ({ sends: [transcript], gaps: lacking() }),
  messages: {
    sends: transcript,
    tellsTotal: true,
    isShort: true,
    gaps: { contact: WHOLE, agent: WHOLE },
  },
};
