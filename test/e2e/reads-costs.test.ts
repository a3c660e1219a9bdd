/** What a selection costs: calls are made for what no payload has carried yet, and once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
let cached: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
  cached = await startRig();
});
afterAll(async () => {
  await rig.close();
  await cached.close();
});
beforeEach(() => {
  rig.calls();
  cached.calls();
});

interface Listed {
  readonly conversations: { readonly nodes: readonly Record<string, unknown>[] };
}

/** Calls by endpoint, for the first 25 conversations of a source with that selection. */
async function costOf(source: string, selection: string, filter: object = {}) {
  const { data, errors } = await rig.query<Listed>(
    `query ($filter: ConversationFilter) { conversations(first: 25, filter: $filter) { nodes { ${selection} } } }`,
    { filter: { sources: [source], ...filter } },
  );
  expect(errors).toBeUndefined();
  const counts: Record<string, number> = {};
  for (const call of rig.calls()) {
    const name = call
      .replace(/\?.*/, '')
      .replace(/^GET (\/v1\/chat|\/api\/v1|\/api\/chats)\//, '')
      .replace(/\/[0-9a-f.-]*\d[0-9a-f.-]*/, '/{id}');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return { counts, nodes: data.conversations.nodes };
}

test('Xe Chat: what the list carries costs the list', async () => {
  const { counts } = await costOf(
    'xe',
    `id nativeId source { key name } status rawStatus title unreadCount lastActivityAt createdAt updatedAt
     ticket { status } isRemoved handledBy assigneeVersion { number }
     contact { id nativeId name email identifier isBlocked } assignee { id name kind avatarUrl } inbox { id nativeId greeting }
     raw`,
  );
  expect(counts).toEqual({ conversations: 1 });
});

test('Xe Chat: agents and inboxes are listed once however many are asked for', async () => {
  const { counts } = await costOf(
    'xe',
    'assignee { email role availability rawAvailability } inbox { name channel isEnabled }',
  );
  expect(counts).toEqual({ conversations: 1, agents: 1, inboxes: 1 });
});

test('Xe Chat: a contact is looked up once, whoever asks', async () => {
  const { counts, nodes } = await costOf(
    'xe',
    'contact { nativeId phone conversationCount createdAt } again: contact { phone raw }',
  );
  const contacts = new Set(nodes.map(({ contact }) => (contact as { nativeId: string }).nativeId));
  expect(contacts.size).toBeLessThan(25);
  expect(counts).toEqual({ conversations: 1, 'contacts/{id}': contacts.size });
});

test('Xe Chat: the last message costs a call of its thread, a long one two, and the thread is not read twice', async () => {
  const { counts, nodes } = await costOf(
    'xe',
    'lastMessage { content } messages(last: 1) { nodes { content } totalCount }',
  );
  const threads = nodes.map(({ messages }) => messages as { totalCount: number; nodes: unknown[] });
  const long = threads.filter(({ totalCount }) => totalCount > 100).length;
  expect(counts['conversations/{id}/messages']).toBe(25 + long);
  expect(threads.map((thread) => thread.nodes)).toEqual(nodes.map(({ lastMessage }) => [lastMessage]));
});

test('Zaia: details carry all but the time of the last change', async () => {
  const whole = await costOf(
    'zaia',
    `id title createdAt lastActivityAt isRemoved handledBy assigneeVersion { number } ticket { status } raw
     contact { name email identifier isBlocked phone raw } assignee { name kind avatarUrl raw } inbox { name channel raw }
     lastMessage { content author { name } } messages { nodes { content } } transcript { entryCount }`,
  );
  expect(whole.counts).toEqual({ 'chats/details': 1 });
  const changed = await costOf('zaia', 'title updatedAt');
  expect(changed.counts).toEqual({ 'chats/details': 1, 'chats/{id}': 25 });
});

test('Zaia: a plain row loads its details once, and only for what it lacks', async () => {
  const filter = { lastActivity: { from: '2020-01-01T00:00:00Z' } };
  const plain = await costOf(
    'zaia',
    'id title updatedAt createdAt isRemoved contact { id nativeId } assignee { id } inbox { id }',
    filter,
  );
  expect(plain.counts).toEqual({ chats: 1 });
  const more = await costOf(
    'zaia',
    'updatedAt contact { name identifier } assignee { name } inbox { name } lastMessage { content } ticket { status } messages { nodes { content } }',
    filter,
  );
  expect(more.counts).toEqual({ chats: 1, 'chats/{id}/details': 25 });
  const same = await costOf(
    'zaia',
    'contact { name } assignee { name } inbox { name channel } lastMessage { content }',
  );
  expect(more.nodes).toMatchObject(same.nodes.map(({ contact, assignee }) => ({ contact, assignee })));
});

test('Ebbot: a transcript is read once however it is looked at', async () => {
  const listed = await costOf(
    'ebbot',
    'status contact { name email phone } handledBy unreadCount lastActivityAt raw',
  );
  expect(listed.counts).toEqual({ company_chats: 1 });
  const { counts } = await costOf(
    'ebbot',
    'lastMessage { content } messages(first: 3) { nodes { id } } last: messages(last: 2) { nodes { id } } transcript { entryCount }',
  );
  expect(counts).toEqual({ company_chats: 1, 'company_chats/{id}/transcript': 25 });
});

test.each([
  ['title', 1],
  ['id contact { id } inbox { nativeId }', 1],
  ['contact { name }', 1],
  ['title updatedAt contact { name }', 2],
  ['title ... @include(if: false) { contact { name } }', 1],
  ['title contact @skip(if: true) { name }', 1],
])('Zaia: one chat with { %s } costs %i', async (selection, calls) => {
  const [chat] = rig.sandbox.zaia.state.chats.values();
  const id = globalId('Conversation', 'zaia', chat?.id);
  for (const document of [
    `query ($id: ID!) { conversation(id: $id) { ${selection} } }`,
    `query ($id: ID!) { node(id: $id) { ... on Conversation { ${selection} } ... on Contact { name email } } }`,
    `query ($id: ID!) { conversation(id: $id) { ...Parts } } fragment Parts on Conversation { ${selection} }`,
  ]) {
    const { errors } = await rig.query(document, { id });
    expect(errors).toBeUndefined();
    expect(rig.calls(), document).toHaveLength(calls);
  }
});

test('whether a list without totals clamps its limit is asked once, not for every filter', async () => {
  const own = await startRig({}, { cache: { enabled: false } });
  const listed = await own.query<{ conversations: { nodes: { contact: { id: string } }[] } }>(
    `{ conversations(first: 100, filter: { sources: ["zaia"], channels: [LIVE_CHAT, WHATSAPP, INSTAGRAM, API] }) { nodes { contact { id } } } }`,
  );
  const contacts = [...new Set(listed.data.conversations.nodes.map(({ contact }) => contact.id))];
  own.calls();
  for (const id of contacts.slice(0, 5)) {
    await own.query(
      `query ($ids: [ID!]) { conversations(first: 20, filter: { sources: ["zaia"], contactIds: $ids }) { nodes { id } } }`,
      { ids: [id] },
    );
  }
  expect(own.calls()).toHaveLength(5);
  await own.close();
});

test('the same conversation twice in one operation is one call', async () => {
  const id = globalId('Conversation', 'xe', '1024');
  await rig.query(
    `query ($id: ID!) {
      a: conversation(id: $id) { status } b: conversation(id: $id) { contact { name } } c: node(id: $id) { id }
    }`,
    { id },
  );
  expect(rig.calls()).toEqual(['GET /v1/chat/conversations/1024']);
});

test('ids, sources and capabilities cost nothing', async () => {
  const { data, errors } = await rig.query<{ sources: { key: string; capabilities: string[] }[] }>(
    `{ sources { id key name provider capabilities health { status lastSuccessAt lastError { code } } budgets { name } } source(key: "xe") { key } none: source(key: "x") { key } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    sources: [
      { key: 'xe', name: 'Xe Chat', provider: 'XE_CHAT' },
      { key: 'site', provider: 'SQUIRRELSTACK' },
      { key: 'ebbot', provider: 'EBBOT' },
      { key: 'zaia', provider: 'ZAIA' },
    ],
    source: { key: 'xe' },
    none: null,
  });
  expect(data.sources.find(({ key }) => key === 'ebbot')?.capabilities).toEqual([
    'LIST_CONVERSATIONS',
    'GET_CONVERSATION',
    'READ_MESSAGES',
  ]);
  expect(rig.calls()).toEqual([]);
});

test('with the cache on, asking again costs nothing, and no-cache asks anew', async () => {
  const document = `{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { contact { phone } assignee { email } inbox { name } } } }`;
  const first = await cached.query(document);
  expect(cached.calls().length).toBeGreaterThan(3);
  const second = await cached.query(document, {}, { 'switchboard-explain': '1' });
  expect(second.data).toEqual(first.data);
  expect(cached.calls()).toEqual([]);
  expect(second.extensions).toMatchObject({ switchboard: { upstreamCalls: 0 } });
  await cached.query(document, {}, { 'cache-control': 'no-cache' });
  expect(cached.calls().length).toBeGreaterThan(3);
});

test('with the cache on, the same question at once costs one call', async () => {
  const document = `query ($n: Int) { contacts(first: $n, filter: { sources: ["xe"], search: "smith" }) { totalCount } }`;
  await Promise.all(Array.from({ length: 8 }, () => cached.query(document, { n: 5 })));
  expect(cached.calls()).toHaveLength(1);
});
