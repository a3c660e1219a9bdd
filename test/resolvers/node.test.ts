import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ squirrelstack: { limits: false } }, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

type Node = { readonly id: string; readonly __typename: string; readonly content?: string } | null;

const nodes = (ids: readonly unknown[]) =>
  rig.query<{ nodes: Node[] }>(
    `query ($ids: [ID!]!) {
      nodes(ids: $ids) { id __typename ... on Message { content conversation { id } } }
    }`,
    { ids },
  );

const node = (id: string) =>
  rig.query<{ node: Node }>(`query ($id: ID!) { node(id: $id) { id __typename } }`, { id });

const first = <Row>(rows: ReadonlyMap<unknown, Row>): Row => {
  const [row] = rows.values();
  if (row === undefined) throw new Error('The sandbox has no such row.');
  return row;
};

/** An id of each type of each provider that can look it up. */
function everyId(): Record<string, string> {
  const { squirrelstack, ebbot, zaia } = rig.sandbox;
  const chat = first(zaia.state.chats);
  const visitor = new Secret(first(squirrelstack.state.conversations).visitorToken);
  return {
    'Source xe': globalId('Source', 'xe'),
    'Source zaia': globalId('Source', 'zaia'),
    'Conversation xe': globalId('Conversation', 'xe', '1024'),
    'Conversation site': globalId('Conversation', 'site', visitor),
    'Conversation ebbot': globalId('Conversation', 'ebbot', first(ebbot.state.chats).id),
    'Conversation zaia': globalId('Conversation', 'zaia', chat.id),
    'Contact xe': globalId('Contact', 'xe', '55'),
    'Contact zaia': globalId('Contact', 'zaia', chat.ownerId),
    'Agent xe': globalId('Agent', 'xe', '7'),
    'Agent zaia': globalId('Agent', 'zaia', chat.responders.at(-1)?.responderId),
    'Inbox xe': globalId('Inbox', 'xe', '3'),
    'Inbox site': globalId('Inbox', 'site', 'widget'),
    'Inbox zaia': globalId('Inbox', 'zaia', first(zaia.state.channels).id),
  };
}

test('every type of node is found by the id that it has', async () => {
  const ids = everyId();
  for (const [name, id] of Object.entries(ids)) {
    const { data, errors } = await node(id);
    expect(errors, name).toBeUndefined();
    expect(data.node, name).toEqual({ id, __typename: name.split(' ')[0] });
  }
});

test('nodes keep order, duplicates and what is not found, and fail each at its own path', async () => {
  const ids = Object.values(everyId());
  const missing = globalId('Conversation', 'xe', '999999');
  const gone = globalId('Contact', 'closed-account', '1');
  const asked = [...ids, missing, 'nonsense', gone, ...ids.toReversed(), globalId('Agent', 'ebbot', '1')];
  const { data, errors } = await nodes(asked);
  const bad = new Set([missing, gone, 'nonsense', asked.at(-1)]);
  expect(data.nodes.map((found) => found?.id ?? null)).toEqual(asked.map((id) => (bad.has(id) ? null : id)));
  expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['nodes', asked.indexOf('nonsense')], 'BAD_USER_INPUT'],
    [['nodes', asked.length - 1], 'UNSUPPORTED'],
  ]);
  const calls = rig.calls();
  expect(new Set(calls).size).toBe(calls.length);
});

test('100 nodes are taken, 101 are not', async () => {
  const id = globalId('Source', 'xe');
  expect((await nodes(Array.from({ length: 100 }, () => id))).data.nodes).toHaveLength(100);
  const { data, errors } = await nodes(Array.from({ length: 101 }, () => id));
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ['nodes'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each([
  '',
  'x',
  'WzEs',
  globalId('Conversation', 'xe', '1024').slice(0, -2),
  Buffer.from('[1,"Conversation","xe","1024","5"]').toString('base64url'),
  Buffer.from('[1,"Message","xe","1024"]').toString('base64url'),
  Buffer.from('[1,"Nothing","xe","1024"]').toString('base64url'),
  Buffer.from('[2,"Conversation","xe","1024"]').toString('base64url'),
  Buffer.from('[1,"Conversation","site",{"sealed":"abc"}]').toString('base64url'),
  Buffer.from('[1, "Conversation","xe","1024"]').toString('base64url'),
])('%j is no id', async (id) => {
  const { data, errors, status } = await node(id);
  expect(data.node).toBeNull();
  expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(status).toBe(200);
  expect(rig.calls()).toEqual([]);
});

test('a sealed id is of its own source alone', async () => {
  const token = new Secret(first(rig.sandbox.squirrelstack.state.conversations).visitorToken);
  const parts = JSON.parse(
    Buffer.from(globalId('Conversation', 'site', token), 'base64url').toString(),
  ) as unknown[];
  const moved = Buffer.from(JSON.stringify(parts.with(2, 'xe'))).toString('base64url');
  expect((await node(moved)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each(['conversation', 'contact', 'agent', 'inbox'])('%s refuses ids of other types', async (field) => {
  const ids = everyId();
  const other = field === 'contact' ? ids['Agent xe'] : ids['Contact xe'];
  const { data, errors } = await rig.query(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id: other });
  expect(data).toEqual({ [field]: null });
  expect(errors).toMatchObject([{ path: [field], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(rig.calls()).toEqual([]);
});

test.each(['conversation', 'contact', 'agent', 'inbox'] as const)(
  '%s that does not exist, or whose source is gone, is null',
  async (field) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}` as 'Contact';
    for (const source of ['xe', 'zaia', 'closed-account']) {
      const { data, errors } = await rig.query(`query ($id: ID!) { ${field}(id: $id) { id } }`, {
        id: globalId(type, source, '00000000-0000-4000-8000-000000000000'),
      });
      expect(errors).toBeUndefined();
      expect(data).toEqual({ [field]: null });
    }
  },
);
