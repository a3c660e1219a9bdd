/** For every object type of the schema a document that reaches it; the generated tests select its fields there. */
import { globalId } from '../support/ids.ts';
import { Secret } from '../../src/secret.ts';
import type { Query } from '../support/gateway.ts';

export interface Ids {
  /** Of Xe Chat's contact, agent and inbox. */
  readonly contact: string;
  readonly agent: string;
  readonly inbox: string;
  readonly email: string;
  /** A chat of Zaia's with a ticket, and one that was deleted. */
  readonly zaia: string;
  readonly deleted: string;
  /** A conversation of Xe Chat's. */
  readonly xe: string;
}

/** A conversation at SquirrelStack with files. */
const SITE = globalId('Conversation', 'site', new Secret('demo-visitor-1'));

type Route = (selection: string, ids: Ids) => string;

const conversation =
  (id: (ids: Ids) => string) =>
  (selection: string, ids: Ids): string =>
    `{ conversation(id: "${id(ids)}") { ${selection} } }`;

const ofZaia = conversation(({ zaia }) => zaia);
const ofSite = conversation(() => SITE);
const within =
  (outer: Route, path: (selection: string) => string): Route =>
  (selection, ids) =>
    outer(path(selection), ids);

let serial = 0;
/** Each write is a new one. */
const mutation =
  (field: string, input: (ids: Ids, unique: string) => string): Route =>
  (selection, ids) =>
    `mutation { ${field}(input: { ${input(ids, `n${(serial += 1)}`)} }) { ${selection} } }`;

/** By type; a field that only some source answers has a route of its own. */
export const ROUTES: Readonly<Record<string, Route>> = {
  Source: (selection) => `{ sources { ${selection} } }`,
  SourceHealth: (selection) => `{ sources { health { ${selection} } } }`,
  SourceError: (selection) => `{ sources { health { lastError { ${selection} } } } }`,
  Budget: (selection) => `{ sources { budgets { ${selection} } } }`,
  Conversation: ofZaia,
  'Conversation.file': ofSite,
  Ticket: within(ofZaia, (s) => `ticket { ${s} }`),
  AssigneeVersion: within(ofZaia, (s) => `assigneeVersion { ${s} }`),
  ConversationConnection: (s) => `{ conversations(first: 1) { ${s} } }`,
  ConversationEdge: (s) => `{ conversations(first: 1) { edges { ${s} } } }`,
  SourceSlice: (s) => `{ conversations(first: 1) { sources { ${s} } } }`,
  PageInfo: (s) => `{ conversations(first: 1) { pageInfo { ${s} } } }`,
  MessageConnection: within(ofSite, (s) => `messages(first: 5) { ${s} }`),
  MessageEdge: within(ofSite, (s) => `messages(first: 5) { edges { ${s} } }`),
  Message: within(ofSite, (s) => `messages(first: 5) { nodes { ${s} } }`),
  MessageAuthor: within(
    conversation(({ xe }) => xe),
    (s) => `messages(first: 5) { nodes { author { ${s} } } }`,
  ),
  Attachment: within(ofSite, (s) => `messages(first: 100) { nodes { attachments { ${s} } } }`),
  FileLink: within(ofSite, (s) => `file(activityId: "1", fileId: "1") { ${s} }`),
  Transcript: within(ofSite, (s) => `transcript { ${s} }`),
  Participant: within(ofSite, (s) => `transcript { participants { ${s} } }`),
  Contact: (s, { contact }) => `{ contact(id: "${contact}") { ${s} } }`,
  ContactConnection: (s) => `{ contacts(first: 1) { ${s} } }`,
  ContactEdge: (s) => `{ contacts(first: 1) { edges { ${s} } } }`,
  Customer: (s, { email }) => `{ customer(email: "${email}") { ${s} } }`,
  Agent: (s, { agent }) => `{ agent(id: "${agent}") { ${s} } }`,
  AgentConnection: (s) => `{ agents(first: 1) { ${s} } }`,
  AgentEdge: (s) => `{ agents(first: 1) { edges { ${s} } } }`,
  Inbox: (s, { inbox }) => `{ inbox(id: "${inbox}") { ${s} } }`,
  InboxConnection: (s) => `{ inboxes(first: 1) { ${s} } }`,
  InboxEdge: (s) => `{ inboxes(first: 1) { edges { ${s} } } }`,
  UserError: (s) =>
    `mutation { createContact(input: { source: "nowhere", name: "A" }) { userErrors { ${s} } } }`,
  CreateConversationPayload: mutation(
    'createConversation',
    (_, unique) => `source: "site", visitorToken: "${unique}-of-a-generated-test", message: { content: "Hi" },
      contact: { name: "Ada", email: "${unique}@shop.example" }`,
  ),
  UpdateConversationPayload: mutation(
    'updateConversation',
    ({ zaia }, unique) => `id: "${zaia}", title: "${unique}"`,
  ),
  DeleteConversationPayload: mutation('deleteConversation', ({ deleted }) => `id: "${deleted}"`),
  SendMessagePayload: mutation(
    'sendMessage',
    ({ xe }, unique) => `conversationId: "${xe}", content: "${unique}"`,
  ),
  CreateContactPayload: mutation(
    'createContact',
    (_, unique) => `source: "xe", name: "${unique}", email: "${unique}@crm.example"`,
  ),
  CreateAgentPayload: mutation(
    'createAgent',
    (_, unique) => `source: "xe", name: "${unique}", email: "${unique}@agents.example"`,
  ),
  Query: (s) => `{ ${s} }`,
  Mutation: (s) => `mutation { ${s} }`,
  Subscription: (s) => `subscription { ${s} }`,
};

