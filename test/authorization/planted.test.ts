/** What contacts are called and what was said, looked for in everything that a caller with other scopes can be answered. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Answer, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { Secret } from '../../src/secret.ts';

const apiKeys = [
  { name: 'all', key: 'all', scopes: ['*'] },
  { name: 'alone', key: 'alone', scopes: ['conversations:read'] },
  { name: 'raw', key: 'raw', scopes: ['conversations:read', 'raw:read', 'explain'] },
];

let rig: Rig;
let values: readonly string[];
let ids: readonly string[];
beforeAll(async () => {
  rig = await startRig({ squirrelstack: { limits: false } }, { auth: { apiKeys } });
  const { data } = await ask<{
    conversations: { nodes: { id: string; contact: Person | null; messages: { nodes: Said[] } | null }[] };
    contacts: { nodes: Person[] };
    transcript: { entries: Said[] };
  }>(
    'all',
    `{
      conversations(first: 30) { nodes { id contact { ...person } messages(last: 5) { nodes { ...said } } } }
      contacts(first: 50) { nodes { ...person } }
      transcript(conversationId: "${SITE}") { entries { ...said } }
    }
    fragment person on Contact { id name email phone identifier }
    fragment said on Message { id content author { name } }`,
  );
  const { nodes } = data.conversations;
  const people = [...data.contacts.nodes, ...nodes.flatMap(({ contact }) => contact ?? [])];
  const said = [...data.transcript.entries, ...nodes.flatMap(({ messages }) => messages?.nodes ?? [])];
  ids = [...nodes, ...people, ...said].map(({ id }) => id);
  values = [
    ...people.flatMap(({ name, email, phone, identifier }) => [name, email, phone, identifier]),
    ...said.flatMap(({ content, author }) => [content, author.name]),
  ].filter((value) => typeof value === 'string' && value.length > 3) as string[];
}, 30_000);
afterAll(() => rig.close());

const SITE = globalId('Conversation', 'site', new Secret('demo-visitor-1'));

interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly identifier: string | null;
}

interface Said {
  readonly id: string;
  readonly content: string | null;
  readonly author: { readonly name: string | null };
}

function ask<Data>(key: string, document: string, variables: object = {}): Promise<Answer<Data>> {
  return rig.query<Data>(
    document,
    { ...variables },
    { authorization: `Bearer ${key}`, 'switchboard-explain': '1' },
  );
}

const FRAGMENTS = `
  fragment conversation on Conversation {
    id source { key } nativeId status rawStatus title inbox { id name raw } contact { id name email raw }
    assignee { id name } assigneeVersion { nativeId } handledBy unreadCount lastMessage { id content raw }
    ticket { nativeId } messages(first: 5) { nodes { id content } edges { node { author { name contact { name } } } } }
    transcript { text(format: JSON) entries { content } participants { name } } raw
  }
  fragment person on Contact { id name email phone identifier raw conversations(first: 1) { nodes { id } } }
  fragment said on Message { id content raw author { name } conversation { id contact { name } } }
  fragment anything on Node { __typename ...conversation ...person ...said }`;

const DOCUMENTS: readonly string[] = [
  `{ conversations(first: 30) { nodes { ...conversation } edges { node { contact { name } } } sources { reason } } } ${FRAGMENTS}`,
  `query ($ids: [ID!]!) { nodes(ids: $ids) { ...anything } } ${FRAGMENTS}`,
  `query ($id: ID!) { node(id: $id) { ...anything } } ${FRAGMENTS}`,
  `{ nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "demo-visitor-1") { ...anything } } ${FRAGMENTS}`,
  `{ contacts(first: 5) { nodes { ...person } totalCount } } ${FRAGMENTS}`,
  `{ transcript(conversationId: "${SITE}") { text } }`,
  `query ($email: String!) { customer(email: $email) { email contacts { ...person } } } ${FRAGMENTS}`,
  `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ...conversation ...person ...said } } ${FRAGMENTS}`,
];

test('there is something to look for', () => {
  expect(values.length).toBeGreaterThan(100);
});

test.each(['alone', 'raw'])('with the key %j no contact and no message is shown by any way', async (key) => {
  let answered = 0;
  for (const document of DOCUMENTS) {
    for (const id of document.includes('$id:') ? ids.slice(0, 150) : ['']) {
      const answer = await ask(key, document, {
        id,
        ids: ids.slice(0, 100),
        email: 'nobody@shop.example',
        of: ids.slice(0, 50).map((each) => ({ __typename: typeOf(each), id: each })),
      });
      const text = JSON.stringify(answer);
      expect(values.filter((value) => text.includes(JSON.stringify(value).slice(1, -1)))).toEqual([]);
      if (text.includes('"status":"OPEN"')) answered += 1;
    }
  }
  expect(answered).toBeGreaterThan(3);
});

test('raw shows to who may read all of it the whole payload, and to others what is of the conversation alone', async () => {
  const document = '{ conversations(first: 1, filter: { sources: ["xe"] }) { nodes { raw } } }';
  interface Found {
    readonly conversations: {
      readonly nodes: readonly [{ readonly raw: Readonly<Record<string, unknown>> }];
    };
  }
  const shown = async (key: string) => (await ask<Found>(key, document)).data.conversations.nodes[0].raw;
  const whole = await shown('all');
  expect(whole).toHaveProperty('contact');
  const own = await shown('raw');
  expect(Object.keys(own)).toEqual(expect.arrayContaining(['id', 'status']));
  expect(Object.values(own).every((value) => typeof value !== 'object')).toBe(true);
  expect(whole).toMatchObject(own);
});

test.each(['search: "a"', `contactIds: ["${globalId('Contact', 'zaia', 'x')}"]`])(
  'a filter does not tell what a field may not: %s',
  async (filter) => {
    rig.calls();
    const { data, errors } = await ask('alone', `{ conversations(filter: { ${filter} }) { totalCount } }`);
    expect(data).toEqual({ conversations: null });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(rig.calls()).toEqual([]);
  },
);

test('explain is left out with a word where the credential has no scope for it, and a plan is refused', async () => {
  const document = '{ conversations(first: 1) { totalCount } }';
  expect((await ask('raw', document)).extensions).toHaveProperty('switchboard');
  const { data, extensions } = await ask<object>('alone', document);
  expect(data).toHaveProperty('conversations');
  expect(extensions).toEqual({
    explain: 'To explain needs the scope `explain`, which the credential does not have.',
  });
  const headers = { authorization: 'Bearer alone', 'switchboard-explain': 'plan' };
  const { status, errors } = await rig.query(document, {}, headers);
  expect([status, errors?.[0]?.extensions['code']]).toEqual([403, 'FORBIDDEN']);
});

/** An id says of which type it is. */
function typeOf(id: string): unknown {
  const [, type] = JSON.parse(Buffer.from(id, 'base64url').toString()) as unknown[];
  return type;
}
