/** Conversations and their messages. The page does not say how conversations are sorted; messages are oldest first. */
import type { Conversation } from '../../domain.ts';
import { revealed } from '../../secret.ts';
import { isSegment, segment } from '../segment.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { askOne, askPage } from '../ask.ts';
import type { Adapter, ConversationCriteria, ListConversations } from '../provider.ts';
import { row, rows } from '../wire.ts';
import { type Filter, listKey, paged } from './paged.ts';
import { toConversation, toMessage } from './translate.ts';
import * as wire from './wire.ts';

const list = rows(wire.conversation);
const single = row(wire.conversation);
const messageList = rows(wire.message);

export function listConversations(upstream: Upstream): ListConversations {
  return {
    filters: { status: 'one', inbox: 'one', assignee: 'one', channel: 'inboxes' },
    open(criteria) {
      const filter = filterOf(criteria);
      return {
        walk: 'page',
        key: listKey('conversations', filter),
        maxLimit: 50,
        read(page, limit, call) {
          const request = {
            method: 'GET',
            template: '/v1/chat/conversations',
            path: '/conversations',
            query: paged(filter, page, limit),
            cache: { kind: 'conversations', epochs: ['conversations'], rows: 'conversation' },
          } as const;
          return askPage(upstream, request, list, call, (conversation) =>
            toConversation(upstream.source, conversation),
          );
        },
      };
    },
  };
}

/** Each of these parameters takes one value. `channel` has become an inbox by now. */
function filterOf({ status, inbox, assignee }: ConversationCriteria): Filter {
  const parameters: [string, string | undefined][] = [
    ['status', status?.[0]?.toLowerCase()],
    ['inbox_id', inbox?.[0]],
    ['agent_id', assignee?.[0]],
  ];
  return parameters.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

export function getConversation(upstream: Upstream): NonNullable<Adapter['getConversation']> {
  return (nativeId, _want, call) => {
    const id = revealed(nativeId);
    if (!isSegment(id)) return Promise.resolve(null);
    const request = {
      method: 'GET',
      template: '/v1/chat/conversations/{id}',
      path: `/conversations/${segment(id)}`,
      cache: { kind: 'conversations', epochs: [`conversation:${id}`] },
    } as const;
    return askOne(upstream, request, single, call, (conversation) =>
      toConversation(upstream.source, conversation),
    );
  };
}

export function messages(upstream: Upstream): NonNullable<Adapter['messages']> {
  return {
    completeness: 'COMPLETE',
    open(conversation: Conversation) {
      const id = revealed(conversation.nativeId);
      const path = `/conversations/${segment(id)}/messages`;
      return {
        walk: 'page',
        key: `messages:${id}`,
        maxLimit: 100,
        read(page, limit, call) {
          const request = {
            method: 'GET',
            template: '/v1/chat/conversations/{id}/messages',
            path,
            query: paged([], page, limit),
            cache: {
              kind: 'messages',
              epochs: [`messages:${id}`],
              freshness: conversation.lastActivityAt ?? undefined,
            },
          } as const;
          return askPage(upstream, request, messageList, call, (message) =>
            toMessage(upstream.source, conversation, message),
          );
        },
      };
    },
  };
}
