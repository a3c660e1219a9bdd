import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type Listening } from '../../../src/server/listen.ts';
import { smallServer } from '../small-server.ts';

const server = smallServer();
let listening: Listening;
beforeAll(async () => {
  listening = await listen(server.listener, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listening.close(0));

const QUERY = JSON.stringify({ query: '{ hello }' });
const bomb = Buffer.alloc(50_000_000, ' ');

/** A POST whose body is sent as it is, in chunks unless a length is given. */
function post(body: Buffer | string, headers: Record<string, string | number> = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const request = httpRequest(
      `${listening.origin}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
      },
    );
    request.on('error', reject);
    request.write(body);
    request.end();
  });
}

test.each([
  ['gzip', gzipSync(QUERY)],
  ['GZIP', gzipSync(QUERY)],
  ['deflate', deflateSync(QUERY)],
  ['br', brotliCompressSync(QUERY)],
  ['identity', QUERY],
  ['', QUERY],
])('a body with content-encoding "%s" is read', async (encoding, body) => {
  expect(await post(body, { 'content-encoding': encoding })).toMatchObject({
    status: 200,
    body: expect.stringContaining('Hello world') as string,
  });
});

test.each(['variables', 'extensions'])('%s of a form nest no further than those of JSON', async (name) => {
  const form = `query=${encodeURIComponent('{ hello }')}&${name}=${encodeURIComponent('['.repeat(251))}`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'graphql-require-preflight': '1' };
  expect(await post(form, headers)).toMatchObject({
    status: 400,
    body: expect.stringContaining('nests more than 250 lists and objects') as string,
  });
});

test.each(['zstd', 'gzip, gzip', 'compress', '__proto__', 'toString'])(
  'a body with content-encoding "%s" is refused',
  async (encoding) => {
    const { status, body } = await post(QUERY, { 'content-encoding': encoding });
    expect(status).toBe(415);
    expect(body).toContain('Use gzip, deflate, br, or none.');
  },
);

test.each([
  ['gzip', gzipSync(bomb)],
  ['deflate', deflateSync(bomb)],
  ['br', brotliCompressSync(bomb)],
])('a %s bomb is refused, and its content never held', async (encoding, body) => {
  const before = process.memoryUsage().arrayBuffers;
  const answer = await post(body, { 'content-encoding': encoding });
  expect(answer.status).toBe(413);
  expect(answer.body).toContain('"code":"BAD_USER_INPUT"');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(25_000_000);
});

test.each([
  ['that is no gzip', QUERY, { 'content-encoding': 'gzip' }],
  ['that is cut gzip', gzipSync(QUERY).subarray(0, 20), { 'content-encoding': 'gzip' }],
])('a body %s is BAD_USER_INPUT', async (_, body, headers) => {
  const { status, body: answer } = await post(body, headers);
  expect(status).toBe(400);
  expect(answer).toContain('The body is not gzip');
});

test.each([
  ['that says its length', { 'content-length': 10_000_000 }],
  ['in chunks', {}],
])('a body of 10 MB %s is refused with a sentence', async (_, headers) => {
  const { status, body } = await post(Buffer.alloc(10_000_000, 'x'), headers);
  expect(status).toBe(413);
  expect(body).toContain('more than 1000000 bytes');
});

test('a connection serves on after a body that was too long', async () => {
  const long = Buffer.alloc(1_500_000, 'x').toString();
  const socket = connect(listening.port, '127.0.0.1');
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
  socket.write(
    `${head}transfer-encoding: chunked\r\n\r\n${long.length.toString(16)}\r\n${long}\r\n0\r\n\r\n`,
  );
  socket.write(`${head}connection: close\r\ncontent-length: ${QUERY.length}\r\n\r\n${QUERY}`);
  const answer = await text(socket);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
});

test('a body longer than its content-length is cut there, and what follows is no request', async () => {
  const socket = connect(listening.port, '127.0.0.1');
  const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  socket.write(`${head}content-length: 5\r\n\r\n${QUERY}`);
  const answer = await text(socket);
  expect(new Set(answer.match(/HTTP\/1\.1 \d+/g))).toEqual(new Set(['HTTP/1.1 400']));
});

const deep = '['.repeat(400_000) + ']'.repeat(400_000);

test.each([deep, `{"query":"query ($n: Int) { hello(count: $n) }","variables":{"n":${deep}}}`])(
  'a MB of brackets is refused unparsed',
  async (brackets) => {
    for (const headers of [{}, { 'content-length': brackets.length }]) {
      const { status, body } = await post(brackets, headers);
      expect(status).toBe(400);
      expect(body).toContain('The body nests more than 250 lists and objects');
    }
  },
);

test('a batch of 50 operations is refused with a sentence', async () => {
  const batch = Array.from({ length: 50 }, () => ({ query: '{ hello }' }));
  const { status, body } = await post(JSON.stringify(batch));
  expect(status).toBe(400);
  expect(body).toContain('a list of 50 operations');
});

test('the bound is as configured', async () => {
  const small = smallServer(undefined, { limits: { bodyBytes: 100 } });
  expect((await small.ask('{ hello }')).status).toBe(200);
  expect((await small.ask(`{ hello } #${'x'.repeat(100)}`)).status).toBe(413);
});

test('none of it is an unexpected error', async () => {
  await post('{', { 'content-encoding': 'gzip' });
  expect(server.log()).not.toContain('unexpected error');
});
