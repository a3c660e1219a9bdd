import { onTestFinished } from 'vitest';
import type { Conversation } from '../../../src/domain.ts';
import type { ConversationCriteria, ConversationWant } from '../../../src/providers/provider.ts';
import { zaia } from '../../../src/providers/zaia/index.ts';
import { startZaia, type ZaiaOptions } from '../../../src/sandbox/zaia/index.ts';
import { testCall } from '../../support/call.ts';
import { exampleState } from '../../sandbox/zaia/workspace.ts';
import { connect } from '../connect.ts';

export const KEY = 'sandbox_zaia_key';

/** Zaia's adapter to the workspace behind an origin. */
export function open(origin: string, options: Record<string, unknown> = {}) {
  const connected = connect(zaia, 'zaia', { baseUrl: origin, apiKey: KEY, ...options });
  const { listConversations, getConversation, messages, getContact, getAgent, getInbox } = connected.adapter;
  if (!listConversations || !getConversation || !messages || !getContact || !getAgent || !getInbox) {
    throw new Error('Zaia lacks an operation.');
  }
  return {
    ...connected,
    listing: (criteria: ConversationCriteria) => listConversations.open(criteria),
    list: async (criteria: ConversationCriteria, [page, limit]: [number, number] = [1, 100]) => {
      const listing = listConversations.open(criteria);
      if (listing.walk !== 'page') throw new Error('The listing is not walked by page.');
      return listing.read(page, limit, testCall());
    },
    get: (nativeId: string, fields?: (keyof Conversation)[], assigneeVersionId?: string) => {
      const want: ConversationWant = { fields: fields && new Set(fields), assigneeVersionId };
      return getConversation(nativeId, want, testCall());
    },
    messagesOf: (conversation: Conversation) => {
      const listing = messages.open(conversation);
      if (listing.walk !== 'whole') throw new Error('The listing is not walked whole.');
      return listing.read(testCall());
    },
    contact: (nativeId: string) => getContact(nativeId, testCall()),
    agent: (nativeId: string) => getAgent(nativeId, testCall()),
    inbox: (nativeId: string) => getInbox(nativeId, testCall()),
  };
}

/** The sandbox's Zaia with its twelve example chats, closed when the test ends, and an adapter to it. */
export async function openSandbox(sandbox: ZaiaOptions = {}, options: Record<string, unknown> = {}) {
  const workspace = await startZaia({ state: exampleState(), ...sandbox });
  onTestFinished(workspace.close);
  return { workspace, ...open(workspace.url, options) };
}
