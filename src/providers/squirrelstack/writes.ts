/** What is written at SquirrelStack: as the visitor, for its API is the widget's. */
import { randomBytes } from 'node:crypto';
import type { Timestamp } from '../../domain.ts';
import type { UpstreamRefusal } from '../../errors.ts';
import { Secret } from '../../secret.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { ask } from '../ask.ts';
import type { Fault, Problem, SentMessage, Writes } from '../provider.ts';
import { culprit, wordsOf, type Suspects } from '../refusals.ts';
import { atMost, email, filled, invalid } from '../rules.ts';
import { isSegment, segment } from '../segment.ts';
import { tokenOf } from './conversations.ts';
import { pseudonym } from './token.ts';
import { toReference, WIDGET_ID } from './translate.ts';
import * as wire from './wire.ts';

const MOST_CHARACTERS = 10_000;
const TOKEN_BYTES = 16;

const content = atMost(MOST_CHARACTERS);

export function writes(upstream: Upstream): Required<Pick<Writes, 'createConversation' | 'sendMessage'>> {
  const { source } = upstream;
  return {
    createConversation: {
      fields: {
        // The site's one inbox, where every conversation begins.
        inboxId: { only: WIDGET_ID },
        contactName: { required: true, check: filled },
        contactEmail: { required: true, check: email },
        content: { required: true, check: content },
        as: { oneOf: ['CONTACT'] },
        visitorToken: { required: true, make: newToken, check: tokenFault },
      },
      unique: 'visitorToken',
      touches: ({ visitorToken }) => (visitorToken === undefined ? [] : touched(visitorToken)),
      async run({ contactName, contactEmail, content, visitorToken = newToken() }, call) {
        const request = {
          method: 'POST',
          template: '/api/v1/chat/conversations',
          path: '/conversations',
          body: {
            name: contactName,
            email: contactEmail,
            message: content,
            visitor_token: visitorToken.reveal(),
          },
          touches: touched(visitorToken),
          budget: 'create',
        } as const;
        const { value } = await ask(upstream, request, wire.created, call);
        return {
          conversation: toReference(source, visitorToken),
          autoReply: value.auto_reply ?? null,
        };
      },
      problem: refused,
    },

    sendMessage: {
      fields: {
        content: { required: true, check: content },
        as: { oneOf: ['CONTACT'] },
        isPrivate: { only: false },
      },
      isSilent: true,
      touches: ({ conversation }) => touched(tokenOf(conversation.nativeId)),
      async run({ conversation, content }, call) {
        const token = tokenOf(conversation.nativeId);
        const began = performance.now();
        const { headers } = await upstream.send(
          {
            method: 'POST',
            template: '/api/v1/chat/conversations/:visitor_token/messages',
            path: `/conversations/${segment(token.reveal())}/messages`,
            body: { message: content },
            touches: touched(token),
            budget: 'reply',
          },
          call,
        );
        return { message: null, span: spanOf(headers['date'], performance.now() - began) };
      },
      problem: refused,
    },
  };
}

function touched(visitorToken: Secret): readonly string[] {
  return [`messages:${pseudonym(visitorToken)}`];
}

function newToken(bits = randomBytes(TOKEN_BYTES).toString('base64url')): Secret {
  return new Secret(bits);
}

function tokenFault(token: Secret): Fault | undefined {
  return isSegment(token.reveal())
    ? undefined
    : invalid(
        'A visitor token may not be empty, "." or "..", nor hold control characters or broken Unicode.',
      );
}

/** Between which moments the provider wrote what it answered at `date`. Its dates, like its messages', are cut to seconds. */
function spanOf(date: string | undefined, elapsed: number): SentMessage['span'] {
  const answered = Date.parse(date ?? '');
  if (Number.isNaN(answered)) return null;
  const iso = (moment: number): Timestamp => new Date(Math.floor(moment / 1000) * 1000).toISOString();
  return { from: iso(answered - elapsed), to: iso(answered + 1000) };
}

/** The page's error texts: one names all that is required, one is about the email, one about the message's length. */
async function refused(refusal: UpstreamRefusal, input: object): Promise<Problem | undefined> {
  if (refusal.status === 409) return { code: 'CONFLICT', field: 'visitorToken', message: TAKEN };
  if (refusal.status === 404 || refusal.status === 410) return undefined;
  const field = await culprit(refusal, input, FIELDS);
  if (field === undefined) return undefined;
  return field === 'content' && /\btoo long\b/i.test(wordsOf(refusal))
    ? { code: 'TOO_LONG', field, message: 'The text is too long for SquirrelStack.' }
    : { code: 'INVALID', field, message: 'SquirrelStack does not take this value.' };
}

const TAKEN =
  'A conversation with this visitor token exists already: send a message in it, or give another token.';

const FIELDS: Suspects = {
  contactName: { word: /\bname\b/i },
  contactEmail: { word: /\be-?mail\b/i },
  content: { word: /\bmessage\b/i },
  visitorToken: { word: /\bvisitor.?token\b/i },
};
