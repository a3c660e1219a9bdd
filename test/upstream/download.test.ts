import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { UpstreamError, UpstreamRefusal, type GatewayError } from '../../src/errors.ts';
import type { Call, UpstreamRequest } from '../../src/upstream/upstream.ts';
import { testCall } from '../support/call.ts';
import { flood } from '../support/flood.ts';
import { gate, get, json, rejection, startSource, until } from './source.ts';

const file: UpstreamRequest = {
  method: 'GET',
  template: '/conversations/:token/files/:id',
  path: '/conversations/secret-token/files/7',
  budget: 'files',
};
const operation = 'GET /conversations/:token/files/:id';
const megabyte = 1024 * 1024;

/** How a body ended before its end. */
async function breakOf(body: NodeJS.ReadableStream): Promise<GatewayError> {
  return (await rejection(buffer(body))) as GatewayError;
}

test('the bytes are the provider’s, asked for once and not encoded', async () => {
  const bytes = randomBytes(3 * megabyte + 17);
  const { upstream, seen } = await startSource((response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length, 'x-own': 'a' });
    response.end(bytes);
  });
  const call = testCall();
  const { headers, body } = await upstream.download(file, call);
  expect(headers).toMatchObject({ 'content-type': 'image/png', 'content-length': String(bytes.length) });
  expect(bytes.equals(await buffer(body))).toBe(true);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    method: 'GET',
    url: '/base/conversations/secret-token/files/7',
    headers: { authorization: 'Bearer xbk_live_key', 'accept-encoding': 'identity', accept: '*/*' },
  });
  expect(call.records).toEqual([
    expect.objectContaining({ source: 'xe', operation, outcome: 'fetched', calls: 1 }),
  ]);
});

test('an empty file is a file', async () => {
  const { upstream } = await startSource((response) => response.end());
  expect(await buffer((await upstream.download(file, testCall())).body)).toHaveLength(0);
});

test('nothing is read from the provider that is not taken', async () => {
  const { behave, sent } = flood(1600);
  const { upstream } = await startSource(behave);
  const { body } = await upstream.download(file, testCall());
  let settled = -1;
  await expect
    .poll(() => settled === (settled = sent.bytes) && settled, { interval: 200, timeout: 10_000 })
    .toBeTruthy();
  // What is on its way lies in the sockets' own buffers.
  expect(sent.bytes).toBeLessThan(20 * megabyte);
  expect(await buffer(body)).toHaveLength(1600 * 65_536);
});

test('a body that is let go stops the provider’s reply', async () => {
  const { behave, sent } = flood(1600);
  const { upstream, sockets } = await startSource(behave);
  const { body } = await upstream.download(file, testCall());
  body.destroy();
  await until(() => sent.closed);
  await expect.poll(sockets).toBe(0);
  expect(sent.bytes).toBeLessThan(20 * megabyte);
});

test('a client that goes away stops the provider’s reply', async () => {
  const { behave, sent } = flood(1600);
  const { upstream } = await startSource(behave);
  const client = new AbortController();
  const { body } = await upstream.download(file, testCall({ signal: client.signal }));
  client.abort();
  expect(await breakOf(body)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await until(() => sent.closed);
});

test('a client that goes away before the answer is not kept waiting', async () => {
  const { opened, open } = gate();
  const { upstream, sockets } = await startSource(open);
  const client = new AbortController();
  const download = rejection(upstream.download(file, testCall({ signal: client.signal })));
  await opened;
  client.abort();
  expect(await download).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await expect.poll(sockets).toBe(0);
});

test.each([
  ['of a told length', { 'content-length': '1000000' }],
  ['of an untold length', {}],
])('a reply %s that breaks off is no file', async (_name, headers) => {
  const { upstream, port } = await startSource((response) => {
    response.writeHead(200, headers);
    response.write('the first bytes', () => response.destroy());
  });
  const error = await breakOf((await upstream.download(file, testCall())).body);
  expect(error).toBeInstanceOf(UpstreamError);
  expect(error.message).toMatch(/^xe broke off its answer to `GET \/conversations\/:token\/files\/:id`/);
  expect(`${error.message} ${String(error.cause)}`).not.toContain(String(port));
});

test('a file whose length tells that it is too large is not begun', async () => {
  const { behave, sent } = flood(32, { 'content-length': 32 * 65_536 });
  const { upstream } = await startSource(behave, { maxFileBytes: megabyte });
  const error = (await rejection(upstream.download(file, testCall()))) as GatewayError;
  expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  expect(error.message).toBe(`xe answered \`${operation}\` with more than 1048576 bytes.`);
  await until(() => sent.closed);
});

test('a file that grows too large is cut', async () => {
  const { behave, sent } = flood(1600);
  const { upstream } = await startSource(behave, { maxFileBytes: megabyte });
  expect(await breakOf((await upstream.download(file, testCall())).body)).toMatchObject({
    code: 'UPSTREAM_INVALID_RESPONSE',
  });
  await until(() => sent.closed);
});

test('a file as large as may be is whole', async () => {
  const { behave } = flood(16);
  const { upstream } = await startSource(behave, { maxFileBytes: megabyte });
  expect(await buffer((await upstream.download(file, testCall())).body)).toHaveLength(megabyte);
});

test('a transfer ends when its time is up, though bytes still come', async () => {
  const { upstream, sockets } = await startSource(
    (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(timer));
    },
    { fileTimeout: 300 },
  );
  const { body } = await upstream.download(file, testCall());
  const error = await breakOf(body);
  expect(error).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  expect(error.message).toBe(`xe did not finish \`${operation}\` within 0.3 s.`);
  await expect.poll(sockets).toBe(0);
});

