/** Zaia's chats as an adapter. */
import type { Conversation, Message } from '../../domain.ts';
import { revealed } from '../../secret.ts';
import type { Call, Upstream } from '../../upstream/upstream.ts';
import { ask, orNull, pageOf } from '../ask.ts';
import type { Adapter, ConversationCriteria, ConversationWant, Listing, WholeListing } from '../provider.ts';
import { lookUps } from './look-ups.ts';
import { CHATS, detailsRequest, formsFor, isUuid, listFor, listRequest, plainRequest } from './requests.ts';
import { fromDetails, fromPlain } from './translate.ts';
import { detailedChats, detailedRow, plainChats, plainRow } from './wire.ts';

/** The page's maximum. */
const MAX_LIMIT = 100;

export function connect(upstream: Upstream): Adapter {
  const { source } = upstream;

  return {
    listConversations: {
      filters: {
        inbox: 'many',
        assignee: 'many',
        assigneeVersion: 'many',
        contact: 'many',
        channel: 'many',
        lastActivity: 'range',
        search: 'one',
      },
      open: listing,
    },
    getConversation: (nativeId, want, call) => conversation(revealed(nativeId), want, call),
    messages: { completeness: 'PREVIEW', open: previews },
    ...lookUps(upstream),
  };

  function listing(criteria: ConversationCriteria): Listing<Conversation> {
    const list = listFor(criteria);
    if (list === null) return nothing;
    return {
      walk: 'page',
      key: `${list.form}?${new URLSearchParams(list.filter.map(([name, value]) => [name, value])).toString()}`,
      maxLimit: MAX_LIMIT,
      async read(page, limit, call) {
        const request = listRequest(list, { page, limit }, 'conversations');
        return list.form === CHATS
          ? pageOf(await ask(upstream, request, plainChats, call), (row) => fromPlain(source, row))
          : pageOf(await ask(upstream, request, detailedChats, call), (row) => fromDetails(source, row));
      },
    };
  }

  async function conversation(id: string, want: ConversationWant, call: Call): Promise<Conversation | null> {
    if (!isUuid(id)) return null;
    const { inPlain, inDetails } = formsFor(want);
    const [plain, details] = await Promise.all([
      inPlain ? orNull(ask(upstream, plainRequest(id), plainRow, call)) : undefined,
      inDetails
        ? orNull(ask(upstream, detailsRequest(id, want.assigneeVersionId), detailedRow, call))
        : undefined,
    ]);
    if (plain === null || details === null) return null;
    if (details !== undefined) return fromDetails(source, details.value, plain?.value);
    return plain === undefined ? null : fromPlain(source, plain.value);
  }

  function previews(conversation: Conversation): WholeListing<Message> {
    const id = revealed(conversation.nativeId);
    return {
      walk: 'whole',
      key: `previews:${id}`,
      async read(call) {
        if (!isUuid(id)) return { rows: [], fetchedAt: Date.now(), stale: false };
        const { value, reply } = await ask(upstream, detailsRequest(id), detailedRow, call);
        const rows = (fromDetails(source, value).messages ?? []).map((message) => ({
          ...message,
          conversation,
        }));
        return { rows, fetchedAt: reply.fetchedAt, stale: reply.stale };
      },
    };
  }
}

/** The list of a filter that nothing can match, without a call. */
const nothing: WholeListing<Conversation> = {
  walk: 'whole',
  key: 'nothing',
  read: () => Promise.resolve({ rows: [], total: 0, fetchedAt: Date.now(), stale: false }),
};
