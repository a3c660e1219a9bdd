/** What a provider's replies leave open never fails a list: unknown words, missing fields, ids of either type. */
import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../src/sandbox/index.ts';
import { startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
afterEach(() => rig.close());

type Json = Record<string, unknown>;

/** Changes every object in a reply that has an `id`-like key. */
function eachRow(change: (row: Json) => Json) {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const row = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner)]));
    return ['id', 'chatId', 'sender', 'direction'].some((key) => key in row) ? change(row) : row;
  };
  return ({ body }: Reply) => visit(body);
}

const CONVERSATION = `id nativeId source { key } status rawStatus title handledBy unreadCount lastActivityAt createdAt updatedAt isRemoved
  ticket { nativeId status } assigneeVersion { nativeId number } raw
  inbox { id nativeId } contact { id nativeId name email } assignee { id nativeId name kind }`;

const QUERY = `{
  conversations(first: 30, filter: { providers: [XE_CHAT, EBBOT, ZAIA] }) { nodes { ${CONVERSATION} } sources { source { key } status reason } }
  contacts(first: 5, filter: { sources: ["xe"] }) { nodes { id name email phone conversationCount createdAt } sources { status } }
  agents(filter: { sources: ["xe"] }) { nodes { id name email role availability rawAvailability } sources { status } }
  inboxes(filter: { providers: [XE_CHAT, SQUIRRELSTACK] }) { nodes { id name channel rawChannel isEnabled greeting } sources { status } }
  nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "demo-visitor-1") {
    ... on Conversation { messages { nodes { id direction content createdAt author { role rawRole name } } } }
  }
}`;

interface Found {
  readonly conversations: { readonly nodes: readonly Json[]; readonly sources: readonly Json[] };
  readonly agents: { readonly nodes: readonly Json[] };
  readonly inboxes: { readonly nodes: readonly Json[] };
  readonly nodeByNativeId: { readonly messages: { readonly nodes: readonly Json[] } };
}

async function read(change: (row: Json) => Json): Promise<Found> {
  rig = await startRig(
    {
      reshape: eachRow(change),
      xeChat: { sizes: { conversations: 20, contacts: 8 } },
      ebbot: { sizes: { chats: 12 } },
    },
    { cache: { enabled: false } },
  );
  const { data, errors } = await rig.query<Found>(QUERY);
  expect(errors).toBeUndefined();
  for (const { status } of data.conversations.sources) expect(status).toBe('OK');
  expect(data.conversations.nodes).toHaveLength(30);
  return data;
}

test('words that nobody knows: null, or OTHER, with the raw word beside', async () => {
  const words = [
    'status',
    'handled_by',
    'role',
    'availability',
    'channel_type',
    'channelType',
    'type',
    'direction',
    'responderEntity',
    'ticketStatus',
    'lastMessageRole',
  ];
  const data = await read((row) => ({
    ...row,
    ...Object.fromEntries(words.filter((word) => word in row).map((word) => [word, 'Frobnicated'])),
  }));
  const xe = data.conversations.nodes.filter(({ source }) => (source as Json)['key'] === 'xe');
  for (const node of xe) expect(node).toMatchObject({ status: null, rawStatus: 'Frobnicated' });
  for (const node of data.conversations.nodes) expect([null, 'HUMAN', 'NONE']).toContain(node['handledBy']);
  for (const node of data.agents.nodes) {
    expect(node).toMatchObject({ role: null, availability: null, rawAvailability: 'Frobnicated' });
  }
  expect(data.inboxes.nodes[0]).toMatchObject({ channel: 'OTHER', rawChannel: 'Frobnicated' });
  for (const node of data.nodeByNativeId.messages.nodes) {
    expect(node).toMatchObject({ direction: null, author: { role: 'UNKNOWN' } });
  }
});

test('rows that hold nothing but their id', async () => {
  const data = await read((row) => {
    const names = ['id', 'chatId', 'direction', 'sender'].filter((name) => name in row);
    return Object.fromEntries(names.map((name) => [name, row[name]]));
  });
  for (const node of data.conversations.nodes) {
    expect(node).toMatchObject({ id: expect.any(String) as string, unreadCount: null, title: null });
  }
});

