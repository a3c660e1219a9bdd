/** Whatever ids and texts a caller sends, a provider gets one of its documented requests: the same paths, and headers that hold nothing of the caller's. */
import { createServer, type IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { Secret } from '../../src/secret.ts';
import { queryOf, TEST_SECRET, type Query } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { listenOnLoopback } from '../support/loopback.ts';

const seen: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>[] = [];
const server = createServer((request, response) => {
  seen.push({ method: request.method, url: request.url, rawHeaders: request.rawHeaders });
  request.resume();
  response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
});

let gateway: Gateway;
let query: Query;
let host: string;
beforeAll(async () => {
  host = `127.0.0.1:${await listenOnLoopback(server)}`;
  const ample = (...names: string[]) => names.map((name) => ({ name, limit: 1_000_000 }));
  const source = (key: string, provider: string, more: object) => ({
    key,
    provider,
    baseUrl: `http://${host}/${key}`,
    budgets: ample('default'),
    ...more,
  });
  gateway = createGateway(
    configFrom({
      secret: TEST_SECRET,
      logging: { level: 'silent' },
      cache: { enabled: false },
      limits: { firstShare: 1, readRetries: 0 },
      sources: [
        source('xe', 'xe-chat', { apiKey: 'k' }),
        source('site', 'squirrelstack', {
          siteKey: 'k',
          budgets: ample('create', 'messages', 'reply', 'files'),
        }),
        source('ebbot', 'ebbot', { apiKey: 'k.k' }),
        source('zaia', 'zaia', { apiKey: 'k' }),
      ],
    }),
  );
  query = queryOf(gateway);
});
afterAll(async () => {
  await gateway.dispose();
  await new Promise((resolve) => server.close(resolve));
});

/** One variable segment: percent-encoded throughout, so that nothing in it is a slash, a dot segment or a control character. */
const ID = "(?!%2e|\\.{1,2}(?:/|$))(?:[\\w.!~*'()-]|%[0-9A-F]{2})+";
const PATHS = [
  ...['/conversations', `/conversations/${ID}`, `/conversations/${ID}/messages`].map((path) => `/xe${path}`),
  ...['/contacts', `/contacts/${ID}`, '/agents', '/inboxes'].map((path) => `/xe${path}`),
  ...['/config', '/conversations', `/conversations/${ID}/messages`].map((path) => `/site${path}`),
  `/site/conversations/${ID}/files/\\d+/\\d+`,
  ...['', `/${ID}/transcript`].map((path) => `/ebbot/api/chats/company_chats${path}`),
  ...['', '/details', `/${ID}`, `/${ID}/details`].map((path) => `/zaia/api/v1/chats${path}`),
].map((path) => new RegExp(`^${path}$`));

const HEADERS = new Set(
  'host connection accept accept-encoding user-agent content-type content-length authorization x-api-key'.split(
    ' ',
  ),
);

function expectDocumented(texts: readonly string[]): void {
  for (const { url = '', rawHeaders } of seen) {
    const [path = '', search = '', ...rest] = url.split('?');
    expect(rest).toEqual([]);
    expect(url).toMatch(/^[\x21-\x7e]+$/);
    expect(
      PATHS.filter((pattern) => pattern.test(path)),
      path,
    ).not.toEqual([]);
    expect(search).toMatch(/^(?:[\w.!~*'()-]|%[0-9A-F]{2}|=|&)*$/);
    const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    expect(names.filter((name) => !HEADERS.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(rawHeaders[names.indexOf('host') * 2 + 1]).toBe(host);
    const values = rawHeaders.filter((_, index) => index % 2 === 1).join('\n');
    for (const text of texts) if (text.length > 3) expect(values).not.toContain(text);
  }
}

const OPERATIONS = `
  query ($ids: [ID!]!, $id: ID!, $text: String!) {
    ${['xe', 'site', 'ebbot', 'zaia']
      .flatMap((source) =>
        ['CONVERSATION', 'CONTACT', 'AGENT', 'INBOX'].map(
          (type) =>
            `${source}${type}: nodeByNativeId(source: "${source}", type: ${type}, nativeId: $text) { id }`,
        ),
      )
      .join('\n')}
    nodes(ids: $ids) { id ... on Conversation { messages(first: 1) { nodes { id } } } }
    conversation(id: $id, assigneeVersionId: $text) { id }
    transcript(conversationId: $id) { entryCount }
  }
  query Lists($xe: ID!, $zaia: [ID!]!, $text: String!) {
    a: conversations(first: 1, filter: { sources: ["zaia"], search: $text, assigneeVersionIds: [$text] }) { nodes { id } }
    b: conversations(first: 1, filter: { sources: ["zaia"], contactIds: $zaia }) { nodes { id } }
    c: conversations(first: 1, filter: { sources: ["xe"], inboxIds: [$xe] }) { nodes { id } }
    d: contacts(first: 1, filter: { search: $text }) { nodes { id } }
    e: customer(email: $text) { email }
  }
`;
const WRITES = `
  mutation ($text: String!, $xe: ID!, $agent: ID!, $site: ID!, $zaia: ID!) {
    a: sendMessage(input: { conversationId: $xe, content: $text, idempotencyKey: $text }) { userErrors { code } }
    b: updateConversation(input: { id: $xe, assigneeId: $agent }) { userErrors { code } }
    c: sendMessage(input: { conversationId: $site, content: $text }) { userErrors { code } }
    d: createConversation(input: { source: "site", contact: { name: $text, email: $text }, message: { content: $text }, visitorToken: $text }) { userErrors { code } }
    e: updateConversation(input: { id: $zaia, title: $text }) { userErrors { code } }
    f: deleteConversation(input: { id: $zaia }) { userErrors { code } }
    g: createContact(input: { source: "xe", name: $text, email: $text, phone: $text }) { userErrors { code } }
  }
`;
const FILE = `query ($id: ID!, $text: String!) { conversation(id: $id) { file(activityId: $text, fileId: $text) { url } } }`;

async function askEverything(text: string): Promise<void> {
  const conversations = ['xe', 'ebbot', 'zaia'].map((key) => globalId('Conversation', key, text));
  const site = globalId('Conversation', 'site', new Secret(text));
  const of = (type: 'Contact' | 'Agent' | 'Inbox', key: string) => globalId(type, key, text);
  const [xe = '', , zaia = ''] = conversations;
  const [reads = '', lists = ''] = OPERATIONS.split(/(?=query Lists)/);
  const ids = [
    ...conversations,
    site,
    of('Contact', 'xe'),
    of('Contact', 'zaia'),
    of('Agent', 'zaia'),
    of('Inbox', 'zaia'),
  ];
  const answers = [
    await query(reads, { ids, id: zaia, text }),
    await query(lists, { text, xe: of('Inbox', 'xe'), zaia: [of('Contact', 'zaia')] }),
    await query(WRITES, { text, xe, zaia, site, agent: of('Agent', 'xe') }),
    await query(FILE, { id: site, text }),
  ];
  for (const { status, errors = [] } of answers) {
    expect(status).toBe(200);
    expect(errors.filter(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR')).toEqual([]);
  }
}

const HOSTILE = [
  ...[
    '.',
    '..',
    '%2e',
    '%2E%2e',
    '.%2e',
    '%252e%252e',
    '../agents',
    '..%2f..%2fadmin',
    'a/../../b',
    '/',
    '//evil.example/',
  ],
  ...[
    'a\r\nx-admin: 1',
    'a\nb',
    '\u0000',
    'a%00b',
    'a%0d%0ax: y',
    '\u007f',
    'tab\there',
    '\ud800',
    'a\udc00b',
  ],
  ...[
    'ünïcode 🎈',
    'a?b=c',
    'a#b',
    'a&limit=1000',
    '%',
    '%zz',
    ';jsessionid=1',
    '\\..\\',
    'http://evil.example/',
    ' ',
    '@evil.example',
  ],
  ...['x'.repeat(2_001), 'ü'.repeat(1_900), '%'.repeat(900), 'x'.repeat(20_000)],
];

test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%j', async (_name, text) => {
  seen.length = 0;
  await askEverything(text);
  expectDocumented([text]);
});

test('any other text', { timeout: 60_000 }, async () => {
  seen.length = 0;
  const texts: string[] = [];
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('..', '/', '%2f', '\r\n', '%', '?'),
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(text, async (each) => {
      texts.push(each);
      await askEverything(each);
    }),
    { numRuns: 15 },
  );
  expect(seen.length).toBeGreaterThan(100);
  expectDocumented(texts);
});

test('an id that can be one reaches the provider whole', async () => {
  seen.length = 0;
  const id = 'a/b ü.%2f?#&=+';
  await query(
    `query ($id: String!) { nodeByNativeId(source: "xe", type: CONVERSATION, nativeId: $id) { id } }`,
    { id },
  );
  const [request] = seen;
  expect(decodeURIComponent(request?.url?.split('/').at(-1) ?? '')).toBe(id);
});

test('what is too long for a URL is told, and not sent', async () => {
  seen.length = 0;
  const answer = await query(
    'query ($text: String!) { contacts(filter: { sources: ["xe"], search: $text }) { nodes { id } } }',
    {
      text: 'x'.repeat(20_000),
    },
  );
  expect(answer.errors).toMatchObject([{ path: ['contacts'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(seen).toEqual([]);
});
