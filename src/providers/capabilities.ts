/** What an account can do, read off its adapter: nothing else states it. */
import { UnsupportedError } from '../errors.ts';
import type { Adapter, ListConversations } from './provider.ts';

const CAPABILITIES = {
  LIST_CONVERSATIONS: (adapter) => adapter.listConversations,
  GET_CONVERSATION: (adapter) => adapter.getConversation,
  READ_MESSAGES: (adapter) => adapter.messages,
  LIST_CONTACTS: (adapter) => adapter.listContacts,
  GET_CONTACT: (adapter) => adapter.getContact,
  LIST_AGENTS: (adapter) => adapter.listAgents,
  LIST_INBOXES: (adapter) => adapter.listInboxes,
  FILTER_STATUS: conversationFilter('status'),
  FILTER_INBOX: conversationFilter('inbox'),
  FILTER_ASSIGNEE: conversationFilter('assignee'),
  FILTER_CONTACT: conversationFilter('contact'),
  FILTER_CHANNEL: conversationFilter('channel'),
  FILTER_LAST_ACTIVITY: conversationFilter('lastActivity'),
  SEARCH_CONVERSATIONS: conversationFilter('search'),
  SEARCH_CONTACTS: (adapter) => adapter.listContacts?.filters.search,
} as const satisfies Record<string, (adapter: Adapter) => unknown>;

export type Capability = keyof typeof CAPABILITIES;

function conversationFilter(name: keyof ListConversations['filters']) {
  return (adapter: Adapter) => adapter.listConversations?.filters[name];
}

/** In the order in which the schema lists them. */
export function capabilitiesOf(adapter: Adapter): Capability[] {
  return (Object.keys(CAPABILITIES) as Capability[]).filter(
    (capability) => CAPABILITIES[capability](adapter) !== undefined,
  );
}

/** The operation of that name, or `UnsupportedError`: `Ebbot cannot read agents.` */
export function operation<K extends keyof Adapter>(
  adapter: Adapter,
  name: K,
  provider: { readonly name: string; readonly source: string },
): NonNullable<Adapter[K]> {
  const found = adapter[name];
  if (found === undefined) {
    throw new UnsupportedError(`${provider.name} cannot ${PHRASES[name]}.`, { source: provider.source });
  }
  return found;
}

const PHRASES: Readonly<Record<keyof Adapter, string>> = {
  listConversations: 'list conversations',
  getConversation: 'look up a conversation',
  messages: 'read messages',
  listContacts: 'list contacts',
  getContact: 'look up a contact',
  listAgents: 'list agents',
  getAgent: 'look up an agent',
  listInboxes: 'list inboxes',
  getInbox: 'look up an inbox',
};
