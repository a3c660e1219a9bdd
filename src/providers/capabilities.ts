/** What an account can do, read off its adapter: nothing else states it. */
import type { SenderRole } from '../domain.ts';
import { UnsupportedError } from '../errors.ts';
import type { Adapter, FieldRule, ListConversations } from './provider.ts';

const CAPABILITIES = {
  LIST_CONVERSATIONS: (adapter) => adapter.listConversations,
  GET_CONVERSATION: (adapter) => adapter.getConversation,
  CREATE_CONVERSATION: (adapter) => adapter.createConversation,
  SET_STATUS: ({ updateConversation }) => updateConversation?.fields.status,
  ASSIGN: ({ updateConversation }) => updateConversation?.fields.assigneeId,
  SET_TITLE: ({ updateConversation }) => updateConversation?.fields.title,
  SET_LAST_ACTIVITY: ({ updateConversation }) => updateConversation?.fields.lastActivityAt,
  DELETE_CONVERSATION: (adapter) => adapter.deleteConversation,
  READ_MESSAGES: (adapter) => adapter.messages,
  SEND_AS_AGENT: senderRole('AGENT'),
  SEND_AS_CONTACT: senderRole('CONTACT'),
  SEND_PRIVATE_NOTE: ({ sendMessage }) => takes(sendMessage?.fields.isPrivate, true),
  LIST_CONTACTS: (adapter) => adapter.listContacts,
  GET_CONTACT: (adapter) => adapter.getContact,
  CREATE_CONTACT: (adapter) => adapter.createContact,
  LIST_AGENTS: (adapter) => adapter.listAgents,
  CREATE_AGENT: (adapter) => adapter.createAgent,
  LIST_INBOXES: (adapter) => adapter.listInboxes,
  DOWNLOAD_FILE: (adapter) => adapter.downloadFile,
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

/** All there are, in the order in which the schema lists them. */
export const allCapabilities = Object.keys(CAPABILITIES) as readonly Capability[];

function conversationFilter(name: keyof ListConversations['filters']) {
  return (adapter: Adapter) => adapter.listConversations?.filters[name];
}

function senderRole(role: SenderRole) {
  return ({ sendMessage }: Adapter) => takes(sendMessage?.fields.as, role);
}

/** True where the provider takes that value, undefined where not. */
function takes<Value>(rule: FieldRule<Value> | undefined, value: Value): true | undefined {
  if (rule === undefined || (rule.only !== undefined && rule.only !== value)) return undefined;
  return (rule.oneOf?.includes(value) ?? true) || undefined;
}

/** Those of one account. */
export function capabilitiesOf(adapter: Adapter): Capability[] {
  return allCapabilities.filter((capability) => CAPABILITIES[capability](adapter) !== undefined);
}

/** The operation of that name, or `UnsupportedError`: `Ebbot cannot list agents.` */
export function operation<K extends keyof Adapter>(
  adapter: Adapter,
  name: K,
  provider: { readonly name: string; readonly source: string },
): NonNullable<Adapter[K]> {
  const found = adapter[name];
  if (found === undefined)
    throw new UnsupportedError(inability(provider.name, name), { source: provider.source });
  return found;
}

/** The sentence that a provider lacks an operation: `Ebbot cannot list agents.` */
export function inability(provider: string, name: keyof Adapter): string {
  return `${provider} cannot ${PHRASES[name]}.`;
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
  downloadFile: 'download files',
  createConversation: 'create conversations',
  updateConversation: 'change conversations',
  deleteConversation: 'delete conversations',
  sendMessage: 'send messages',
  createContact: 'create contacts',
  createAgent: 'create agents',
};
