/** What a credential may not read it may not read as an entity either: the type that a representation names decides, before any call. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AUDIENCE, startAuthority, type Authority } from '../support/authority.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const KEYS = {
  conversations: 'key-of-a-router-that-reads-conversations',
  everything: 'key-of-a-router-that-may-do-everything',
};

let authority: Authority;
let rig: Rig;
beforeAll(async () => {
  authority = await startAuthority();
  const { jwksUri, issuer } = authority;
  rig = await startRig(
    {},
    {
      cache: { enabled: false },
      introspection: true,
      auth: {
        jwt: { jwksUri, issuer, audience: AUDIENCE },
        apiKeys: [
          { name: 'conversations', key: KEYS.conversations, scopes: ['conversations:read'] },
          { name: 'everything', key: KEYS.everything, scopes: ['*'] },
        ],
      },
    },
  );
});
afterAll(async () => {
  await rig.close();
  await authority.close();
});
beforeEach(() => rig.calls());

const ask = (representations: readonly object[], selection: string, key?: string) =>
  rig.query<{ _entities: unknown[] } | null>(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${selection} } }`,
    { representations },
    key === undefined ? {} : { authorization: `Bearer ${key}` },
  );

const conversation = { __typename: 'Conversation', id: globalId('Conversation', 'xe', '1024') };

const OTHERS = [
  { __typename: 'Contact', id: globalId('Contact', 'xe', '55') },
  { __typename: 'Agent', id: globalId('Agent', 'xe', '7') },
  { __typename: 'Inbox', id: globalId('Inbox', 'xe', '3') },
  { __typename: 'Message', id: globalId('Message', 'xe', '1024', '1') },
  { __typename: 'Customer', email: 'alice@example.com' },
];

test.each(OTHERS)(
  'with conversations:read alone a $__typename is FORBIDDEN, and no call is made',
  async (other) => {
    const { data, errors } = await ask([other], '', KEYS.conversations);
    expect(data?._entities).toEqual([null]);
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'FORBIDDEN' } }]);
    expect(rig.calls()).toEqual([]);
  },
);

test('what the credential may read comes all the same', async () => {
  const { data, errors } = await ask(
    [...OTHERS, conversation],
    '... on Conversation { id status }',
    KEYS.conversations,
  );
  expect(data?._entities.at(-1)).toMatchObject({ ...conversation, status: expect.any(String) as string });
  expect(errors?.map(({ path }) => path?.[1]).toSorted()).toEqual([...OTHERS.keys()]);
});

test('a field of another type is FORBIDDEN below an entity as elsewhere', async () => {
  const { data, errors } = await ask(
    [conversation],
    '... on Conversation { contact { name } }',
    KEYS.conversations,
  );
  expect(data?._entities).toEqual([{ __typename: 'Conversation', contact: null }]);
  expect(errors).toMatchObject([{ path: ['_entities', 0, 'contact'], extensions: { code: 'FORBIDDEN' } }]);
});

test('with every scope all of them come', async () => {
  const { data, errors } = await ask(OTHERS.slice(0, 3), '', KEYS.everything);
  expect(errors).toBeUndefined();
  expect(data?._entities).not.toContain(null);
});

test('a credential that is bound to a conversation reads that one', async () => {
  const token = await authority.token({
    scope: 'conversations:read contacts:read',
    switchboard_conversations: [conversation.id],
  });
  const other = { __typename: 'Conversation', id: globalId('Conversation', 'xe', '1025') };
  const { data, errors } = await ask(
    [conversation, other, ...OTHERS.slice(0, 1)],
    '... on Conversation { id }',
    token,
  );
  expect(data?._entities).toEqual([conversation, null, null]);
  expect(errors?.map(({ path, extensions }) => [path, extensions['code']]).toSorted()).toEqual([
    [['_entities', 1], 'FORBIDDEN'],
    [['_entities', 2], 'FORBIDDEN'],
  ]);
});

test('without a credential nothing is answered, the SDL neither', async () => {
  expect((await ask([conversation], '')).status).toBe(401);
  expect((await rig.query('{ _service { sdl } }')).status).toBe(401);
});

test('a router composes with its credential, and the directives of the scopes are not for it', async () => {
  const { data } = await rig.query<{ _service: { sdl: string } }>(
    '{ _service { sdl } }',
    {},
    {
      authorization: `Bearer ${KEYS.everything}`,
    },
  );
  expect(data._service.sdl).not.toContain('requiresScopes');
});
