/** Whom Zaia's chats concern. It has no endpoint for them: each is found through a chat of theirs. */
import type { Call, Upstream } from '../../upstream/upstream.ts';
import { ask, orNull } from '../ask.ts';
import type { Adapter, ConversationCriteria } from '../provider.ts';
import { isUuid, listFor, listRequest } from './requests.ts';
import { toAgent, toInbox } from './translate.ts';
import { detailedChats, plainChats } from './wire.ts';

type LookUps = Required<Pick<Adapter, 'getContact' | 'getAgent' | 'getInbox'>>;

/** All answer null for whom no chat concerns. */
export function lookUps(upstream: Upstream): LookUps {
  const { source } = upstream;

  return {
    /** Only the plain list filters by owner, and only details name them: those are loaded when they are asked for. */
    async getContact(nativeId, call) {
      const request = requestFor({ contact: [nativeId] }, 'contacts');
      const chats = request && (await orNull(ask(upstream, request, plainChats, call)));
      const chat = chats?.value.rows[0]?.value;
      if (chat === undefined || !isUuid(chat.id)) return null;
      return { source, nativeId, carrier: { source, nativeId: chat.id } };
    },

    async getAgent(nativeId, call) {
      const chat = await firstChat(requestFor({ assignee: [nativeId] }, 'agents'), call);
      return chat && toAgent(source, chat, nativeId);
    },

    async getInbox(nativeId, call) {
      const chat = await firstChat(requestFor({ inbox: [nativeId] }, 'inboxes'), call);
      return chat && toInbox(source, chat, nativeId);
    },
  };

  async function firstChat(request: ReturnType<typeof requestFor>, call: Call) {
    const chats = request && (await orNull(ask(upstream, request, detailedChats, call)));
    return chats?.value.rows[0] ?? null;
  }
}

function requestFor(criteria: ConversationCriteria, kind: 'contacts' | 'agents' | 'inboxes') {
  const list = listFor(criteria);
  return list && listRequest(list, { limit: 1 }, kind);
}
