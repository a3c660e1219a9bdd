/** Connections of which only what needs no rows is selected: a row tells their total, and the answer is the same. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faultSwitch } from '../support/faults.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => void rig.calls());

const LIST = 'GET /v1/chat/conversations';
const one = (path: string, ...filter: readonly string[]) =>
  `GET ${path}?${[...filter, 'page=1', 'limit=1'].join('&')}`;

test.each([
  'totalCount',
  'totalCount __typename',
  'total: totalCount again: totalCount',
  'sources { status totalCount fetchedAt drifted retryAt source { key } }',
  '... { ... on ConversationConnection { totalCount } }',
  '...Total',
  'totalCount nodes @include(if: $no) { id } ... @skip(if: $yes) { pageInfo { hasNextPage } }',
])('{ %s } reads a row', async (selection) => {
  for (const args of ['', 'first: 100, ', 'first: 0, ', 'last: 60, ']) {
    const { errors } = await rig.query(
      `query ($no: Boolean!, $yes: Boolean!) {
        conversations(${args}filter: { sources: ["xe"] }) { ${selection} }
        ...Unused @include(if: $no) @skip(if: $yes)
      }
      fragment Total on ConversationConnection { totalCount ...Sources }
      fragment Sources on ConversationConnection { sources { totalCount } }
      fragment Unused on Query { unused: conversations { ...Total } }`,
      { no: false, yes: true },
    );
    expect(errors).toBeUndefined();
    expect(rig.calls(), args).toEqual([one('/v1/chat/conversations')]);
  }
});

test.each([
  'totalCount pageInfo { hasNextPage }',
  'totalCount nodes { id }',
  'totalCount edges { cursor }',
  'totalCount isBlocked',
  'totalCount sources { reason }',
  'totalCount ... @include(if: true) { nodes { id } }',
])('{ %s } reads a page', async (selection) => {
  await rig.query(`{ conversations(filter: { sources: ["xe"] }) { ${selection} } }`);
  expect(rig.calls()).toEqual([`${LIST}?page=1&limit=25`]);
});

test('lists by status are told one by one, contacts alike, and agents and inboxes come whole', async () => {
  const { data } = await rig.query<Record<string, { totalCount: number }>>(`{
    conversations(filter: { sources: ["xe"], status: [OPEN, RESOLVED] }) { totalCount }
    contacts(filter: { search: "a" }) { totalCount sources { status reason } }
    agents { totalCount }
    inboxes(filter: { sources: ["xe"] }) { totalCount }
  }`);
  expect(rig.calls().sort()).toEqual(
    [
      one('/v1/chat/conversations', 'status=open'),
      one('/v1/chat/conversations', 'status=resolved'),
      one('/v1/chat/contacts', 'q=a'),
      'GET /v1/chat/agents',
      'GET /v1/chat/inboxes',
    ].sort(),
  );
  expect(data['conversations']?.totalCount).toBeGreaterThan(100);
});

test('a list that tells no total is read as ever', async () => {
  const { data } = await rig.query(
    `{ conversations { totalCount sources { source { key } totalCount status } } }`,
  );
  const calls = rig.calls();
  expect(calls.filter((call) => call.startsWith(LIST))).toEqual([one('/v1/chat/conversations')]);
  expect(calls.filter((call) => /company_chats|details/.test(call)).length).toBeGreaterThanOrEqual(2);
  const paged = await rig.query(
    `{ conversations { pageInfo { hasNextPage } totalCount sources { source { key } totalCount status } } }`,
  );
  expect(paged.data).toMatchObject(data as object);
});

test.each([undefined, '500', '429', '401', 'wrong shape'] as const)(
  'the answer is the one that a page gives: %s',
  async (fault) => {
    const selection = 'totalCount sources { source { key } status totalCount retryAt drifted }';
    const answer = async (page: string, args: string) => {
      const xe = faultSwitch();
      xe.fault = fault;
      const own = await startRig({ xeChat: { middleware: xe.middleware } }, { cache: { enabled: false } });
      const { data, errors } = await own.query(
        `{ conversations${args} { ${selection} ${page} } contacts { ${selection} ${page} } }`,
      );
      await own.close();
      const timeless = JSON.stringify(data, (key, value: unknown) =>
        key === 'pageInfo' ? undefined : key === 'retryAt' ? value !== null : value,
      );
      return { data: timeless, errors };
    };
    for (const args of ['', '(last: 3)', '(filter: { status: [OPEN] })']) {
      expect(await answer('', args)).toEqual(await answer('pageInfo { endCursor }', args));
    }
  },
);

test('a page that the operation reads anyway tells the total too, whichever comes first', async () => {
  for (const document of [
    '{ a: conversations(filter: { sources: ["xe"] }) { totalCount } b: conversations(first: 5, filter: { sources: ["xe"] }) { nodes { id } } }',
    '{ b: conversations(first: 5, filter: { sources: ["xe"] }) { nodes { id } } a: conversations(filter: { sources: ["xe"] }) { totalCount } }',
  ]) {
    const { data } = await rig.query<{ a: { totalCount: number } }>(document);
    expect(rig.calls()).toEqual([`${LIST}?page=1&limit=10`]);
    expect(data.a.totalCount).toBe(420);
  }
});

test('two totals of one list are one call', async () => {
  await rig.query(
    '{ a: conversations(filter: { sources: ["xe"] }) { totalCount } b: conversations(first: 7, filter: { sources: ["xe"] }) { sources { totalCount } } }',
  );
  expect(rig.calls()).toEqual([one('/v1/chat/conversations')]);
});

test('a cursor is read from as ever, and a bad one is refused', async () => {
  const { data } = await rig.query<{ conversations: { pageInfo: { endCursor: string } } }>(
    '{ conversations(first: 5, filter: { sources: ["xe"] }) { pageInfo { endCursor } } }',
  );
  rig.calls();
  const document =
    'query ($after: String) { conversations(first: 5, after: $after, filter: { sources: ["xe"] }) { totalCount } }';
  const next = await rig.query(document, { after: data.conversations.pageInfo.endCursor });
  expect(next.data).toEqual({ conversations: { totalCount: 420 } });
  expect(rig.calls()).toEqual([`${LIST}?page=1&limit=25`]);
  const bad = await rig.query(document, { after: 'x' });
  expect(bad.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const many = await rig.query('{ conversations(first: 101) { totalCount } }');
  expect(many.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(rig.calls()).toEqual([]);
});

test('messages: the total alone is a row, beside the last message what it reads, and with `since` a page', async () => {
  const id = globalId('Conversation', 'xe', '1024');
  const thread = '/v1/chat/conversations/1024/messages';
  const read = async (selection: string) => {
    const { data, errors } = await rig.query<{ conversation: Record<string, { totalCount: number }> }>(
      `query ($id: ID!) { conversation(id: $id) { ${selection} } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    return {
      conversation: data.conversation,
      calls: rig.calls().filter((call) => call.includes('messages')),
    };
  };
  const counted = await read('messages { totalCount completeness }');
  expect(counted.calls).toEqual([one(thread)]);
  const paged = await read('messages { totalCount completeness pageInfo { hasNextPage } }');
  expect(paged.conversation).toMatchObject(counted.conversation);
  expect((await read('messages { totalCount } lastMessage { content }')).calls).toEqual([
    `GET ${thread}?page=1&limit=100`,
  ]);
  expect((await read('messages(since: "2020-01-01T00:00:00Z") { totalCount }')).calls).not.toContain(
    one(thread),
  );
});

describe('a list that tells no total, and has more rows than the page', () => {
  let small: Rig;
  beforeAll(async () => {
    small = await startRig(
      { ebbot: { sizes: { chats: 4 } }, zaia: { sizes: { chats: 4 } } },
      { cache: { enabled: false } },
    );
  });
  afterAll(() => small.close());
  beforeEach(() => void small.calls());

  const read = async (source: string, selection: string) => {
    const { data, errors } = await small.query<{ conversations: { totalCount?: number | null } }>(
      `{ conversations(first: 2, filter: { sources: ["${source}"] }) { ${selection} } }`,
    );
    expect(errors).toBeUndefined();
    return { calls: small.calls(), data };
  };

  test.each([
    'nodes { id }',
    'nodes { id } pageInfo { hasNextPage endCursor } isBlocked sources { status reason }',
    'nodes { id } totalCount @include(if: false)',
  ])('{ %s } takes one call', async (selection) => {
    expect((await read('ebbot', selection)).calls).toEqual(['GET /api/chats/company_chats?page=1&limit=10']);
    expect((await read('zaia', selection)).calls).toEqual([
      'GET /api/v1/chats/details?pageNumber=1&pageSize=10',
    ]);
  });

  test.each(['nodes { id } totalCount', 'nodes { id } sources { totalCount }'])(
    '{ %s } looks for its end',
    async (selection) => {
      const { data } = await read('ebbot', selection);
      expect(JSON.stringify(data)).toContain('"totalCount":4');
    },
  );
});
