/** The two endpoints of Ebbot's Chats API as an adapter. */
import { UpstreamError } from '../../errors.ts';
import { revealed } from '../../secret.ts';
import { isSegment, segment } from '../segment.ts';
import type { Upstream, UpstreamRequest } from '../../upstream/upstream.ts';
import { ask, orNull, pageOf, type Answer } from '../ask.ts';
import type { Adapter } from '../provider.ts';
import type { Rows } from '../wire.ts';
import { createSeen } from './seen.ts';
import { timeReader } from './transcript-time.ts';
import { fromTranscript, toConversation, toMessages } from './translate.ts';
import { chats, transcript, type Failure } from './wire.ts';

const CHATS = '/api/chats/company_chats';

export function connect(
  upstream: Upstream,
  { timeZone, maxLimit }: { readonly timeZone: string; readonly maxLimit: number },
): Adapter {
  const { source } = upstream;
  const seen = createSeen();
  const readTime = timeReader(timeZone);

  return {
    listConversations: {
      filters: {},
      open: () => ({
        walk: 'page',
        key: CHATS,
        maxLimit,
        async read(page, limit, call) {
          const request = listRequest(page, limit);
          const answer = succeeded(await ask(upstream, request, chats, call), request);
          const { rows, ...told } = pageOf(answer, (row) => toConversation(source, row));
          const scope = upstream.fingerprint(call);
          for (const row of rows) seen.remember(scope, row, told.fetchedAt);
          return { rows, ...told, total: totalOf(told.total, { page, limit, rows: rows.length }) };
        },
      }),
    },

    async getConversation(nativeId, _want, call) {
      const id = revealed(nativeId);
      if (!isSegment(id)) return null;
      const request = transcriptRequest(id);
      const answer = await orNull(ask(upstream, request, transcript, call));
      if (answer === null) return null;
      const row = seen.recall(upstream.fingerprint(call), id);
      // An empty or failed transcript proves no chat; where a list showed the chat, the one is its state and the other a fault.
      if (row === undefined && (answer.value === 'failed' || answer.value.rows.length === 0)) return null;
      return fromTranscript(source, id, succeeded(answer, request).value.rows, readTime, row);
    },

    messages: {
      completeness: 'COMPLETE',
      open: (conversation) => ({
        walk: 'whole',
        key: `transcript:${revealed(conversation.nativeId)}`,
        async read(call) {
          const request = transcriptRequest(revealed(conversation.nativeId), conversation.lastActivityAt);
          const { value, reply } = succeeded(await ask(upstream, request, transcript, call), request);
          return {
            rows: toMessages(conversation, value.rows, readTime),
            total: value.rows.length,
            fetchedAt: reply.fetchedAt,
            stale: reply.stale,
          };
        },
      }),
    },
  };

  function succeeded<Value>(
    answer: Answer<Rows<Value> | Failure>,
    { method, template }: UpstreamRequest,
  ): Answer<Rows<Value>> {
    const { value } = answer;
    if (value !== 'failed') return { ...answer, value };
    throw new UpstreamError(
      'UPSTREAM_UNAVAILABLE',
      `${source} answered \`${method} ${template}\` with "success": false. Try again later.`,
      { source, isRefusal: true },
    );
  }
}

function listRequest(page: number, limit: number): UpstreamRequest {
  return {
    method: 'GET',
    template: CHATS,
    path: CHATS,
    query: [
      ['page', String(page)],
      ['limit', String(limit)],
    ],
    cache: { kind: 'conversations', epochs: ['conversations'], rows: 'conversation' },
  };
}

function transcriptRequest(chatId: string, freshness?: string | null): UpstreamRequest {
  return {
    method: 'GET',
    template: `${CHATS}/{chatid}/transcript`,
    path: `${CHATS}/${segment(chatId)}/transcript`,
    cache: { kind: 'messages', epochs: [`messages:${chatId}`], freshness: freshness ?? undefined },
  };
}

/**
 * The list's total. Ebbot does not document what its `total` or `count` counts: one that may be of the page's own rows says nothing, and the page
 * behind tells whether the list goes on.
 */
function totalOf(
  told: number | undefined,
  { page, limit, rows }: { readonly page: number; readonly limit: number; readonly rows: number },
): number | undefined {
  if (told === undefined) return undefined;
  const isOfPage = page === 1 ? told <= rows && rows >= limit : told <= rows;
  return isOfPage ? undefined : told;
}
