/** Every GET endpoint of Xe Chat's page with every parameter, reached by queries. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

const inbox = (nativeId: string) => globalId('Inbox', 'xe', nativeId);
const agent = (nativeId: string) => globalId('Agent', 'xe', nativeId);

interface Listed {
  readonly conversations: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly status: string;
      readonly inbox: { readonly nativeId: string };
      readonly assignee: { readonly nativeId: string } | null;
    }[];
  };
}

/** The conversations of Xe Chat that a filter finds, and the query strings that it took. */
async function list(filter: object, first = 25) {
  const { data, errors } = await rig.query<Listed>(
    `query ($filter: ConversationFilter, $first: Int) {
      conversations(first: $first, filter: $filter) {
        totalCount nodes { status inbox { nativeId } assignee { nativeId } }
      }
    }`,
    { filter: { sources: ['xe'], ...filter }, first },
  );
  expect(errors).toBeUndefined();
  return { ...data.conversations, queries: queriesTo('/v1/chat/conversations') };
}

/** Query strings of the GETs of that path, which presented the key. */
function queriesTo(path: string): string[] {
  const { requests, credential } = rig.sandbox.xeChat;
  for (const { method, headers } of requests) {
    expect(method).toBe('GET');
    expect(headers['authorization']).toBe(`Bearer ${credential}`);
  }
  return requests.filter((request) => request.path === path).map(({ query }) => query);
}

test.each(['OPEN', 'PENDING', 'SNOOZED', 'RESOLVED'])('conversations: status %s', async (status) => {
  const { nodes, queries } = await list({ status: [status] });
  expect(new Set(nodes.map((node) => node.status))).toEqual(new Set([status]));
  expect(queries).toEqual([expect.stringMatching(`^status=${status.toLowerCase()}&page=1&limit=\\d+$`)]);
});

test.each(['3', '4'])('conversations: inbox_id %s', async (nativeId) => {
  const { nodes, queries } = await list({ inboxIds: [inbox(nativeId)] });
  expect(new Set(nodes.map((node) => node.inbox.nativeId))).toEqual(new Set([nativeId]));
  expect(queries).toEqual([expect.stringMatching(`^inbox_id=${nativeId}&page=1&limit=\\d+$`)]);
});

test.each(['7', '9'])('conversations: agent_id %s', async (nativeId) => {
  const { nodes, queries } = await list({ assigneeIds: [agent(nativeId)] });
  expect(new Set(nodes.map((node) => node.assignee?.nativeId))).toEqual(new Set([nativeId]));
  expect(queries).toEqual([expect.stringMatching(`^agent_id=${nativeId}&page=1&limit=\\d+$`)]);
});

test('conversations: status, inbox_id and agent_id together', async () => {
  const { nodes, totalCount, queries } = await list({
    status: ['RESOLVED'],
    inboxIds: [inbox('3')],
    assigneeIds: [agent('7')],
  });
  const matching = [...rig.sandbox.xeChat.state.conversations.values()].filter(
    (row) => row.status === 'resolved' && row.inboxId === 3 && row.agentId === 7,
  );
  expect(queries).toEqual([
    expect.stringMatching(/^status=resolved&inbox_id=3&agent_id=7&page=1&limit=\d+$/),
  ]);
  expect(totalCount).toBe(matching.length);
  expect(nodes).toHaveLength(Math.min(25, matching.length));
});

test('conversations: several values are a list each, and no row comes twice', async () => {
  const { totalCount, queries } = await list({
    status: ['OPEN', 'SNOOZED'],
    inboxIds: [inbox('3'), inbox('4')],
  });
  const names = queries.map((query) => query.replace(/&page=.*/, ''));
  expect(names.toSorted()).toEqual([
    'status=open&inbox_id=3',
    'status=open&inbox_id=4',
    'status=snoozed&inbox_id=3',
    'status=snoozed&inbox_id=4',
  ]);
  const rows = [...rig.sandbox.xeChat.state.conversations.values()];
  const matching = rows.filter(
    ({ status, inboxId }) => ['open', 'snoozed'].includes(status) && [3, 4].includes(inboxId),
  );
  expect(totalCount).toBe(matching.length);
});

test('conversations: page and limit', async () => {
  const page = (after: string | null) =>
    rig.query<{ conversations: { pageInfo: { endCursor: string } } }>(
      `query ($after: String) {
        conversations(first: 50, after: $after, filter: { sources: ["xe"] }) { pageInfo { endCursor } }
      }`,
      { after },
    );
  const first = await page(null);
  const second = await page(first.data.conversations.pageInfo.endCursor);
  await page(second.data.conversations.pageInfo.endCursor);
  expect(queriesTo('/v1/chat/conversations')).toContain('page=1&limit=50');
  expect(
    new Set(queriesTo('/v1/chat/conversations').map((query) => query.split('&')[0])).size,
  ).toBeGreaterThan(1);
});

test.each(['1024', '1030'])('one conversation: %s', async (nativeId) => {
  const { data } = await rig.query(
    `query ($id: ID!) { conversation(id: $id) { nativeId rawStatus createdAt } }`,
    { id: globalId('Conversation', 'xe', nativeId) },
  );
  const row = rig.sandbox.xeChat.state.conversations.get(Number(nativeId));
  expect(data).toEqual({
    conversation: { nativeId, rawStatus: row?.status, createdAt: isoSecond(row?.createdAt) },
  });
  expect(queriesTo(`/v1/chat/conversations/${nativeId}`)).toEqual(['']);
  expect(rig.calls()).toHaveLength(1);
});