test('a body that nobody takes ends then too', async () => {
  const { behave, sent } = flood(1600);
  const { upstream } = await startSource(behave, { fileTimeout: 300 });
  const { body } = await upstream.download(file, testCall());
  await expect(finished(body)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  await until(() => sent.closed);
});

test('a file that has begun may take longer than the call', async () => {
  const { upstream } = await startSource((response) => {
    response.writeHead(200);
    response.write('first ');
    setTimeout(() => response.end('last'), 2_300);
  });
  const { body } = await upstream.download(file, testCall({ deadline: Date.now() + 2_000 }));
  expect((await buffer(body)).toString()).toBe('first last');
});

test('an answer that does not begin within the time of a call is UPSTREAM_TIMEOUT', async () => {
  const { upstream, sockets } = await startSource(() => undefined, { timeout: 150 });
  expect(await rejection(upstream.download(file, testCall()))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  await expect.poll(sockets).toBe(0);
});

test.each([404, 410, 400, 422])('status %i is a refusal', async (status) => {
  const { upstream } = await startSource((response) => {
    response.writeHead(status);
    response.end('{"error":"File not found"}');
  });
  const error = await rejection(upstream.download(file, testCall()));
  expect(error).toBeInstanceOf(UpstreamRefusal);
  expect(error).toMatchObject({ status });
});

test.each([
  [401, 'UPSTREAM_UNAUTHORIZED'],
  [403, 'UPSTREAM_UNAUTHORIZED'],
  [429, 'RATE_LIMITED'],
  [500, 'UPSTREAM_UNAVAILABLE'],
  [204, 'UPSTREAM_INVALID_RESPONSE'],
  [206, 'UPSTREAM_INVALID_RESPONSE'],
])('status %i is %s', async (status, code) => {
  const { upstream, health } = await startSource((response) => {
    response.writeHead(status, { 'retry-after': '7' });
    response.end();
  });
  expect(await rejection(upstream.download(file, testCall()))).toMatchObject({ code });
  expect(health().lastError).toMatchObject({ code });
});

test('a redirect is not followed', async () => {
  const { upstream, seen } = await startSource((response, _seen, count) => {
    if (count > 1) return response.end('followed');
    response.writeHead(302, { location: '/base/elsewhere' });
    return response.end();
  });
  expect(await rejection(upstream.download(file, testCall()))).toMatchObject({
    code: 'UPSTREAM_INVALID_RESPONSE',
  });
  expect(seen).toHaveLength(1);
});

test('bytes in an encoding that was not asked for are no file', async () => {
  const { upstream } = await startSource((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end('zipped');
  });
  expect(await rejection(upstream.download(file, testCall()))).toMatchObject({
    code: 'UPSTREAM_INVALID_RESPONSE',
  });
});

test('files that nobody takes do not use up the connections of other calls', async () => {
  const { behave } = flood(1600);
  const { upstream } = await startSource(
    (response, seen) => (seen.url === '/base/other' ? response.end('{}') : behave(response)),
    { connections: 1 },
  );
  const call: Call = testCall();
  const { body } = await upstream.download(file, call);
  const reply = await upstream.send({ method: 'GET', template: '/other', path: '/other' }, call);
  expect(reply.body).toEqual({});
  body.destroy();
});

test('closing cuts the files under way', async () => {
  const { behave, sent } = flood(1600);
  const { upstream, close } = await startSource(behave);
  const { body } = await upstream.download(file, testCall());
  await close();
  expect(await breakOf(body)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await until(() => sent.closed);
});

test('files that are taken slowly hold up other files, and nothing else', async () => {
  const { behave } = flood(1_000);
  const source = await startSource(
    (response, seen) => {
      if (seen.url?.includes('/files/') === true) behave(response);
      else json(response, {});
    },
    { connections: 1, timeout: 500 },
  );
  const { upstream, seen } = source;
  const { body } = await upstream.download(file, testCall());
  const others = await Promise.all(
    Array.from({ length: 24 }, () => rejection(upstream.download(file, testCall()))),
  );
  for (const error of others)
    expect(error).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: `xe was not asked for \`${operation}\`: too many of its files are on their way already.`,
      retryAfter: 1,
    });
  expect(source.health()).toMatchObject({ status: 'HEALTHY', lastError: null });
  await upstream.send(get, testCall());
  expect(seen).toHaveLength(2);
  body.destroy();
});
