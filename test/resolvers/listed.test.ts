/** Looks by id that a list has answered a moment ago: no call where its row carries what is asked, and never longer than the list itself is good. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { configOver, queryOf, type Query } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { stoppedClock, type Clock } from '../upstream/clock.ts';

let sandbox: Sandbox;
let clock: Clock;
let gateway: Gateway;
let query: Query;
beforeEach(async () => {
  sandbox = await startSandbox();
  clock = stoppedClock();
  start();
});
afterEach(async () => {
  await gateway.dispose();
  await sandbox.close();
});

function start(overrides: Readonly<Record<string, unknown>> = {}) {
  gateway = createGateway(configOver(sandbox, overrides), { now: clock.now });
  query = queryOf(gateway);
}

/** `METHOD path` of the calls since it was last asked. */
function calls(): string[] {
  const { xeChat, squirrelstack, ebbot, zaia } = sandbox;
  return [xeChat, squirrelstack, ebbot, zaia].flatMap(({ requests }) => {
    const made = requests.map(({ method, path }) => `${method} ${path}`);
    requests.clear();
    return made;
  });
}

const list = async (source: string, args = '') => {
  const { data } = await query<{ conversations: { nodes: { id: string; nativeId: string }[] } }>(
    `{ conversations(first: 20, filter: { sources: ["${source}"]${args} }) { nodes { id nativeId } } }`,
  );
  calls();
  const [row] = data.conversations.nodes;
  if (row === undefined) throw new Error('The list is empty.');
  return row;
};

const look = async (id: string, selection: string, headers: Readonly<Record<string, string>> = {}) => {
  const { data, errors } = await query<{ conversation: Record<string, unknown> }>(
    `query ($id: ID!) { conversation(id: $id) { ${selection} } }`,
    { id },
    headers,
  );
  expect(errors).toBeUndefined();
  return { found: data.conversation, calls: calls() };
};

