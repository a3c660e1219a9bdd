/** The header that brings a caller's key: what is refused, what is told, and what one caller's key says of a source to others. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen } from '../../src/server/listen.ts';
import { queryOf, type Answer } from '../support/gateway.ts';
import { HEADERS, startAccounts, type Accounts } from './accounts.ts';

let accounts: Accounts;
beforeAll(async () => {
  accounts = await startAccounts(['anna', 'bert'], {
    cors: { origins: ['https://crm.example'] },
    limits: { firstShare: 1 },
  });
});
afterAll(() => accounts.close());
afterEach(() => {
  for (const owner of ['anna', 'bert']) accounts.clear(owner);
});

const SLICES =
  '{ conversations(first: 2) { nodes { id } sources { source { key } status reason } isBlocked pageInfo { hasNextPage } } }';
const WITH = { 'switchboard-explain': '1' };

interface Slices {
  readonly conversations: {
    readonly nodes: readonly object[];
    readonly sources: readonly { source: { key: string }; status: string; reason: string | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

function upstreamCalls(answer: Answer): unknown {
  return (answer.extensions?.['switchboard'] as { upstreamCalls: number }).upstreamCalls;
}

test('without the header a source is UNAUTHORIZED in its slice, which names the header, and is not called', async () => {
  const { [HEADERS.ebbot]: _left, ...headers } = accounts.headersOf('anna');
  const answer = await queryOf(accounts.gateway)<Slices>(SLICES, {}, headers);
  expect(answer.errors).toBeUndefined();
  expect(answer.data.conversations.nodes).toHaveLength(2);
  expect(answer.data.conversations.sources).toContainEqual({
    source: { key: 'ebbot' },
    status: 'UNAUTHORIZED',
    reason: 'ebbot takes the key of each caller: send yours in the header x-ebbot-key.',
  });
  const paths = accounts.requestsOf('anna').map(({ path }) => path);
  expect(paths.filter((path) => path.includes('company_chats'))).toEqual([]);
});

test('elsewhere it is an error, and a write is NOT_DONE', async () => {
  const query = queryOf(accounts.gateway);
  const looked = await query(
    '{ nodeByNativeId(source: "xe", type: CONVERSATION, nativeId: "1024") { id } sources { key } }',
    {},
    WITH,
  );
  expect(looked.errors).toMatchObject([
    {
      path: ['nodeByNativeId'],
      message: 'xe takes the key of each caller: send yours in the header x-xe-key.',
      extensions: { code: 'UPSTREAM_UNAUTHORIZED', source: 'xe' },
    },
  ]);
  expect(upstreamCalls(looked)).toBe(0);

  const written = await query(
    'mutation { createContact(input: { source: "xe", name: "Eve", idempotencyKey: "k" }) { contact { id } } }',
    {},
    WITH,
  );
  expect(written.errors).toMatchObject([
    { extensions: { code: 'UPSTREAM_UNAUTHORIZED', outcome: 'NOT_DONE' } },
  ]);
  expect(upstreamCalls(written)).toBe(0);
});

test.each([
  ['two of them', 'xbk_live_anna, xbk_live_bert'],
  ['two of them, closely', 'xbk_live_anna,xbk_live_bert'],
  ['a blank', 'xbk_live_anna x'],
  ['a tab', 'xbk_live\tanna'],
  ['a letter that is not ASCII', 'xbk_live_\u00e4'],
  ['nothing', ''],
  ['too much', 'k'.repeat(1025)],
])('a header with %s is refused without a call and without being repeated', async (_name, value) => {
  const answer = await queryOf(accounts.gateway)<Slices>(
    SLICES,
    {},
    { ...accounts.headersOf('anna'), [HEADERS.xe]: value },
  );
  const slice = answer.data.conversations.sources.find(({ source }) => source.key === 'xe');
  expect(slice).toMatchObject({
    status: 'UNAUTHORIZED',
    reason:
      'xe can use no key of the form that came in the header x-xe-key: send it alone, once, as its provider shows it.',
  });
  expect(JSON.stringify(answer)).not.toMatch(/xbk_live|kkkk/);
  expect(accounts.requestsOf('anna').filter(({ path }) => path.startsWith('/v1/chat'))).toEqual([]);
});

test('a provider whose keys have a form is not asked with another', async () => {
  const headers = { ...accounts.headersOf('anna'), [HEADERS.ebbot]: 'no-dot-in-it' };
  const answer = await queryOf(accounts.gateway)<Slices>(SLICES, {}, headers);
  const slice = answer.data.conversations.sources.find(({ source }) => source.key === 'ebbot');
  expect(slice?.reason).toContain('can use no key of the form that came in the header x-ebbot-key');
});

test("a key that a provider refuses is told to its caller, and says nothing of the source's health to others", async () => {
  expect((await accounts.as('anna')<Slices>(SLICES)).errors).toBeUndefined();
  for (let index = 0; index < 12; index += 1) {
    const answer = await accounts.as('eve')<Slices>(SLICES);
    expect(answer.data.conversations.nodes).toEqual([]);
    expect(answer.data.conversations.pageInfo).toEqual({ hasNextPage: false });
    expect(answer.data.conversations.sources[0]).toEqual({
      source: { key: 'xe' },
      status: 'UNAUTHORIZED',
      reason:
        'xe refused the key that came in the header x-xe-key for `GET /v1/chat/conversations` with status 401.',
    });
  }
  const { data } = await accounts.as('anna')<{ sources: { key: string; health: object }[] }>(
    '{ sources { key health { status lastError { code } } } }',
  );
  expect(data.sources[0]).toEqual({ key: 'xe', health: { status: 'HEALTHY', lastError: null } });
  const fresh = await accounts.as('anna')<Slices>(SLICES, {}, { 'cache-control': 'no-cache' });
  expect(fresh.data.conversations.sources[0]).toMatchObject({ status: 'OK' });
});

test('a budget counts the calls of each credential by themselves', async () => {
  const remaining = async (owner: string) => {
    const { data } = await accounts.as(owner)<{ source: { budgets: { remaining: number }[] } }>(
      '{ source(key: "ebbot") { budgets { remaining } } }',
    );
    return data.source.budgets[0]?.remaining;
  };
  const list = () =>
    accounts.as('anna')(
      '{ conversations(first: 1, filter: { sources: ["ebbot"] }) { nodes { id } } }',
      {},
      { 'cache-control': 'no-cache' },
    );
  // The first time it takes a call more to learn where the list ends.
  await list();
  const before = [await remaining('anna'), await remaining('bert')] as const;
  for (let index = 0; index < 3; index += 1) await list();
  expect(await remaining('anna')).toBe(Number(before[0]) - 3);
  expect(await remaining('bert')).toBe(before[1]);
  expect(await remaining('nobody')).toBe(100_000);
});

test('a link to a file opens only with the key of a caller', async () => {
  const { data } = await accounts.as('anna')<{
    site: { messages: { nodes: { attachments: { link: { url: string } }[] }[] } };
  }>(`{
    site: nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "demo-visitor-1") {
      ... on Conversation { messages(first: 20) { nodes { attachments { link { url } } } } }
    }
  }`);
  const [link] = data.site.messages.nodes.flatMap(({ attachments }) => attachments);
  const open = (headers: Record<string, string>) =>
    accounts.gateway.fetch(new Request(link?.link.url ?? '', { headers }));
  accounts.clear('anna');

  for (const headers of [{}, { [HEADERS.site]: 'two, keys' }]) {
    const refused = await open(headers);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toBe(
      'The link is not enough for this file: send a key of your own for its source with the request. It goes into the header x-chat-key.\n',
    );
  }
  expect(accounts.requestsOf('anna')).toEqual([]);
  const wrong = await open({ [HEADERS.site]: 'key-eve' });
  expect(wrong.status).toBe(403);

  const served = await open({ [HEADERS.site]: accounts.keysOf('anna').site });
  expect(served.status).toBe(200);
  expect((await served.arrayBuffer()).byteLength).toBeGreaterThan(0);
  expect(accounts.requestsOf('anna')).toMatchObject([{ headers: { 'x-api-key': 'key-anna' } }]);
});

test('over HTTP, where plain requests go a shorter way, it is the same', async () => {
  const { origin, close } = await listen(accounts.gateway.listener, { host: '127.0.0.1', port: 0 });
  const ask = async (keys: readonly string[]) => {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: [
        ['content-type', 'application/json'],
        ...keys.map((key) => [HEADERS.xe, key] as [string, string]),
      ],
      body: JSON.stringify({
        query: '{ contacts(first: 1, filter: { sources: ["xe"] }) { nodes { name } sources { status } } }',
      }),
    });
    return response.text();
  };
  for (const owner of ['anna', 'bert', 'anna']) {
    expect(await ask([accounts.keysOf(owner).xe])).toContain(`<${owner}>`);
  }
  for (const keys of [[], ['xbk_live_anna', 'xbk_live_bert']]) {
    expect(await ask(keys)).toBe('{"data":{"contacts":{"nodes":[],"sources":[{"status":"UNAUTHORIZED"}]}}}');
  }
  await close(0);
});

test('a page of an allowed origin may send the headers', async () => {
  const preflight = await accounts.gateway.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://crm.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': `content-type,${HEADERS.xe}`,
      },
    }),
  );
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://crm.example');
  expect(preflight.headers.get('access-control-allow-headers')).toContain(HEADERS.xe);
});
