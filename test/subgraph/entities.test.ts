import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultSwitch } from '../support/faults.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const xe = faultSwitch();
let rig: Rig;
beforeAll(async () => {
  rig = await startRig(
    { xeChat: { middleware: xe.middleware }, squirrelstack: { limits: false } },
    { cache: { enabled: false } },
  );
});
afterAll(() => rig.close());
beforeEach(() => {
  xe.fault = undefined;
  rig.calls();
});

/** Whom two sources know by the same address. */
const EMAIL = 'alice@example.com';

type Entity = Readonly<Record<string, unknown>> | null;

const entities = (representations: readonly unknown[], selection: string) =>
  rig.query<{ _entities: Entity[] } | null>(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${selection} } }`,
    { representations },
  );

const contact = (nativeId: string, source = 'xe') => ({
  __typename: 'Contact',
  id: globalId('Contact', source, nativeId),
});

test('one of every type, by its key', async () => {
  const chat = [...rig.sandbox.ebbot.state.chats.values()].find(({ transcript }) => transcript.length > 0);
  const conversation = globalId('Conversation', 'ebbot', chat?.id);
  const { data: listed } = await rig.query<{ conversation: { messages: { nodes: { id: string }[] } } }>(
    'query ($id: ID!) { conversation(id: $id) { messages(first: 1) { nodes { id } } } }',
    { id: conversation },
  );
  const asked = [
    { __typename: 'Source', id: globalId('Source', 'zaia') },
    { __typename: 'Conversation', id: conversation },
    { __typename: 'Message', id: listed.conversation.messages.nodes[0]?.id },
    contact('55'),
    { __typename: 'Agent', id: globalId('Agent', 'xe', '7') },
    { __typename: 'Inbox', id: globalId('Inbox', 'xe', '3') },
    { __typename: 'Customer', email: EMAIL },
  ];
  const { data, errors } = await entities(
    asked,
    '... on Node { id } ... on Customer { email contacts { email } }',
  );
  expect(errors).toBeUndefined();
  expect(data?._entities).toEqual(
    asked.map((each) =>
      each.__typename === 'Customer' ? { ...each, contacts: [{ email: EMAIL }, { email: EMAIL }] } : each,
    ),
  );
});

test('order and duplicates are kept, and nothing is read twice', async () => {
  const asked = ['55', '56', '55', '57', '56', '55'].map((nativeId) => contact(nativeId));
  const { data, errors } = await entities(asked, '... on Contact { id name }');
  expect(errors).toBeUndefined();
  expect(data?._entities.map((each) => each?.['id'])).toEqual(asked.map(({ id }) => id));
  expect(rig.calls().sort()).toEqual(
    ['55', '56', '57'].map((nativeId) => `GET /v1/chat/contacts/${nativeId}`),
  );
});

test('what only a list shows is listed once for all of them', async () => {
  const inboxes = [...rig.sandbox.xeChat.state.inboxes.keys()].slice(0, 3);
  const asked = inboxes.map((id) => ({ __typename: 'Inbox', id: globalId('Inbox', 'xe', String(id)) }));
  const { data } = await entities(asked, '... on Inbox { name }');
  expect(data?._entities).toHaveLength(3);
  expect(rig.calls()).toHaveLength(1);
});

test('a conversation costs what its selected fields cost', async () => {
  const chat = [...rig.sandbox.zaia.state.chats.values()][0];
  const asked = [{ __typename: 'Conversation', id: globalId('Conversation', 'zaia', chat?.id) }];
  await entities(asked, '... on Conversation { title contact { name } inbox { name } }');
  expect(rig.calls()).toHaveLength(1);
});

test('the contacts of a customer, of which an address is asked twice', async () => {
  const asked = [EMAIL, EMAIL].map((email) => ({ __typename: 'Customer', email }));
  const { data } = await entities(asked, '... on Customer { contacts { email source { key } } }');
  expect(data?._entities[0]).toEqual({
    __typename: 'Customer',
    contacts: ['xe', 'zaia'].map((key) => ({ email: EMAIL, source: { key } })),
  });
  expect(data?._entities[1]).toEqual(data?._entities[0]);
  const searches = rig.calls().filter((call) => call.includes('/v1/chat/contacts'));
  expect(new Set(searches).size).toBe(searches.length);
});

test('what does not exist is null, without an error', async () => {
  const asked = [
    contact('999999'),
    contact('1', 'closed-account'),
    { __typename: 'Conversation', id: globalId('Conversation', 'zaia', crypto.randomUUID()) },
    { __typename: 'Customer', email: 'nobody@nowhere.example' },
    contact('55'),
  ];
  const { data, errors } = await entities(asked, '... on Contact { id }');
  expect(errors).toBeUndefined();
  expect(data?._entities).toEqual([null, null, null, null, asked[4]]);
});

test.each([
  ['a malformed id', { __typename: 'Contact', id: 'nonsense' }, /"nonsense" is not an id of this gateway/],
  [
    'an id of another type',
    { __typename: 'Contact', id: globalId('Agent', 'xe', '7') },
    /of type Agent; .* Contact/,
  ],
  ['no id', { __typename: 'Contact' }, /of Contact has its `id`/],
  ['an id that is no string', { __typename: 'Inbox', id: 3 }, /of Inbox has its `id`/],
  ['no email', { __typename: 'Customer', id: 'x' }, /of Customer has its `email`/],
  ['a type that is no entity', { __typename: 'PageInfo', id: 'x' }, /`__typename` of an entity/],
  ['a name of the language', { __typename: 'constructor', id: 'x' }, /`__typename` of an entity/],
  ['no type', { id: 'x' }, /`__typename` of an entity/],
  ['no object', 'Contact', /`__typename` of an entity/],
  ['a list', [['Contact']], /`__typename` of an entity/],
])('%s is null with BAD_USER_INPUT at its place', async (_, representation, message) => {
  const { data, errors, status } = await entities([contact('55'), representation], '... on Contact { name }');
  expect(status).toBe(200);
  expect(data?._entities).toMatchObject([{ __typename: 'Contact' }, null]);
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(message) as string,
      path: ['_entities', 1],
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
  expect(rig.calls()).toHaveLength(1);
});

test('representations may stand in the document', async () => {
  const { data, errors } = await rig.query(
    `{ _entities(representations: [{ __typename: "Source", id: "${globalId('Source', 'xe')}" }]) { ... on Source { key } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ _entities: [{ key: 'xe' }] });
});

test('100 representations are taken, 101 are not, and nothing is called for them', async () => {
  const source = { __typename: 'Source', id: globalId('Source', 'xe') };
  const many = (length: number) =>
    entities(
      Array.from({ length }, () => source),
      '... on Source { key }',
    );
  expect((await many(100)).data?._entities).toHaveLength(100);
  const { data, errors } = await many(101);
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ['_entities'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(errors?.[0]?.message).toBe('`_entities` takes at most 100 representations; these are 101.');
});

test('a source that fails leaves the others’ entities', async () => {
  xe.fault = '503';
  const source = { __typename: 'Source', id: globalId('Source', 'zaia') };
  const { data, errors } = await entities([contact('55'), source], '... on Source { key }');
  expect(data?._entities).toMatchObject([null, { key: 'zaia' }]);
  expect(errors).toMatchObject([
    { path: ['_entities', 0], extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'xe' } },
  ]);
});
