/** Operations of all kinds over the sandbox, each with what it takes to send it. */
import { Secret } from '../../src/secret.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { Query } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

export type Operation = readonly [document: string, variables?: Readonly<Record<string, unknown>>];

interface Page {
  readonly nodes: readonly { readonly id: string; readonly email?: string }[];
  readonly pageInfo: { readonly endCursor: string };
}

/** `query` is asked for cursors and ids of real pages. */
export async function corpus(sandbox: Sandbox, query: Query): Promise<Record<string, Operation>> {
  const page = async (field: string, given: string) => {
    const { data } = await query<Record<string, Page>>(
      `{ ${field}(${given}) { nodes { id } pageInfo { endCursor } } }`,
    );
    return data[field] ?? { nodes: [], pageInfo: { endCursor: '' } };
  };
  const first = <Row>(rows: Iterable<Row>): Row => {
    for (const row of rows) return row;
    throw new Error('The sandbox is empty.');
  };
  const xe = globalId('Conversation', 'xe', '1024');
  const zaia = globalId('Conversation', 'zaia', first(sandbox.zaia.state.chats.values()).id);
  const ebbot = globalId('Conversation', 'ebbot', first(sandbox.ebbot.state.chats.values()).id);
  const token = first(sandbox.squirrelstack.state.conversations.keys());
  const site = globalId('Conversation', 'site', new Secret(token));
  const [agent, inbox] = [await page('agents', 'first: 1'), await page('inboxes', 'first: 1')];
  const contacts = await page('contacts', 'first: 20');
  const { data } = await query<{
    chats: { nodes: Record<'contact' | 'assignee' | 'inbox', { id: string }>[] };
    thread: { messages: Page };
    someone: { nodes: { email: string }[] };
  }>(
    `query ($id: ID!) {
      chats: conversations(first: 1, filter: { sources: ["zaia"] }) { nodes { contact { id } assignee { id } inbox { id } } }
      thread: conversation(id: $id) { messages(first: 2) { nodes { id } pageInfo { endCursor } } }
      someone: contacts(first: 1) { nodes { email } }
    }`,
    { id: xe },
  );
  const chat = first(data.chats.nodes);
  const message = first(data.thread.messages.nodes).id;
  const after = async (given: string) => (await page('conversations', given)).pageInfo.endCursor;

  const entities = (selection: string, ...representations: object[]): Operation => [
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
    { representations },
  ];

  return {
    'entities, some of them twice': entities(
      '... on Contact { name }',
      ...contacts.nodes.flatMap(({ id }) => [
        { __typename: 'Contact', id },
        { __typename: 'Contact', id },
      ]),
    ),
    'entities that only a list shows': entities(
      '... on Inbox { name }',
      ...inbox.nodes.map(({ id }) => ({ __typename: 'Inbox', id })),
    ),
    'conversations as entities': entities(
      '... on Conversation { title lastMessage { content } contact { phone } }',
      ...[xe, zaia, ebbot, site].map((id) => ({ __typename: 'Conversation', id })),
    ),
    'all sources': ['{ conversations(first: 10) { nodes { id title contact { name } } totalCount } }'],
    'the default page': ['{ conversations { edges { node { id status } } sources { status } } }'],
    'two pages of some': ['{ conversations(first: 100) { nodes { id } } }'],
    'no rows': ['{ conversations(first: 0) { totalCount } }'],
    'a total alone': ['{ conversations(filter: { sources: ["xe"] }) { totalCount } }'],
    'totals of many pages': [
      '{ a: conversations(first: 100) { totalCount } b: contacts(last: 100) { totalCount sources { status reason } } }',
    ],
    'a total beside its rows': [
      '{ a: conversations(filter: { sources: ["xe"] }) { totalCount } b: conversations(first: 5, filter: { sources: ["xe"] }) { nodes { id } } }',
    ],
    'how long the threads of a list are': [
      '{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { messages { totalCount } } } }',
    ],
    'a thread’s length and its last message': [
      'query ($id: ID!) { conversation(id: $id) { messages { totalCount } lastMessage { content } } }',
      { id: xe },
    ],
    'two pages': ['{ conversations(first: 100, filter: { sources: ["xe"] }) { nodes { id } } }'],
    'a full page without a total': [
      '{ conversations(first: 100, filter: { sources: ["zaia"] }) { nodes { id } } }',
    ],
    'staff, listed once': [
      '{ conversations(first: 25, filter: { sources: ["xe"] }) { nodes { assignee { email } inbox { name } } } }',
    ],
    'a contact each': [
      '{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { contact { phone } } } }',
    ],
    'the last message of each': [
      '{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { lastMessage { content } } } }',
    ],
    'the last message, whoever has it': [
      '{ conversations(first: 4) { nodes { title lastMessage { content } } } }',
    ],
    'an inbox: the last message of each, and its first ones': [
      '{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { lastMessage { content } messages(first: 5) { nodes { content } } } } }',
    ],
    'a list under two names, the one longer than the other': [
      '{ a: conversations(first: 5) { nodes { id } } b: conversations(first: 30) { nodes { id } totalCount } }',
    ],
    'a thread within a message of it': [
      'query ($id: ID!) { conversation(id: $id) { messages(first: 2) { nodes { conversation { lastMessage { content } messages(first: 2) { totalCount } } } } } }',
      { id: xe },
    ],
    'messages and their authors': [
      '{ conversations(first: 5, filter: { sources: ["xe"] }) { nodes { messages(first: 10) { nodes { author { name contact { email } } } } } } }',
    ],
    'transcripts of a list': [
      '{ conversations(first: 10, filter: { sources: ["ebbot"] }) { nodes { transcript { text } lastMessage { content } } } }',
    ],
    'a status per list': [
      '{ conversations(first: 10, filter: { sources: ["xe"], status: [OPEN, PENDING] }) { nodes { id } } }',
    ],
    'a filter that some lack': [
      '{ conversations(filter: { status: [OPEN] }) { nodes { id } sources { reason } } }',
    ],
    'channels, which are inboxes': [
      '{ conversations(first: 10, filter: { sources: ["xe"], channels: [LIVE_CHAT, EMAIL] }) { nodes { id } } }',
    ],
    'channels, from a cursor on': [
      'query ($after: String) { conversations(first: 10, after: $after, filter: { channels: [LIVE_CHAT] }) { nodes { id } } }',
      { after: await after('first: 10, filter: { channels: [LIVE_CHAT] }') },
    ],
    'plain rows and their details': [
      '{ conversations(first: 10, filter: { sources: ["zaia"], lastActivity: { from: "2020-01-01T00:00:00Z" } }) { nodes { contact { name } } } }',
    ],
    'what details lack': [
      '{ conversations(first: 10, filter: { sources: ["zaia"] }) { nodes { title updatedAt } } }',
    ],
    'a search': ['{ conversations(first: 5, filter: { search: "order" }) { nodes { title } } }'],
    'a contact’s own list': [
      'query ($ids: [ID!]) { conversations(filter: { contactIds: $ids }) { nodes { title contact { name } } } }',
      { ids: [chat.contact.id] },
    ],
    'the last rows': ['{ conversations(last: 10, filter: { sources: ["xe"] }) { nodes { id } } }'],
    'the last rows of all': ['{ conversations(last: 10) { nodes { id } sources { status } } }'],
    'from a cursor on': [
      'query ($after: String) { conversations(first: 30, after: $after) { nodes { id } } }',
      { after: await after('first: 10') },
    ],
    'before a cursor': [
      'query ($before: String) { conversations(last: 10, before: $before, filter: { sources: ["xe"] }) { nodes { id } } }',
      { before: await after('first: 50, filter: { sources: ["xe"] }') },
    ],
    'what is refused': [
      '{ a: conversations(first: 1000) { totalCount } b: conversations(after: "x") { totalCount } c: conversations(filter: { status: [] }) { totalCount } }',
    ],
    directories: [
      '{ contacts(first: 20) { nodes { phone } } agents { nodes { email } } inboxes { nodes { greeting } } }',
    ],
    'the next contacts': [
      'query ($after: String) { contacts(first: 20, after: $after) { nodes { name } } }',
      { after: contacts.pageInfo.endCursor },
    ],
    'lists that a provider lacks': [
      '{ contacts(first: 3) { nodes { conversations(first: 5) { nodes { id } sources { reason } } } } }',
    ],
    'one of a list, and the list': [
      'query ($agent: ID!, $inbox: ID!) { agent(id: $agent) { email } inbox(id: $inbox) { name } agents { nodes { id } } }',
      { agent: agent.nodes[0]?.id, inbox: inbox.nodes[0]?.id },
    ],
    'one conversation': [
      'query ($id: ID!) { conversation(id: $id) { status contact { phone } assignee { email } messages(first: 5) { nodes { content } } } }',
      { id: xe },
    ],
    'a cheap look': ['query ($id: ID!) { conversation(id: $id) { title contact { id } } }', { id: zaia }],
    'both forms': ['query ($id: ID!) { conversation(id: $id) { updatedAt contact { name } } }', { id: zaia }],
    'a transcript, looked at in many ways': [
      'query ($id: ID!) { conversation(id: $id) { lastMessage { content } messages { nodes { content } } transcript { text } } }',
      { id: ebbot },
    ],
    'messages since': [
      'query ($id: ID!) { conversation(id: $id) { createdAt inbox { greeting } messages(since: "2020-01-01T00:00:00Z") { nodes { content } } } }',
      { id: site },
    ],
    'messages from a cursor on': [
      'query ($id: ID!, $after: String) { conversation(id: $id) { messages(first: 2, after: $after) { nodes { content } } } }',
      { id: xe, after: data.thread.messages.pageInfo.endCursor },
    ],
    'a transcript': [
      'query ($id: ID!) { transcript(conversationId: $id) { text entries { author { name } } conversation { status } } }',
      { id: xe },
    ],
    'a transcript of previews': [
      'query ($id: ID!) { transcript(conversationId: $id) { text } }',
      { id: zaia },
    ],
    'ids of all kinds': [
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Conversation { title } ... on Contact { phone } ... on Agent { email } ... on Message { content conversation { status } } } }',
      { ids: [xe, zaia, ebbot, site, xe, contacts.nodes[0]?.id, agent.nodes[0]?.id, message, 'nonsense'] },
    ],
    'people found through chats': [
      'query ($c: ID!, $a: ID!, $i: ID!) { contact(id: $c) { name } agent(id: $a) { name } inbox(id: $i) { name } }',
      { c: chat.contact.id, a: chat.assignee.id, i: chat.inbox.id },
    ],
    'whether someone is there': ['query ($id: ID!) { contact(id: $id) { id } }', { id: chat.contact.id }],
    'someone found through a chat, and their chats': [
      'query ($id: ID!) { contact(id: $id) { name email conversations(first: 3) { nodes { title } } } again: contact(id: $id) { id } }',
      { id: chat.contact.id },
    ],
    'native ids': [
      '{ a: nodeByNativeId(source: "xe", type: CONVERSATION, nativeId: "1024") { ... on Conversation { status } } b: nodeByNativeId(source: "zaia", type: CONVERSATION, nativeId: "nope") { id } c: nodeByNativeId(source: "ebbot", type: AGENT, nativeId: "1") { id } }',
    ],
    'what does not exist': [
      'query ($id: ID!) { conversation(id: $id) { status contact { phone } } }',
      { id: globalId('Conversation', 'xe', '999999') },
    ],
    'a customer': [
      'query ($email: String!) { customer(email: $email) { contacts { name } } }',
      { email: first(data.someone.nodes).email },
    ],
    'what is left out': [
      'query ($no: Boolean!) { conversations(first: 3, filter: { sources: ["xe"] }) { nodes { lastMessage @include(if: $no) { content } ...More @skip(if: $no) } } } fragment More on Conversation { inbox { name } }',
      { no: false },
    ],
    'the same under two names': [
      '{ a: conversations(first: 5, filter: { sources: ["xe"] }) { nodes { contact { phone } } } b: conversations(first: 5, filter: { sources: ["xe"] }) { nodes { contact { conversationCount } } } }',
    ],
    'a message sent': [
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { author { agent { email } } } conversation { status } } }',
      { input: { conversationId: xe, content: 'Hello.' } },
    ],
    'a message sent in silence': [
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { content } conversation { lastActivityAt } } }',
      { input: { conversationId: site, content: 'Hello, and a question.' } },
    ],
    'a message that cannot be sent': [
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { content } userErrors { code } } }',
      { input: { conversationId: ebbot, content: 'Hello.' } },
    ],
    'a change, and what its reply left out': [
      'mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { conversation { status contact { name } } } }',
      { input: { id: xe, status: 'RESOLVED' } },
    ],
    'a change in the plain form': [
      'mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { conversation { title contact { name } } } }',
      { input: { id: zaia, title: 'New' } },
    ],
    'a conversation begun': [
      'mutation { createConversation(input: { source: "site", contact: { name: "A", email: "a@b.example" }, message: { content: "Hi." } }) { conversation { id createdAt } message { content } } }',
    ],
    'a conversation removed': [
      'mutation ($id: ID!) { deleteConversation(input: { id: $id }) { conversation { isRemoved } } }',
      { id: zaia },
    ],
    'people made': [
      'mutation { a: createContact(input: { source: "xe", name: "Ned" }) { contact { phone } } b: createAgent(input: { source: "xe", name: "Ned", email: "ned@team.example" }) { agent { email } } }',
    ],
    'an agent made under a key': [
      'mutation { createAgent(input: { source: "xe", name: "Nell", email: "nell@team.example", idempotencyKey: "nell" }) { agent { email } } }',
    ],
  };
}
