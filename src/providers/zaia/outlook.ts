/** What Zaia's two forms of a chat carry, and which of them answers what. */
import type { ConversationGaps, EntityGaps, Outlook, ReadOutlook, Sent } from '../outlook.ts';
import { lacking, WHOLE } from '../outlook.ts';
import { CHATS, DETAILS, formsFor, isUuid, listFor } from './requests.ts';

const plainList: Sent = { operation: `GET ${CHATS}` };
const detailedList: Sent = { operation: `GET ${DETAILS}` };
const plain: Sent = { operation: `GET ${CHATS}/{id}` };
const details: Sent = { operation: `GET ${CHATS}/{id}/details` };

const detailed = lacking('updatedAt');
const byId = (...lacks: readonly string[]): EntityGaps => ({ lacks: new Set(lacks), isCarried: true });
const plainGaps: ConversationGaps = {
  lacks: new Set(['assigneeVersion', 'handledBy', 'lastMessage', 'ticket', 'messages']),
  contact: byId('name', 'email', 'phone', 'identifier', 'isBlocked', 'conversationCount', 'createdAt', 'raw'),
  assignee: byId('kind', 'name', 'email', 'role', 'availability', 'rawAvailability', 'avatarUrl', 'raw'),
  inbox: byId('name', 'channel', 'rawChannel', 'isEnabled', 'greeting', 'raw'),
};
const look: ReadOutlook<EntityGaps> = { sends: [detailedList], gaps: WHOLE };

export const outlook: Outlook = {
  sampleId: '00000000-0000-4000-8000-000000000000',
  isAskable: isUuid,
  listConversations(criteria) {
    const list = listFor(criteria);
    if (list === null) return null;
    const isPlain = list.form === CHATS;
    return {
      sends: isPlain ? plainList : detailedList,
      tellsTotal: false,
      isShort: criteria.contact !== undefined,
      gaps: isPlain ? plainGaps : detailed,
    };
  },
  getConversation(want) {
    const { inPlain, inDetails } = formsFor(want);
    return {
      sends: [...(inPlain ? [plain] : []), ...(inDetails ? [details] : [])],
      gaps: inDetails ? (inPlain ? lacking() : detailed) : plainGaps,
    };
  },
  previews: { contact: WHOLE, agent: WHOLE },
  getContact: { sends: [plainList], gaps: plainGaps.contact },
  getAgent: look,
  getInbox: look,
  writes: {
    createConversation: { sends: { operation: `POST ${CHATS}` }, conversation: plainGaps },
    updateConversation: { sends: { operation: `PATCH ${CHATS}/{id}` }, conversation: plainGaps },
    deleteConversation: { sends: { operation: `DELETE ${CHATS}/{id}` } },
  },
};
