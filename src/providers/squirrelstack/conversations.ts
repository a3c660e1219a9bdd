/** Conversations and messages. Nothing lists conversations: one is known by its visitor token alone, and proven by its messages. */
import { Secret } from '../../secret.ts';
import { isSegment, segment } from '../segment.ts';
import type { Upstream, UpstreamRequest } from '../../upstream/upstream.ts';
import type { NativeId, Timestamp } from '../../domain.ts';
import { ask, askOne } from '../ask.ts';
import type { Adapter } from '../provider.ts';
import { pseudonym } from './token.ts';
import { isOfOneMoment, toConversation, toMessages } from './translate.ts';
import * as wire from './wire.ts';

export function getConversation(upstream: Upstream): NonNullable<Adapter['getConversation']> {
  return (nativeId, _want, call) => {
    const token = tokenOf(nativeId);
    if (!isSegment(token.reveal())) return Promise.resolve(null);
    return askOne(upstream, messagesRequest(token), wire.messages, call, ({ rows }) =>
      toConversation(upstream.source, token, rows),
    );
  };
}

export function messages(upstream: Upstream): NonNullable<Adapter['messages']> {
  return {
    completeness: 'COMPLETE',
    open(conversation) {
      const token = tokenOf(conversation.nativeId);
      return {
        walk: 'since',
        key: `messages:${pseudonym(token)}`,
        async read(since, call) {
          const asked = (from?: Timestamp) =>
            ask(upstream, messagesRequest(token, from), wire.messages, call);
          const told = await asked(since);
          const isUnclear = since !== undefined && isOfOneMoment(told.value.rows);
          const { value, reply } = isUnclear ? await asked() : told;
          return {
            rows: toMessages(conversation, token, value.rows),
            fetchedAt: reply.fetchedAt,
            stale: reply.stale,
          };
        },
      };
    },
  };
}

function messagesRequest(token: Secret, since?: Timestamp): UpstreamRequest {
  return {
    method: 'GET',
    template: '/api/v1/chat/conversations/:visitor_token/messages',
    path: `/conversations/${segment(token.reveal())}/messages`,
    query: since === undefined ? [] : [['since', since]],
    // No `freshness`: nothing but the messages themselves tells of their latest.
    cache: { kind: 'messages', epochs: [`messages:${pseudonym(token)}`] },
    budget: 'messages',
  };
}

export function tokenOf(nativeId: NativeId): Secret {
  return typeof nativeId === 'string' ? new Secret(nativeId) : nativeId;
}
