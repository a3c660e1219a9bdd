/** What does not depend on another answer does not wait for one: the providers answer only when all that can be asked has been. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { createGate } from '../support/gate.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const gate = createGate();
let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ middleware: gate.middleware }, { cache: { enabled: false } });
});
afterAll(() => rig.close());

/** Runs the operation; `counts` are the requests that come together, group by group. */
async function together(counts: readonly number[], document: string, variables: object = {}) {
  gate.hold(...counts);
  const { errors } = await rig.query(document, { ...variables });
  expect(errors).toBeUndefined();
  const { asked, alone } = gate.seen();
  expect(alone).toEqual([]);
  expect(asked).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
  return asked;
}

test('the lists of all sources, and of several fields', async () => {
  await together([3], '{ conversations(first: 10) { nodes { id } } }');
  await together(
    [7],
    '{ conversations(first: 10) { nodes { id } } contacts(first: 5) { nodes { id } } agents { nodes { id } } inboxes { nodes { name } } }',
  );
});

test('the lists of a filter that takes one value each, from a cursor on too', async () => {
  const filter = 'filter: { sources: ["xe"], status: [OPEN, PENDING, RESOLVED] }';
  await together([3], `{ conversations(first: 10, ${filter}) { nodes { id } } }`);
  const { data } = await rig.query<{ conversations: { pageInfo: { endCursor: string } } }>(
    `{ conversations(first: 10, ${filter}) { pageInfo { endCursor } } }`,
  );
  await together(
    [3],
    `query ($after: String) { conversations(first: 10, after: $after, ${filter}) { nodes { id } } }`,
    {
      after: data.conversations.pageInfo.endCursor,
    },
  );
});

test('a total beside other lists', async () => {
  await together([4], '{ a: conversations { totalCount } b: contacts { totalCount } }');
});

test('what the rows of a list lack, whatever it is', async () => {
  const { data } = await rig.query<{ conversations: { nodes: { contact: { id: string } }[] } }>(
    '{ conversations(first: 6, filter: { sources: ["xe"] }) { nodes { contact { id } } } }',
  );
  const contacts = new Set(data.conversations.nodes.map(({ contact }) => contact.id)).size;
  await together(
    [1, 6 + contacts + 2],
    '{ conversations(first: 6, filter: { sources: ["xe"] }) { nodes { lastMessage { content } contact { phone } assignee { email } inbox { name } } } }',
  );
  await together(
    [1, 6],
    '{ conversations(first: 6, filter: { sources: ["zaia"], lastActivity: { from: "2020-01-01T00:00:00Z" } }) { nodes { contact { name } lastMessage { content } } } }',
  );
});

test('ids of all sources, and both forms of a chat', async () => {
  const { squirrelstack, ebbot, zaia } = rig.sandbox;
  const [token] = squirrelstack.state.conversations.keys();
  const [bot] = ebbot.state.chats.values();
  const [chat] = zaia.state.chats.values();
  const ids = [
    globalId('Conversation', 'xe', '1024'),
    globalId('Conversation', 'zaia', chat?.id),
    globalId('Conversation', 'ebbot', bot?.id),
    globalId('Conversation', 'site', new Secret(token ?? '')),
  ];
  await together(
    [5],
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Conversation { status updatedAt handledBy } } }',
    { ids },
  );
});

test('a conversation’s messages, contact and staff', async () => {
  await together(
    [1, 4],
    'query ($id: ID!) { conversation(id: $id) { messages(first: 5) { nodes { content } } contact { phone } assignee { email } inbox { name } } }',
    { id: globalId('Conversation', 'xe', '1024') },
  );
});

test('whoever has an address, at every source', async () => {
  const { data } = await rig.query<{ contacts: { nodes: { email: string }[] } }>(
    '{ contacts(first: 1) { nodes { email } } }',
  );
  gate.hold(2);
  await rig.query('query ($email: String!) { customer(email: $email) { contacts { name } } }', {
    email: data.contacts.nodes[0]?.email,
  });
  expect(gate.seen().alone).toEqual([]);
});

test('lists of channels: who needs their inboxes first keeps nobody waiting', async () => {
  const asked = await together(
    [2, 1],
    '{ conversations(first: 10, filter: { channels: [LIVE_CHAT] }) { nodes { id } } }',
  );
  expect(asked.slice(0, 2).sort()).toEqual(['GET /api/v1/chats', 'GET /v1/chat/inboxes']);
});