test('messages: page and limit', async () => {
  const { state } = rig.sandbox.xeChat;
  const [long] = [...state.messages].find(([, thread]) => thread.length > 250) ?? [];
  const page = (after: string | null) =>
    rig.query<{
      conversation: { messages: { nodes: { nativeId: string }[]; pageInfo: { endCursor: string } } };
    }>(
      `query ($id: ID!, $after: String) {
        conversation(id: $id) { messages(first: 100, after: $after) { nodes { nativeId } pageInfo { endCursor } } }
      }`,
      { id: globalId('Conversation', 'xe', String(long)), after },
    );
  const one = (await page(null)).data.conversation.messages;
  const two = (await page(one.pageInfo.endCursor)).data.conversation.messages;
  expect([...one.nodes, ...two.nodes].map(({ nativeId }) => Number(nativeId))).toEqual(
    state.messages
      .get(long ?? 0)
      ?.slice(0, 200)
      .map(({ id }) => id),
  );
  const queries = queriesTo(`/v1/chat/conversations/${String(long)}/messages`);
  expect(queries[0]).toBe('page=1&limit=100');
  expect(queries[1]).toMatch(/^page=2&limit=\d+$/);
});

test.each(['alice', 'jane.doe@example.com'])('contacts: q=%s', async (search) => {
  const { data } = await rig.query<{ contacts: { nodes: { name: string; email: string }[] } }>(
    `query ($search: String) {
      contacts(first: 5, filter: { sources: ["xe"], search: $search }) { nodes { name email } }
    }`,
    { search },
  );
  expect(data.contacts.nodes.length).toBeGreaterThan(0);
  for (const { name, email } of data.contacts.nodes)
    expect(`${name} ${email}`.toLowerCase()).toContain(search);
  expect(queriesTo('/v1/chat/contacts')).toEqual([
    expect.stringMatching(`^q=${encodeURIComponent(search)}&page=1&limit=\\d+$`),
  ]);
});

test('contacts: page and limit, up to 100 at once', async () => {
  const { data } = await rig.query<{ contacts: { totalCount: number; pageInfo: { endCursor: string } } }>(
    `{ contacts(first: 100, filter: { sources: ["xe"] }) { totalCount pageInfo { endCursor } } }`,
  );
  expect(data.contacts.totalCount).toBe(rig.sandbox.xeChat.state.contacts.size);
  await rig.query(
    `query ($after: String) {
      contacts(first: 50, after: $after, filter: { sources: ["xe"] }) { nodes { id } }
    }`,
    { after: data.contacts.pageInfo.endCursor },
  );
  const queries = queriesTo('/v1/chat/contacts');
  expect(queries[0]).toBe('page=1&limit=100');
  expect(queries.slice(1).every((query) => /^page=\d+&limit=\d+$/.test(query))).toBe(true);
  expect(queries.length).toBeGreaterThan(1);
});

test.each(['55', '56'])('one contact: %s', async (nativeId) => {
  const { data } = await rig.query(
    `query ($id: ID!) { contact(id: $id) { nativeId name email phone conversationCount createdAt } }`,
    { id: globalId('Contact', 'xe', nativeId) },
  );
  const row = rig.sandbox.xeChat.state.contacts.get(Number(nativeId));
  expect(data).toEqual({
    contact: {
      nativeId,
      name: row?.name,
      email: row?.email,
      phone: row?.phone,
      conversationCount: row?.conversationCount,
      createdAt: isoSecond(row?.createdAt),
    },
  });
  expect(queriesTo(`/v1/chat/contacts/${nativeId}`)).toEqual(['']);
});

test('agents and inboxes', async () => {
  const { data } = await rig.query<{ agents: { totalCount: number }; inboxes: { totalCount: number } }>(
    `{
      agents(filter: { sources: ["xe"] }) { totalCount nodes { nativeId kind name email role availability } }
      inboxes(filter: { sources: ["xe"] }) { totalCount nodes { nativeId name channel rawChannel isEnabled } }
    }`,
  );
  expect(data).toMatchObject({
    agents: {
      totalCount: 10,
      nodes: [
        {
          nativeId: '7',
          kind: 'HUMAN',
          name: 'Bob Jones',
          email: 'bob@yourcompany.com',
          role: 'AGENT',
          availability: 'ONLINE',
        },
        { nativeId: '8', role: 'ADMINISTRATOR' },
      ].concat(Array.from({ length: 8 }, () => expect.anything() as never)),
    },
    inboxes: {
      totalCount: 6,
      nodes: [
        {
          nativeId: '3',
          name: 'Website Live Chat',
          channel: 'LIVE_CHAT',
          rawChannel: 'live_chat',
          isEnabled: true,
        },
        { nativeId: '4', channel: 'EMAIL' },
        { channel: 'WHATSAPP' },
        { channel: 'INSTAGRAM' },
        { channel: 'OTHER', rawChannel: 'facebook', isEnabled: false },
        { channel: 'API' },
      ],
    },
  });
  expect(queriesTo('/v1/chat/agents')).toEqual(['']);
  expect(queriesTo('/v1/chat/inboxes')).toEqual(['']);
});

function isoSecond(milliseconds: number | undefined): string {
  return new Date(Math.floor((milliseconds ?? 0) / 1000) * 1000).toISOString();
}