test('rows whose every other field is null, or of a strange type', async () => {
  const keep = ['id', 'chatId'];
  await read((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, keep.includes(name) ? value : null]),
    ),
  );
  await rig.close();
  const strange = [{}, [], -1, 1e300, true, '\u0000', { id: null }];
  let next = 0;
  await read((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        next += 1;
        return [name, keep.includes(name) ? value : strange[next % strange.length]];
      }),
    ),
  );
});

test('ids as numbers or as texts are the same ids', async () => {
  rig = await startRig({ xeChat: { sizes: { conversations: 10 } } }, { cache: { enabled: false } });
  const document = `{ conversations(first: 10, filter: { sources: ["xe"] }) { nodes { id contact { id phone } assignee { id email } inbox { id name } } } }`;
  const numbers = await rig.query(document);
  rig.sandbox.xeChat.settings.idForm = 'string';
  const texts = await rig.query(document);
  expect(numbers.errors).toBeUndefined();
  expect(texts.data).toEqual(numbers.data);
});

test('who is embedded with an id that JSON rounds is not known, and an agent is in charge all the same', async () => {
  const rounded = 12_345_678_901_234_567_890;
  const people = [
    { contact: { id: rounded, name: 'Al' }, assigned_agent: { id: rounded, name: 'Bo' } },
    { contact: { id: rounded }, assigned_agent: { id: rounded } },
    { contact_id: rounded, assigned_agent_id: rounded },
    { contact: null, assigned_agent: null },
    { contact: { id: null, name: null }, assigned_agent: { id: null, name: null } },
  ];
  rig = await startRig(
    {
      xeChat: {
        sizes: { conversations: people.length },
        reshape: ({ body }) => ({
          ...(body as Json),
          data: (body as { data: Json[] }).data.map(({ contact: _, assigned_agent: __, ...row }, index) => ({
            ...row,
            ...people[index],
          })),
        }),
      },
    },
    { cache: { enabled: false } },
  );
  const { data, errors } = await rig.query<Found>(
    `{ conversations(first: 5, filter: { sources: ["xe"] }) { nodes { contact { id } assignee { id } handledBy } } }`,
  );
  expect(errors).toBeUndefined();
  const unknown = { contact: null, assignee: null };
  expect(data.conversations.nodes).toEqual([
    { ...unknown, handledBy: 'HUMAN' },
    { ...unknown, handledBy: 'HUMAN' },
    { ...unknown, handledBy: 'HUMAN' },
    { ...unknown, handledBy: 'NONE' },
    { ...unknown, handledBy: 'NONE' },
  ]);
});

test('fields that are new are shown in raw alone', async () => {
  rig = await startRig(
    {
      reshape: eachRow((row) => ({ ...row, novelty: { deep: [1] } })),
      xeChat: { sizes: { conversations: 3 } },
    },
    { cache: { enabled: false } },
  );
  const { data, errors } = await rig.query<Found>(
    `{ conversations(first: 3, filter: { sources: ["xe"] }) { nodes { raw contact { raw } } } }`,
  );
  expect(errors).toBeUndefined();
  for (const { raw } of data.conversations.nodes) expect(raw).toMatchObject({ novelty: { deep: [1] } });
});

test.each([
  ['pages overflowing their limit', ({ body }: Reply) => overflow(body)],
  ['totals that are wrong', ({ body }: Reply) => ({ ...(body as Json), total: 3 })],
  ['totals that are texts', ({ body }: Reply) => ({ ...(body as Json), total: '20' })],
])('Xe Chat with %s', async (_, reshape) => {
  rig = await startRig({ xeChat: { reshape, sizes: { conversations: 20 } } }, { cache: { enabled: false } });
  const { data, errors } = await rig.query<Found>(
    `{ conversations(first: 5, filter: { sources: ["xe"] }) { nodes { id } } }`,
  );
  expect(errors).toBeUndefined();
  expect(new Set(data.conversations.nodes.map(({ id }) => id)).size).toBe(5);
});

function overflow(body: unknown): unknown {
  const { data, ...rest } = body as { data: Json[] };
  return { data: [...data, ...data.map((row) => ({ ...row, id: Number(row['id']) + 5000 }))], ...rest };
}
