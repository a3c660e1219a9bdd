import { expect, test } from 'vitest';
import { answerOf, smallServer } from './small-server.ts';

const get = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://127.0.0.1${path}`, { headers });

test('a query is answered', async () => {
  const response = await smallServer().ask('query ($name: String) { hello(name: $name) }', {
    variables: { name: 'Ada' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  expect(await answerOf(response)).toEqual({ data: { hello: 'Hello Ada' } });
});

test('explain tells the calls, when asked', async () => {
  const server = smallServer();
  const call = { source: 'xe', operation: 'GET /v1/chat/agents', ms: 3 };
  const outcomes = ['fetched', 'failed', 'cached', 'deduplicated', 'stale'];
  const explained = await answerOf(server.ask('{ calls }', { headers: { 'switchboard-explain': '1' } }));
  expect(explained).toEqual({
    data: { calls: 5 },
    extensions: {
      switchboard: {
        upstream: outcomes.map((outcome) => ({ ...call, outcome })),
        upstreamCalls: 3,
        cost: 0,
        cacheHits: 2,
        budgets: [{ source: 'xe', name: 'default', spent: 3, waitedMs: 2 }],
      },
    },
  });
  expect(await answerOf(server.ask('{ calls }'))).toEqual({ data: { calls: 5 } });
  expect(await answerOf(server.ask('{ calls }', { headers: { 'switchboard-explain': '0' } }))).toEqual({
    data: { calls: 5 },
  });
});

test('the operation knows its deadline, and whether fresh data is asked for', async () => {
  const server = smallServer(undefined, { limits: { operationTimeout: 60 } });
  const before = Date.now();
  const { data } = await answerOf(server.ask('{ deadline isFresh }'));
  expect(data?.['deadline']).toBeGreaterThanOrEqual(before + 60_000);
  expect(data?.['deadline']).toBeLessThanOrEqual(Date.now() + 60_000);
  expect(data?.['isFresh']).toBe(false);
});

test.each([
  ['2.5', 2_500],
  ['0.001', 1],
  ['60', 60_000],
  ['3600', 60_000],
])('switchboard-timeout: %s gives it %i ms', async (value, milliseconds) => {
  const server = smallServer(undefined, { limits: { operationTimeout: 60 } });
  const before = Date.now();
  const { data } = await answerOf(server.ask('{ deadline }', { headers: { 'switchboard-timeout': value } }));
  expect(data?.['deadline']).toBeGreaterThanOrEqual(before + milliseconds);
  expect(data?.['deadline']).toBeLessThanOrEqual(Date.now() + milliseconds);
});

test.each(['0', '-1', '1e3', '2,5', '5 s', 'soon', ''])(
  'switchboard-timeout: "%s" is refused',
  async (value) => {
    const response = await smallServer().ask('{ deadline }', { headers: { 'switchboard-timeout': value } });
    const { errors } = await answerOf(response);
    expect(errors).toMatchObject([
      {
        message:
          'The header switchboard-timeout must be a number of seconds above 0 in decimal digits, such as 2.5.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  },
);

test.each([
  ['no-cache', true],
  ['max-age=0, No-Cache', true],
  ['no-cache,no-store', true],
  ['max-age=0', false],
  ['x-no-cache-y', false],
])('Cache-Control: %s', async (value, fresh) => {
  const { data } = await answerOf(smallServer().ask('{ isFresh }', { headers: { 'cache-control': value } }));
  expect(data).toEqual({ isFresh: fresh });
});

test('the signal is aborted with the request', async () => {
  const client = new AbortController();
  const seen: { readonly aborted: boolean }[] = [];
  const server = smallServer(undefined, {
    createContext(operation) {
      seen.push(operation.signal);
      client.abort();
      return { operation };
    },
  });
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ hello }' });
  const init = { method: 'POST', headers, body, signal: client.signal };
  await server.fetch(new Request('http://127.0.0.1/graphql', init)).catch(() => undefined);
  expect(seen.map(({ aborted }) => aborted)).toEqual([true]);
});

test.each(['r-1', 'req_01H8:a/b=', 'a'.repeat(128)])('the request id %s is kept', async (id) => {
  const response = await smallServer().ask('{ hello }', { headers: { 'x-request-id': id } });
  expect(response.headers.get('x-request-id')).toBe(id);
});

test.each(['', 'a b', 'a'.repeat(129), 'é', '{"a":1}'])('the request id %j is replaced', async (id) => {
  const response = await smallServer().ask('{ hello }', { headers: { 'x-request-id': id } });
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('one line is logged per operation, without variables, document or headers', async () => {
  const server = smallServer();
  await server.ask('query Greeting($name: String) { hello(name: $name) calls fault(canary: 1) }');
  await server.ask('query Greeting($name: String) { hello(name: $name) calls }', {
    variables: { name: 'canary' },
    headers: { authorization: 'Bearer canary', 'x-request-id': 'r-7' },
  });
  await server.ask('mutation { change }');
  expect(server.lines).toEqual([
    expect.objectContaining({ msg: 'operation', status: 400, upstreamCalls: 0, codes: ['BAD_USER_INPUT'] }),
    {
      level: 30,
      time: expect.any(Number) as number,
      msg: 'operation',
      requestId: 'r-7',
      caller: 'anyone',
      type: 'query',
      name: 'Greeting',
      status: 200,
      ms: expect.any(Number) as number,
      upstreamCalls: 3,
      cacheHits: 2,
    },
    expect.objectContaining({ type: 'mutation', status: 200 }),
  ]);
  expect(server.log()).not.toContain('canary');
});

test('a field fault is logged by its code', async () => {
  const server = smallServer(() => {
    throw new Error('x');
  });
  await server.ask('{ fault again: fault }');
  expect(server.lines.at(-1)).toMatchObject({ status: 200, codes: ['INTERNAL_SERVER_ERROR'] });
});

test('health checks say when no more should be sent, and are not logged', async () => {
  const server = smallServer();
  expect((await server.fetch(get('/livez'))).status).toBe(200);
  expect((await server.fetch(get('/readyz'))).status).toBe(200);
  server.drain();
  expect((await server.fetch(get('/livez'))).status).toBe(200);
  const response = await server.fetch(get('/readyz'));
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: 'shutting down' });
  expect(server.lines).toEqual([]);
});

test.each(['/', '/health', '/graphql/health', '/graphql/', '/nothing?x=/graphql', '/livez/', '/graphqlx'])(
  '%s is 404 in JSON',
  async (path) => {
    const response = await smallServer().fetch(get(path));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'Nothing is served here. GraphQL is at /graphql.' });
  },
);

test('a browser at / is sent to GraphiQL', async () => {
  const response = await smallServer().fetch(get('/', { accept: 'text/html,*/*' }));
  expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
});

test.each(['/graphql?query={hello}', '/livez', '/nowhere'])('%s bears the common headers', async (path) => {
  const { headers } = await smallServer().fetch(get(path));
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('strict-transport-security')).toBeNull();
  expect(headers.get('x-request-id')).not.toBeNull();
});

test('where clients come by https, browsers are told to stay there', async () => {
  const { headers } = await smallServer(undefined, { isSecure: true }).fetch(get('/livez'));
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
});

test('a GET needs a header that other origins cannot send unasked', async () => {
  const server = smallServer();
  const refused = await server.fetch(get('/graphql?query={hello}'));
  expect(refused.status).toBe(403);
  expect((await answerOf(refused)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  for (const header of ['graphql-require-preflight', 'apollo-require-preflight', 'x-graphql-yoga-csrf']) {
    const answered = await server.fetch(get('/graphql?query={hello}', { [header]: 'x' }));
    expect(await answerOf(answered)).toEqual({ data: { hello: 'Hello world' } });
  }
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a form of %s reaches no resolver',
  async (type) => {
    let resolved = false;
    const server = smallServer(() => {
      resolved = true;
    });
    const body = type.includes('form-url') ? 'query={fault}' : '{"query":"{ fault }"}';
    const init = { method: 'POST', headers: { 'content-type': type }, body };
    expect((await server.fetch(new Request('http://127.0.0.1/graphql', init))).status).toBe(403);
    expect(resolved).toBe(false);
  },
);

test('pages of other origins are told nothing unless they are configured', async () => {
  const preflight = {
    method: 'OPTIONS',
    headers: { origin: 'https://crm.example', 'access-control-request-method': 'POST' },
  };
  const closed = await smallServer().fetch(new Request('http://127.0.0.1/graphql', preflight));
  expect(closed.headers.get('access-control-allow-origin')).toBeNull();

  const origins = ['https://crm.example', 'https://shop.example'];
  const open = smallServer(undefined, { origins });
  const allowed = await open.fetch(new Request('http://127.0.0.1/graphql', preflight));
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://crm.example');
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
  expect(allowed.headers.get('vary')).toContain('Origin');
  expect(allowed.headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after');
  // "null" is the origin of whatever stands in a sandboxed frame.
  for (const server of [open, smallServer(undefined, { origins: ['https://crm.example'] })]) {
    for (const origin of ['https://evil.example', 'https://crm.example.evil', 'null']) {
      const other = await server.ask('{ hello }', { headers: { origin } });
      expect([...other.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  }
});

test.each(['variables={', 'extensions=x'])(
  'a GET with the broken parameter %s is BAD_USER_INPUT',
  async (parameter) => {
    const server = smallServer();
    const response = await server.fetch(
      get(`/graphql?query={hello}&${parameter}`, { 'graphql-require-preflight': '1' }),
    );
    expect(response.status).toBe(400);
    expect((await answerOf(response)).errors).toMatchObject([
      {
        message: 'The parameters "variables" and "extensions" must be JSON objects.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(server.log()).not.toContain('unexpected error');
  },
);

test.each([undefined, '*/*', 'application/graphql-response+json'])(
  'a document that does not fit is 400 for a client that accepts %s',
  async (accept) => {
    const response = await smallServer().fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
        body: JSON.stringify({ query: '{ nope }' }),
      }),
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  },
);
