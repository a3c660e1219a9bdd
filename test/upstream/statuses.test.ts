import { expect, test } from 'vitest';
import { UpstreamError, UpstreamRefusal } from '../../src/errors.ts';
import { testCall } from '../support/call.ts';
import { get, json, patch, rejection, startSource } from './source.ts';

const SECRET = { error: 'secret detail' };

async function answered(
  status: number,
  request = get,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const { upstream, seen, port, sockets } = await startSource((response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    json(response, SECRET, status);
  });
  const error = await rejection(upstream.send(request, testCall()));
  expect(seen).toHaveLength(1);
  // Connections go back to the pool: a few serve many calls. (undici rests one for a turn of the event loop, so that it takes two.)
  // One who was asked to wait does not come back before, and nothing is sent then.
  const deadline = Date.now() + 500;
  for (let i = 0; i < 4; i += 1) await rejection(upstream.send(request, testCall({ deadline })));
  expect(await sockets()).toBeLessThanOrEqual(2);
  expect((error as Error).message).not.toMatch(new RegExp(`${port}|127\\.0\\.0\\.1|secret|xbk_live`));
  return error;
}

const READ = '`GET /v1/chat/conversations/{id}`';
const WRITE = '`PATCH /v1/chat/conversations/{id}`';

test.each([400, 404, 409, 410, 422])(
  '%i is a refusal, with the reply for the adapter alone',
  async (status) => {
    // Only of a write there is an outcome to tell.
    for (const [request, name, outcome] of [
      [get, READ, undefined],
      [patch, WRITE, 'NOT_DONE'],
    ] as const) {
      const error = await answered(status, request);
      expect(error).toBeInstanceOf(UpstreamRefusal);
      expect(error).toMatchObject({ status, body: SECRET, outcome, source: 'xe' });
      expect(error).toHaveProperty('message', `xe refused ${name} with status ${status}.`);
      expect(JSON.stringify(error)).not.toContain('secret');
    }
  },
);

test('a refusal that is not JSON has no body', async () => {
  const { upstream } = await startSource((response) => {
    response.writeHead(404, { 'content-type': 'text/html' });
    response.end('<h1>Not Found</h1>');
  });
  expect(await rejection(upstream.send(get, testCall()))).toMatchObject({ status: 404, body: undefined });
});

test.each([
  [401, 'UPSTREAM_UNAUTHORIZED', 'NOT_DONE'],
  [403, 'UPSTREAM_UNAUTHORIZED', 'NOT_DONE'],
  [429, 'RATE_LIMITED', 'NOT_DONE'],
  [500, 'UPSTREAM_UNAVAILABLE', 'UNKNOWN'],
  [502, 'UPSTREAM_UNAVAILABLE', 'UNKNOWN'],
  [503, 'UPSTREAM_UNAVAILABLE', 'UNKNOWN'],
  [300, 'UPSTREAM_INVALID_RESPONSE', 'UNKNOWN'],
  [304, 'UPSTREAM_INVALID_RESPONSE', 'UNKNOWN'],
  [405, 'UPSTREAM_INVALID_RESPONSE', 'NOT_DONE'],
  [408, 'UPSTREAM_INVALID_RESPONSE', 'UNKNOWN'],
  [413, 'UPSTREAM_INVALID_RESPONSE', 'NOT_DONE'],
])('%i is %s, and %s for a write', async (status, code, outcome) => {
  const read = await answered(status);
  expect(read).toBeInstanceOf(UpstreamError);
  expect(read).toMatchObject({ code, outcome: undefined, source: 'xe' });
  expect((read as Error).message).toContain(READ);
  expect(await answered(status, patch)).toMatchObject({ code, outcome });
});

test.each([
  [429, { 'retry-after': '7' }, 7],
  [429, { 'x-ratelimit-reset': '0' }, undefined],
  [429, { 'x-ratelimit-reset': '1000000000' }, 0],
  [503, { 'retry-after': '120' }, 120],
  [503, { 'x-ratelimit-reset': '1000000000' }, undefined],
  [500, {}, undefined],
])('%i with %j may be tried again in %s s', async (status, headers, retryAfter) => {
  expect(await answered(status, get, headers as Record<string, string>)).toMatchObject({ retryAfter });
});

test.each([301, 302, 307, 308])('a redirect (%i) is not followed', async (status) => {
  const error = await answered(status, get, { location: '/base/elsewhere' });
  expect(error).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
});

test.each([200, 201, 204])('%i without a body is a reply', async (status) => {
  const { upstream } = await startSource((response) => {
    response.writeHead(status);
    response.end();
  });
  expect(await upstream.send(patch, testCall())).toMatchObject({ status, body: undefined });
});