/** Arguments of fields that need some. */
export function argumentsOf(coordinate: string, ids: Ids): string {
  const given: Readonly<Record<string, string>> = {
    'Query.node': `(id: "${ids.contact}")`,
    'Query.nodes': `(ids: ["${ids.contact}"])`,
    'Query.nodeByNativeId': '(source: "site", type: CONVERSATION, nativeId: "demo-visitor-1")',
    'Query.source': '(key: "xe")',
    'Query.conversation': `(id: "${ids.xe}")`,
    'Query.contact': `(id: "${ids.contact}")`,
    'Query.agent': `(id: "${ids.agent}")`,
    'Query.inbox': `(id: "${ids.inbox}")`,
    'Query.customer': `(email: "${ids.email}")`,
    'Query.transcript': `(conversationId: "${SITE}")`,
    'Conversation.file': '(activityId: "1", fileId: "1")',
    'Subscription.messageAdded': `(conversationId: "${ids.xe}")`,
  };
  return given[coordinate] ?? '';
}

interface Row {
  readonly id: string;
  readonly email?: string;
  readonly ticket?: object | null;
}

export async function findIds(query: Query): Promise<Ids> {
  const found = async (document: string): Promise<readonly Row[]> => {
    const { data, errors } = await query<Record<string, { nodes: Row[] }>>(document);
    const nodes = data['list']?.nodes ?? [];
    if (nodes.length === 0) throw new Error(`${document} found nothing: ${JSON.stringify(errors)}`);
    return nodes;
  };
  const [contact] = await found('{ list: contacts(first: 1) { nodes { id email } } }');
  const [agent] = await found('{ list: agents(first: 1) { nodes { id } } }');
  const [inbox] = await found('{ list: inboxes(first: 1, filter: { sources: ["xe"] }) { nodes { id } } }');
  const [xe] = await found('{ list: conversations(first: 1, filter: { sources: ["xe"] }) { nodes { id } } }');
  const chats = await found(
    '{ list: conversations(first: 50, filter: { sources: ["zaia"] }) { nodes { id ticket { status } } } }',
  );
  const zaia = chats.find(({ ticket }) => ticket != null);
  const deleted = chats.find(({ ticket }) => ticket == null);
  const id = (row: Row | undefined) => row?.id ?? '';
  await query(`mutation { deleteConversation(input: { id: "${id(deleted)}" }) { userErrors { code } } }`);
  return {
    contact: id(contact),
    email: contact?.email ?? '',
    agent: id(agent),
    inbox: id(inbox),
    xe: id(xe),
    zaia: id(zaia),
    deleted: id(deleted),
  };
}
