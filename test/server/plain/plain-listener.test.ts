import { request as httpRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BadInputError, UpstreamError } from '../../../src/errors.ts';
import { listen, type Listening } from '../../../src/server/listen.ts';
import { smallServer } from '../small-server.ts';

const fault = (): never => {
  throw new UpstreamError('UPSTREAM_UNAVAILABLE', 'xe failed at `GET /v1/chat/agents` with status 503.', {
    source: 'xe',
    retryAfter: 3,
  });
};
const server = smallServer(fault);
let listening: Listening;
beforeAll(async () => {
  listening = await listen(server.listener, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listening.close(0));

interface Sent {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly path?: string;
}

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const COMMON = { 'content-type': 'application/json', 'x-request-id': 'r-1' };
/** They differ by how the bytes travel, not by what is said. */
const OF_THE_WIRE = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

function spoken(headers: Iterable<[string, string]>): Record<string, string> {
  const lower = [...headers].map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(lower.filter(([name]) => !OF_THE_WIRE.has(name)));
}

/** Over a socket, to the listener. */
async function plainly({ body = '', headers = {}, method = 'POST', path = '/graphql' }: Sent) {
  const request = httpRequest(`${listening.origin}${path}`, {
    method,
    headers: { ...COMMON, 'content-length': Buffer.byteLength(body), ...headers },
  });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const pairs = Object.entries(response.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const got: Got = {
    status: response.statusCode ?? 0,
    headers: spoken(pairs),
    body: Buffer.concat(chunks).toString(),
  };
  return { got, isPlain: response.headers['content-length'] !== undefined };
}

/** The same through Yoga's own HTTP layer. */
async function wholly({ body, headers, method = 'POST', path = '/graphql' }: Sent): Promise<Got> {
  const response = await server.fetch(
    new Request(`${listening.origin}${path}`, {
      method,
      headers: { ...COMMON, ...headers },
      ...(body ? { body } : {}),
    }),
  );
  return { status: response.status, headers: spoken(response.headers), body: await response.text() };
}

const json = (value: unknown) => JSON.stringify(value);
const hello = json({ query: '{ hello }' });
const GRAPHQL_JSON = 'application/graphql-response+json';

const PLAIN: readonly (readonly [string, Sent])[] = [
  ['a query', { body: hello }],
  [
    'variables',
    { body: json({ query: 'query ($name: String) { hello(name: $name) }', variables: { name: 'Ada' } }) },
  ],
  [
    'an operation by name',
    { body: json({ query: 'query A { hello } query B { __typename }', operationName: 'B' }) },
  ],
  ['GraphQL over HTTP asked for', { body: hello, headers: { accept: GRAPHQL_JSON } }],
  ['JSON asked for', { body: hello, headers: { accept: 'application/json' } }],
  ['both, JSON last', { body: hello, headers: { accept: `${GRAPHQL_JSON}, application/json` } }],
  ['both, JSON first', { body: hello, headers: { accept: `application/json,${GRAPHQL_JSON}` } }],
  ['anything asked for last', { body: hello, headers: { accept: `${GRAPHQL_JSON}, */*` } }],
  ['a charset', { body: hello, headers: { 'content-type': 'application/json; charset=utf-8' } }],
  ['explain', { body: json({ query: '{ calls }' }), headers: { 'switchboard-explain': '1' } }],
  ['no-cache', { body: json({ query: '{ isFresh }' }), headers: { 'cache-control': 'no-cache' } }],
  ['text beyond ASCII', { body: json({ query: '{ hello(name: "Zoë 🙂") }' }) }],
  ['a fault at a field', { body: json({ query: '{ fault hello }' }) }],
  ['a null that may not be', { body: json({ query: '{ hello whole { part } }' }) }],
  ['a mutation', { body: json({ query: 'mutation { change }' }) }],
  ['introspection', { body: json({ query: '{ __schema { queryType { name } } }' }) }],
  ['broken syntax', { body: json({ query: '{ hello' }) }],
  [
    'broken syntax, GraphQL over HTTP',
    { body: json({ query: '{ hello' }), headers: { accept: GRAPHQL_JSON } },
  ],
  [
    'broken syntax, JSON by name',
    { body: json({ query: '{ hello' }), headers: { accept: 'application/json' } },
  ],
  ['an unknown field', { body: json({ query: '{ nothing }' }), headers: { accept: GRAPHQL_JSON } }],
  [
    'a variable of the wrong type',
    { body: json({ query: 'query ($n: Int) { hello(count: $n) }', variables: { n: 'x' } }) },
  ],
  ['a missing variable', { body: json({ query: 'query ($n: Int!) { hello(count: $n) }' }) }],
  ['an unknown operation', { body: json({ query: 'query A { hello }', operationName: 'B' }) }],
  ['no operation among two', { body: json({ query: 'query A { hello } query B { hello }' }) }],
  ['an unknown parameter', { body: json({ query: '{ hello }', extra: 1 }) }],
  ['variables that are a list', { body: json({ query: '{ hello }', variables: [] }) }],
  ['extensions that are a text', { body: json({ query: '{ hello }', extensions: 'x' }) }],
  ['an operation name that is a number', { body: json({ query: '{ hello }', operationName: 7 }) }],
  ['nulls', { body: json({ query: '{ hello }', variables: null, operationName: null, extensions: null }) }],
  ['an empty document', { body: json({ query: '' }) }],
  ['a document that is too deep', { body: json({ query: `${'{ a '.repeat(300)}${'}'.repeat(300)}` }) }],
  ['a document that is too wide', { body: json({ query: `{ ${'hello '.repeat(1000)} }` }) }],
];

test.each(PLAIN)('the plain case answers as Yoga does, known or not: %s', async (_name, sent) => {
  for (let time = 1; time <= 4; time += 1) {
    const { got, isPlain } = await plainly(sent);
    expect(isPlain).toBe(true);
    expect(got).toEqual(await wholly(sent));
  }
});

test('a known document is answered anew for each caller and each operation in it', async () => {
  const query = 'query A { hello } query B($name: String) { hello(name: $name) }';
  for (const operationName of ['A', 'B', 'C', 'A', undefined, 'B']) {
    const sent = { body: json({ query, operationName, variables: { name: 'Ada' } }) };
    expect((await plainly(sent)).got).toEqual(await wholly(sent));
  }
});

const YOGAS: readonly (readonly [string, Sent])[] = [
  ['a subscription', { body: json({ query: 'subscription { hello }' }) }],
  ['broken JSON', { body: '{"query":' }],
  ['no body', { body: '' }],
  ['a batch', { body: json([{ query: '{ hello }' }]) }],
  ['a text', { body: '"x"' }],
  ['null', { body: 'null' }],
  ['no query', { body: json({ variables: {} }) }],
  ['a query that is a number', { body: json({ query: 1 }) }],
  ['events asked for', { body: hello, headers: { accept: 'text/event-stream' } }],
  ['HTML asked for', { body: hello, headers: { accept: 'text/html' } }],
  ['a word of JavaScript asked for', { body: hello, headers: { accept: 'constructor' } }],
  ['a preference', { body: hello, headers: { accept: 'application/json;q=0.5' } }],
  ['another type', { body: hello, headers: { 'content-type': 'text/plain' } }],
  ['a form', { body: 'query={hello}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['GraphQL as such', { body: '{ hello }', headers: { 'content-type': 'application/graphql' } }],
  ['another charset', { body: hello, headers: { 'content-type': 'application/json; charset=latin1' } }],
  ['an encoding that it has not', { body: hello, headers: { 'content-encoding': 'gzip' } }],
  ['another path', { body: hello, path: '/graphql/x' }],
  ['a query string', { body: hello, path: '/graphql?a=1' }],
  ['a page of another origin', { body: hello, headers: { origin: 'https://crm.example' } }],
  ['GET', { method: 'GET', path: '/graphql?query={hello}', headers: { 'graphql-require-preflight': '1' } }],
];

test.each(YOGAS)('what is not the plain case is answered by Yoga, whole: %s', async (_name, sent) => {
  expect((await plainly(sent)).got).toEqual(await wholly(sent));
});

test.each(['a b', '[', '%', 'x:99999', 'x/y', 'x?', 'x#', 'u:p@x'])(
  'a Host that is none is refused before anything is made of it: "%s"',
  async (host) => {
    for (const path of ['/graphql', '/graphql?a=1', '/livez']) {
      const { got } = await plainly({ body: hello, path, headers: { host } });
      expect(got.status).toBe(400);
      expect(got.headers).toMatchObject({ 'x-request-id': 'r-1', 'x-content-type-options': 'nosniff' });
      expect(JSON.parse(got.body)).toEqual({
        errors: [
          {
            message: 'The header Host must be the name of a host, with or without a port.',
            extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1' },
          },
        ],
      });
    }
  },
);

test.each(['chat.example', 'chat.example:8443', '127.0.0.1:4000', '[::1]:4000', 'a_b-c.~d'])(
  'a Host that is one is served: %s',
  async (host) => {
    expect((await plainly({ body: hello, headers: { host } })).got.status).toBe(200);
  },
);

test('a body over the limit is refused alike', async () => {
  const small = smallServer(undefined, { limits: { bodyBytes: 100 } });
  const there = await listen(small.listener, { host: '127.0.0.1', port: 0 });
  const init = { method: 'POST', headers: COMMON, body: json({ query: `{ hello }${' '.repeat(200)}` }) };
  const [over, whole] = [
    await fetch(`${there.origin}/graphql`, init),
    await small.fetch(new Request('http://127.0.0.1/graphql', init)),
  ];
  expect(over.status).toBe(413);
  expect(await over.text()).toBe(await whole.text());
  await there.close(0);
});

test('the same line is logged', async () => {
  const sent = {
    body: json({ query: 'query Greeting { hello fault }' }),
    headers: { 'x-request-id': 'log-1' },
  };
  const lines = () => server.lines.filter(({ requestId }) => requestId === 'log-1').splice(0);
  await plainly(sent);
  await wholly(sent);
  const stable = ({ time: _time, ms: _ms, ...line }: Record<string, unknown>) => line;
  const [plain, whole] = lines().map(stable);
  expect(plain).toEqual(whole);
  expect(plain).toMatchObject({ type: 'query', name: 'Greeting', codes: ['UPSTREAM_UNAVAILABLE'] });
});

test('an operation whose client goes away is told so', async () => {
  const asked = json({ query: '{ fault }' });
  let left: (reason: unknown) => void = () => undefined;
  const aborted = new Promise((resolve) => (left = resolve));
  const slow = smallServer(
    () => {
      socket.destroy();
      return new Promise(() => undefined);
    },
    {
      createContext(operation) {
        operation.signal.addEventListener('abort', () => left('aborted'));
        return { operation };
      },
    },
  );
  const there = await listen(slow.listener, { host: '127.0.0.1', port: 0 });
  const socket = connect(there.port, '127.0.0.1');
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${asked.length}\r\n\r\n`;
  socket.write(head + asked);
  expect(await aborted).toBe('aborted');
  await there.close(0);
});

test('a client that goes away while it sends is no fault of the gateway', async () => {
  const broken = smallServer();
  const there = await listen(broken.listener, { host: '127.0.0.1', port: 0 });
  for (const type of ['application/json', 'application/graphql+json']) {
    const socket = connect(there.port, '127.0.0.1');
    const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 500\r\n\r\n`;
    socket.write(head + hello, () => setTimeout(() => socket.destroy(), 20));
  }
  await vi.waitFor(() => expect(broken.lines).toHaveLength(2));
  expect(broken.lines).toMatchObject([
    { level: 30, codes: ['BAD_USER_INPUT'] },
    { level: 30, codes: ['BAD_USER_INPUT'] },
  ]);
  await there.close(0);
});

test('a plugin that the plain case cannot honour is refused at the start', async () => {
  const { createHooks } = await import('../../../src/server/plain/hooks.ts');
  expect(() => createHooks([{ onRequest: () => undefined }], {} as never)).toThrow(TypeError);
  const hooks = createHooks([{ onRequestParse: ({ endResponse }) => endResponse({} as never) }], {} as never);
  expect(() => hooks.before({ url: 'http://x/' } as never, {} as never)).toThrow('src/server/plain/');
});

test('hooks run one after the other, whether they take their time or not, and none after one that refuses', async () => {
  const { createHooks } = await import('../../../src/server/plain/hooks.ts');
  const calls: string[] = [];
  const note = (name: string) => void calls.push(name);
  const hooks = createHooks(
    [
      { onRequestParse: () => note('at once') },
      { onRequestParse: () => Promise.resolve().then(() => note('late')) },
      { onRequestParse: () => note('after it') },
      {
        onRequestParse() {
          throw new BadInputError('no');
        },
      },
      { onRequestParse: () => note('never') },
    ],
    {} as never,
  );
  await expect(hooks.before({} as never, {} as never)).rejects.toThrow('no');
  expect(calls).toEqual(['at once', 'late', 'after it']);
});
