/** What is written at Xe Chat about conversations. Only what is given is sent. */
import type { ConversationStatus } from '../../domain.ts';
import { revealed } from '../../secret.ts';
import type { Json, Upstream } from '../../upstream/upstream.ts';
import { ask } from '../ask.ts';
import type { Writes } from '../provider.ts';
import { filled } from '../rules.ts';
import { segment } from '../segment.ts';
import { row } from '../wire.ts';
import { problem } from './refusals.ts';
import { lackedBy, toConversation, toMessage } from './translate.ts';
import * as wire from './wire.ts';

const conversation = row(wire.conversation);
const message = row(wire.message);

type ConversationWrites = Required<Pick<Writes, 'createConversation' | 'updateConversation' | 'sendMessage'>>;

export function conversationWrites(upstream: Upstream): ConversationWrites {
  const { source } = upstream;
  const refused = problem(upstream);
  return {
    createConversation: {
      fields: {
        inboxId: { required: true },
        contactId: { required: true },
        assigneeId: {},
        status: { oneOf: ['OPEN', 'PENDING'], default: 'OPEN' },
        content: { check: filled },
        as: { oneOf: ['AGENT'] },
      },
      async run({ inboxId, contactId, assigneeId, status, content }, call) {
        const request = {
          method: 'POST',
          template: '/v1/chat/conversations',
          path: '/conversations',
          body: {
            inbox_id: integer(inboxId),
            contact_id: integer(contactId),
            agent_id: integer(assigneeId),
            status: word(status),
            message: content === undefined ? undefined : { content },
          },
          // A contact shows how many conversations it has.
          touches: ['conversations', 'contacts', `contact:${contactId ?? ''}`],
        } as const;
        const { value } = await ask(upstream, request, conversation, call);
        return { conversation: toConversation(source, value), autoReply: null };
      },
      problem: refused,
    },

    updateConversation: {
      fields: { status: {}, assigneeId: {} },
      async run({ conversation: { nativeId }, status, assigneeId }, call) {
        const id = revealed(nativeId);
        const request = {
          method: 'PATCH',
          template: '/v1/chat/conversations/{id}',
          path: `/conversations/${segment(id)}`,
          body: { status: word(status), agent_id: integer(assigneeId) },
          touches: ['conversations', `conversation:${id}`, `messages:${id}`],
        } as const;
        const { value } = await ask(upstream, request, conversation, call);
        return toConversation(source, value);
      },
      problem: refused,
    },

    sendMessage: {
      fields: {
        content: { required: true, check: filled },
        as: { oneOf: ['AGENT'] },
        isPrivate: { default: false },
        agentId: {},
      },
      async run({ conversation: reference, content, isPrivate, agentId }, call) {
        const id = revealed(reference.nativeId);
        const request = {
          method: 'POST',
          template: '/v1/chat/conversations/{id}/messages',
          path: `/conversations/${segment(id)}/messages`,
          body: { content, private: isPrivate, agent_id: integer(agentId) },
          touches: ['conversations', `conversation:${id}`, `messages:${id}`],
        } as const;
        const { value } = await ask(upstream, request, message, call);
        return {
          message: toMessage(source, reference, value),
          lacks: lackedBy(value.value, isPrivate === true),
          span: null,
        };
      },
      problem: refused,
    },
  };
}

/** The page's ids are integers. One that is none, as in the vendor's SDKs, goes as the text it is. */
function integer(id: string | null | undefined): Json | undefined {
  if (id == null) return id;
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : id;
}

/** The page's words are ours in lower case. */
function word(value: ConversationStatus | undefined): string | undefined {
  return value?.toLowerCase();
}