test.each(['xe', 'zaia', 'ebbot'])(
  '%s: what a list carried is found by its id, by every way',
  async (source) => {
    const selection = 'id title status lastActivityAt contact { id name email } assignee { id } inbox { id }';
    const { id, nativeId } = await list(source);
    const { data, errors } = await query<Record<string, { title: unknown }>>(
      `query ($id: ID!) {
      one: conversation(id: $id) { ${selection} }
      node(id: $id) { ... on Conversation { ${selection} } }
      nodes(ids: [$id]) { ... on Conversation { ${selection} } }
      native: nodeByNativeId(source: "${source}", type: CONVERSATION, nativeId: "${nativeId}") { ...Parts }
    }
    fragment Parts on Conversation { ${selection} }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(calls()).toEqual([]);
    expect(data['node']).toEqual(data['one']);
    expect(data['nodes']).toEqual([data['one']]);
    expect(data['native']).toEqual(data['one']);
    // What its own read tells is the same.
    const { found, calls: made } = await look(id, selection, { 'cache-control': 'no-cache' });
    expect(made.length).toBeGreaterThan(0);
    expect(found).toEqual(data['one']);
  },
);

test('entities of a router are found too', async () => {
  await gateway.dispose();
  start({ federation: { enabled: true } });
  const { id } = await list('xe');
  const { errors } = await query(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Conversation { status } } }',
    { of: [{ __typename: 'Conversation', id }] },
  );
  expect(errors).toBeUndefined();
  expect(calls()).toEqual([]);
});

test('a row that lacks a field does not stand for it, nor for the payload of its own read', async () => {
  const xe = await list('xe');
  expect((await look(xe.id, 'raw')).calls).toEqual([`GET /v1/chat/conversations/${xe.nativeId}`]);
  const zaia = await list('zaia');
  expect((await look(zaia.id, 'title updatedAt')).calls).toEqual([`GET /api/v1/chats/${zaia.nativeId}`]);
  const plain = await list('zaia', ', lastActivity: { from: "2020-01-01T00:00:00Z" }');
  clock.pass(6);
  await list('zaia', ', lastActivity: { from: "2020-01-01T00:00:00Z" }');
  expect((await look(plain.id, 'updatedAt contact { id }')).calls).toEqual([]);
  expect((await look(plain.id, 'contact { name }')).calls).toEqual([
    `GET /api/v1/chats/${plain.nativeId}/details`,
  ]);
});

test('what its own read would leave out as well is read beside it as ever', async () => {
  const { id, nativeId } = await list('xe');
  const { found, calls: made } = await look(id, 'status messages(first: 3) { nodes { content } }');
  expect(made).toEqual([`GET /v1/chat/conversations/${nativeId}/messages`]);
  expect(found).toMatchObject({ messages: { nodes: [{}, {}] } });
  const { errors } = await query('query ($id: ID!) { transcript(conversationId: $id) { text } }', { id });
  expect(errors).toBeUndefined();
  expect(calls()).toEqual([`GET /v1/chat/conversations/${nativeId}/messages`]);
});

test('a row is good for as long as its list was, and no longer', async () => {
  const { id, nativeId } = await list('xe');
  clock.pass(4.9);
  // Read again from what is kept, the list is no younger.
  expect(await list('xe')).toMatchObject({ id });
  expect((await look(id, 'status')).calls).toEqual([]);
  clock.pass(0.1);
  expect((await look(id, 'status')).calls).toEqual([`GET /v1/chat/conversations/${nativeId}`]);
});

test('a read of the conversation itself counts more than a list before it, and less than one after it', async () => {
  const { id, nativeId } = await list('xe');
  const conversation = sandbox.xeChat.state.conversations.get(Number(nativeId));
  if (conversation === undefined) throw new Error('There is no such conversation.');
  conversation.status = 'snoozed';
  clock.pass(1);
  expect((await look(id, 'rawStatus', { 'cache-control': 'no-cache' })).found).toEqual({
    rawStatus: 'snoozed',
  });
  clock.pass(1);
  expect(await look(id, 'rawStatus')).toEqual({ found: { rawStatus: 'snoozed' }, calls: [] });
  conversation.status = 'resolved';
  clock.pass(1);
  await query(
    `{ conversations(first: 20, filter: { sources: ["xe"], inboxIds: ["${globalId('Inbox', 'xe', String(conversation.inboxId))}"] }) { nodes { id } } }`,
  );
  calls();
  expect(await look(id, 'rawStatus')).toEqual({ found: { rawStatus: 'resolved' }, calls: [] });
});

test.each([
  ['itself', (id: string) => id],
  ['another of the list', () => globalId('Conversation', 'xe', '1024')],
])('a write to %s makes the row useless', async (_, written) => {
  const { id, nativeId } = await list('xe');
  clock.pass(1);
  const { errors } = await query(
    'mutation ($input: UpdateConversationInput!) { updateConversation(input: $input) { userErrors { code } } }',
    { input: { id: written(id), status: 'PENDING' } },
  );
  expect(errors).toBeUndefined();
  calls();
  expect((await look(id, 'status')).calls).toEqual([`GET /v1/chat/conversations/${nativeId}`]);
});

test('who asks for fresh data gets it, and without a cache nothing is remembered', async () => {
  const { id, nativeId } = await list('xe');
  const single = [`GET /v1/chat/conversations/${nativeId}`];
  expect((await look(id, 'status', { 'cache-control': 'no-cache' })).calls).toEqual(single);
  for (const cache of [{ enabled: false }, { lives: { conversations: 0 } }]) {
    await gateway.dispose();
    start({ cache });
    await list('xe');
    expect((await look(id, 'status')).calls).toEqual(single);
  }
});

test('a chat as it was under an earlier version of its responder is no row of today', async () => {
  const { data } = await query<{
    conversations: { nodes: { id: string; assigneeVersion: { nativeId: string } | null }[] };
  }>(
    '{ conversations(first: 20, filter: { sources: ["zaia"] }) { nodes { id assigneeVersion { nativeId } } } }',
  );
  const chat = data.conversations.nodes.find(({ assigneeVersion }) => assigneeVersion !== null);
  clock.pass(6);
  const versions = await query<{ conversations: { nodes: { id: string }[] } }>(
    'query ($of: [String!]) { conversations(first: 20, filter: { sources: ["zaia"], assigneeVersionIds: $of }) { nodes { id } } }',
    { of: [chat?.assigneeVersion?.nativeId] },
  );
  calls();
  const [row] = versions.data.conversations.nodes;
  expect((await look(row?.id ?? '', 'title assigneeVersion { number }')).calls).toHaveLength(1);
});

test('contacts that a list showed are found for as long as it is good, also from within conversations', async () => {
  const { data } = await query<{ contacts: { nodes: { id: string; phone: string | null }[] } }>(
    '{ contacts(first: 100) { nodes { id phone } } }',
  );
  calls();
  const [known] = data.contacts.nodes;
  const contact =
    'query ($id: ID!) { contact(id: $id) { phone email conversationCount } node(id: $id) { ... on Contact { phone } } }';
  clock.pass(59);
  const found = await query<{ contact: { phone: string | null } }>(contact, { id: known?.id });
  expect(found.data.contact.phone).toBe(known?.phone);
  expect(calls()).toEqual([]);
  await query('{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { contact { phone } } } }');
  expect(calls()).toEqual(['GET /v1/chat/conversations']);
  clock.pass(1);
  await query(contact, { id: known?.id });
  expect(calls()).toHaveLength(1);
});

test('whom a detailed chat names is looked up no more; whom a list only refers to is', async () => {
  const { data } = await query<{
    conversations: { nodes: Record<'contact' | 'assignee' | 'inbox', { id: string; name: string } | null>[] };
  }>(
    '{ conversations(first: 10, filter: { sources: ["zaia"] }) { nodes { contact { id name } assignee { id name } inbox { id name } } } }',
  );
  calls();
  const row = data.conversations.nodes.find(({ contact, assignee, inbox }) => contact && assignee && inbox);
  const found = await query<Record<string, unknown>>(
    'query ($c: ID!, $a: ID!, $i: ID!) { contact(id: $c) { id name email } agent(id: $a) { id name kind } inbox(id: $i) { id name channel } }',
    { c: row?.contact?.id, a: row?.assignee?.id, i: row?.inbox?.id },
  );
  expect(found.errors).toBeUndefined();
  expect(calls()).toEqual([]);
  expect(found.data).toMatchObject({ contact: row?.contact, agent: row?.assignee, inbox: row?.inbox });

  const xe = await query<{ conversations: { nodes: { contact: { id: string } }[] } }>(
    '{ conversations(first: 1, filter: { sources: ["xe"] }) { nodes { contact { id } } } }',
  );
  const ebbot = await query<{ conversations: { nodes: { contact: { id: string } }[] } }>(
    '{ conversations(first: 1, filter: { sources: ["ebbot"] }) { nodes { contact { id } } } }',
  );
  calls();
  await query('query ($id: ID!) { contact(id: $id) { name } }', {
    id: xe.data.conversations.nodes[0]?.contact.id,
  });
  expect(calls()).toHaveLength(1);
  const { errors } = await query('query ($id: ID!) { contact(id: $id) { name } }', {
    id: ebbot.data.conversations.nodes[0]?.contact.id,
  });
  expect(errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED' } }]);
});

test('a total is told by a page that is kept', async () => {
  await list('xe');
  const { data, extensions } = await query(
    '{ conversations(filter: { sources: ["xe"] }) { totalCount } }',
    {},
    { 'switchboard-explain': '1' },
  );
  expect(data).toEqual({ conversations: { totalCount: 420 } });
  expect(calls()).toEqual([]);
  expect(extensions).toMatchObject({ switchboard: { upstreamCalls: 0, cacheHits: 1 } });
  clock.pass(5);
  await query('{ conversations(filter: { sources: ["xe"] }) { totalCount } }');
  expect(sandbox.xeChat.requests.map(({ query: sent }) => sent)).toEqual(['page=1&limit=1']);
});
