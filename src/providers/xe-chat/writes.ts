/** What is written at Xe Chat about conversations. Only what is given is sent. */
import type { ConversationStatus } from '../../domain.ts';
import { revealed } from '../../secret.ts';
import type { Json, Upstream } from '../../upstream/upstream.ts';
import { ask } from '../ask.ts';
import type { SendMessage, Writes } from '../provider.ts';
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
      touches: ({ contactId }) => touchedOf(contactId),
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
          touches: touchedOf(contactId),
        } as const;
        const { value } = await ask(upstream, request, conversation, call);
        return { conversation: toConversation(source, value), autoReply: null };
      },
      problem: refused,
    },

    updateConversation: {
      fields: { status: {}, assigneeId: {} },
      touches: touchesThread,
      async run({ conversation: { nativeId }, status, assigneeId }, call) {
        const id = revealed(nativeId);
        const request = {
          method: 'PATCH',
          template: '/v1/chat/conversations/{id}',
          path: `/conversations/${segment(id)}`,
          body: { status: word(status), agent_id: integer(assigneeId) },
          touches: touched(id),
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
      touches: touchesThread,
      async run({ conversation: reference, content, isPrivate, agentId }, call) {
        const id = revealed(reference.nativeId);
        const request = {
          method: 'POST',
          template: '/v1/chat/conversations/{id}/messages',
          path: `/conversations/${segment(id)}/messages`,
          body: { content, private: isPrivate, agent_id: integer(agentId) },
          touches: touched(id),
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

/** A contact shows how many conversations it has. */
function touchedOf(contactId = ''): readonly string[] {
  return ['conversations', 'contacts', `contact:${contactId}`];
}

function touchesThread({ conversation }: Pick<SendMessage, 'conversation'>): readonly string[] {
  return touched(revealed(conversation.nativeId));
}

function touched(id: string): readonly string[] {
  return ['conversations', `conversation:${id}`, `messages:${id}`];
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
