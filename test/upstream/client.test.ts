import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { GatewayError } from '../../src/errors.ts';
import { testCall } from '../support/call.ts';
import { freePort } from '../support/loopback.ts';
import {
  PATIENCE,
  destinationAt,
  get,
  json,
  patch,
  rejection,
  startSource,
  type Behaviour,
} from './source.ts';

const MIB = 1024 * 1024;

/** Answers a read and a write hostilely, and shows that nothing leaks: not into messages, not as sockets. */
async function hostile(behave: Behaviour): Promise<{ read: GatewayError; write: GatewayError }> {
  const source = await startSource(behave, { timeout: 2_000 });
  const { upstream, port, seen, connections } = source;
  const read = (await rejection(upstream.send(get, testCall()))) as GatewayError;
  const write = (await rejection(upstream.send(patch, testCall()))) as GatewayError;
  expect(seen.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
  for (const error of [read, write]) {
    expect(error.source).toBe('xe');
    expect(error.message).toMatch(/^xe .*`(GET|PATCH) \/v1\/chat\/conversations\/\{id\}`.*\.$/);
    expect(error.message).not.toMatch(new RegExp(`${port}|127\\.0\\.0\\.1|secret|xbk_live|stolen`));
    expect(error.cause).toBeUndefined();
  }
  await expect.poll(() => connections().busy, PATIENCE).toBe(0);
  expect(await source.sockets()).toBeLessThanOrEqual(2);
  return { read, write };
}

const raw =
  (text: string): Behaviour =>
  (response) =>
    response.socket?.end(text);

const body =
  (type: string, content: string | Buffer, headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(200, { 'content-type': type, ...headers });
    response.end(content);
  };

test.each([
  ['HTML', body('text/html', '<h1>stolen</h1>')],
  ['HTML said to be JSON', body('application/json', '<h1>stolen</h1>')],
  ['half of the JSON', body('application/json', '{"stolen":')],
  ['invalid UTF-8', body('application/json', Buffer.from([0x22, 0xff, 0x22]))],
  ['a broken gzip', body('application/json', 'stolen', { 'content-encoding': 'gzip' })],
  ['an unknown encoding', body('application/json', 'stolen', { 'content-encoding': 'zstd' })],
  ['a gzip bomb', body('application/json', gzipSync('1'.repeat(9 * MIB)), { 'content-encoding': 'gzip' })],
  ['brackets without end', body('application/json', '['.repeat(100_000) + ']'.repeat(100_000))],
  ['what is no HTTP', raw('SSH-2.0-OpenSSH_9.2\r\n')],
  ['a broken chunk', raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nstolen\r\n')],
  ['endless headers', raw(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`)],
  ['two lengths', raw('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n12')],
  ['too great a length', raw(`HTTP/1.1 200 OK\r\ncontent-length: ${9 * MIB}\r\n\r\nstolen`)],
] as const)(
  '%s is UPSTREAM_INVALID_RESPONSE; a write that got it has outcome UNKNOWN',
  async (_name, behave) => {
    const { read, write } = await hostile(behave);
    expect(read).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', outcome: undefined });
    expect(write).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', outcome: 'UNKNOWN' });
  },
);

const cut: Behaviour = (response) => response.socket?.resetAndDestroy();
const closed: Behaviour = (response) => response.socket?.end();

test.each([
  ['a connection cut before the answer', cut],
  ['a connection closed before the answer', closed],
  ['a connection cut within the answer', raw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"stolen":')],
  ['a connection cut within the headers', raw('HTTP/1.1 200 OK\r\ncontent-le')],
] as const)('%s is UPSTREAM_UNAVAILABLE; for a write OUTCOME_UNKNOWN', async (_name, behave) => {
  const { read, write } = await hostile(behave);
  expect(read).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: undefined });
  expect(write).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' });
});

test('100 MB are not read to their end', async () => {
  let written = 0;
  const { read } = await hostile((response) => {
    written = 0;
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (written < 100 * MIB && !response.destroyed) {
        written += MIB;
        if (!response.write(Buffer.alloc(MIB, ' '))) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  expect(read).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  expect(read.message).toContain('with more than 8388608 bytes');
  expect(written).toBeLessThan(50 * MIB);
});

test('a status that refuses needs no whole body to be understood', async () => {
  const cutAfter = (status: string) => raw(`HTTP/1.1 ${status}\r\ncontent-length: 100\r\n\r\n{"error":`);
  expect(await hostile(cutAfter('409 Conflict'))).toMatchObject({
    read: { status: 409, body: undefined },
    write: { status: 409, outcome: 'NOT_DONE' },
  });
  expect(await hostile(cutAfter('503 Service Unavailable'))).toMatchObject({
    read: { code: 'UPSTREAM_UNAVAILABLE' },
    write: { code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' },
  });
});

test('`null` is a body like any other', async () => {
  const { upstream } = await startSource((response) => json(response, null));
  expect(await upstream.send(get, testCall())).toMatchObject({ status: 200, body: null });
});

test('a gzipped reply is inflated, in as many chunks as it comes', async () => {
  const rows = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `contact ${id * 7919}` }));
  const { upstream } = await startSource((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync(JSON.stringify(rows)));
  });
  expect((await upstream.send(get, testCall())).body).toEqual(rows);
});

test('early hints before the answer are passed over', async () => {
  const { upstream } = await startSource((response) => {
    response.writeEarlyHints({ link: '</x>; rel=preload' });
    json(response, { id: 1 });
  });
  expect(await upstream.send(get, testCall())).toMatchObject({ status: 200, body: { id: 1 } });
});

test('a refused connection proves that nothing happened', async () => {
  const port = await freePort();
  await nothingHappens(`http://127.0.0.1:${port}`, 'ECONNREFUSED');
});

test('a host without an address proves that nothing happened', async () => {
  await nothingHappens('http://switchboard.invalid', '(ENOTFOUND|EAI_AGAIN)');
});

async function nothingHappens(baseUrl: string, reason: string): Promise<void> {
  const { upstream } = await startSource(() => undefined, {
    destination: destinationAt(baseUrl),
  });
  const read = (await rejection(upstream.send(get, testCall()))) as GatewayError;
  expect(read).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: undefined });
  expect(read.message).toMatch(
    new RegExp(`^xe could not be reached for \`GET /v1/chat/conversations/\\{id\\}\` \\(${reason}\\)\\.$`),
  );
  const write = await rejection(upstream.send(patch, testCall()));
  expect(write).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_DONE' });
}
