/** What is written at Zaia: chats created, renamed, dated and removed. All answers are the plain form of the chat. */
import { UpstreamRefusal } from '../../errors.ts';
import { revealed } from '../../secret.ts';
import type { Call, Upstream, UpstreamRequest } from '../../upstream/upstream.ts';
import { ask } from '../ask.ts';
import type { DeleteConversation, Fault, Problem, Writes } from '../provider.ts';
import { culprit, type Suspects } from '../refusals.ts';
import { invalid } from '../rules.ts';
import { segment } from '../segment.ts';
import { CHATS, isUuid, plainRequest } from './requests.ts';
import { fromPlain } from './translate.ts';
import { plainRow } from './wire.ts';

const LISTS = ['conversations'];

type ChatWrites = Required<Pick<Writes, 'createConversation' | 'updateConversation' | 'deleteConversation'>>;

export function writes(upstream: Upstream): ChatWrites {
  const { source } = upstream;
  return {
    createConversation: {
      fields: {
        inboxId: { check: uuid },
        contactId: { required: true, check: uuid },
        title: { default: '' },
      },
      touches: () => LISTS,
      async run({ inboxId, contactId, title }, call) {
        const request = {
          method: 'POST',
          template: CHATS,
          path: CHATS,
          // All three are required, and what is not given may be null.
          body: { channelId: inboxId ?? null, ownerId: contactId, title: orNone(title) ?? null },
          touches: LISTS,
        } as const;
        const { value } = await ask(upstream, request, plainRow, call);
        return { conversation: fromPlain(source, value), autoReply: null };
      },
      problem: refused,
    },

    updateConversation: {
      fields: { title: {}, lastActivityAt: {} },
      touches: touchesChat,
      async run({ conversation, title, lastActivityAt }, call) {
        const request = {
          ...writeTo(conversation.nativeId, 'PATCH'),
          body: { title: orNone(title), lastChatMessageCreatedAt: lastActivityAt },
        };
        const { value } = await ask(upstream, request, plainRow, call);
        return fromPlain(source, value);
      },
      problem: refused,
    },

    deleteConversation: {
      fields: {},
      touches: touchesChat,
      async run({ conversation: { nativeId } }, call) {
        try {
          await upstream.send(writeTo(nativeId, 'DELETE'), call);
        } catch (error) {
          if (error instanceof UpstreamRefusal && (await isRemoved(revealed(nativeId), call)))
            return undefined;
          throw error;
        }
        return undefined;
      },
    },
  };

  /** A chat that is removed stays, with a mark: a refusal to remove it again is no failure. */
  async function isRemoved(id: string, call: Call): Promise<boolean> {
    const chat = await ask(upstream, plainRequest(id), plainRow, call).catch(() => undefined);
    return chat?.value.value.isRemoved === true;
  }
}

function writeTo(nativeId: Parameters<typeof revealed>[0], method: 'PATCH' | 'DELETE'): UpstreamRequest {
  const id = revealed(nativeId);
  return {
    method,
    template: `${CHATS}/{id}`,
    path: `${CHATS}/${segment(id)}`,
    touches: touched(id),
  };
}

function touchesChat({ conversation }: DeleteConversation): readonly string[] {
  return touched(revealed(conversation.nativeId));
}

function touched(id: string): readonly string[] {
  return [...LISTS, `conversation:${id}`];
}

function orNone(title: string | undefined): string | null | undefined {
  return title === '' ? null : title;
}

function uuid(id: string): Fault | undefined {
  return isUuid(id) ? undefined : invalid('Nothing at Zaia has this id: ids there are UUIDs.');
}

async function refused(refusal: UpstreamRefusal, input: object): Promise<Problem | undefined> {
  const isMissing = refusal.status === 404 || refusal.status === 410;
  const field = await culprit(refusal, input, isMissing ? REFERENCES : { ...REFERENCES, ...VALUES });
  if (field === undefined) return undefined;
  return isMissing
    ? { code: 'NOT_FOUND', field, message: 'Nothing at Zaia has this id.' }
    : { code: 'INVALID', field, message: 'Zaia does not take this value.' };
}

const REFERENCES: Suspects = {
  conversation: { word: /\bchat\b/i },
  inboxId: { word: /\bchannel/i },
  contactId: { word: /\bowner/i },
};

const VALUES: Suspects = {
  title: { word: /\btitle\b/i },
  lastActivityAt: { word: /\blastChatMessageCreatedAt\b/i },
};
