import { expect, onTestFinished, test } from 'vitest';
import { startXeChat } from '../../../src/sandbox/index.ts';
import type { XeChatOptions } from '../../../src/sandbox/index.ts';
import { call, noon } from '../call.ts';

async function open(options: XeChatOptions = {}) {
  const account = await startXeChat({ now: () => noon, sizes: { conversations: 1 }, ...options });
  onTestFinished(account.close);
  const headers = { authorization: `Bearer ${account.credential}` };
  const ask = (path: string, request: { method?: string; json?: unknown } = {}) =>
    call(account.url + path, { ...request, headers });
  return { ...account, ask };
}

test('the log holds what was sent, as it was sent', async () => {
  const { ask, requests } = await open();
  await ask('/contacts?q=a%20b&q=%C3%BC');
  await ask('/contacts/%31', { method: 'POST', json: { ü: 1 } });
  expect(requests).toHaveLength(2);
  expect(requests[0]).toMatchObject({
    method: 'GET',
    path: '/v1/chat/contacts',
    query: 'q=a%20b&q=%C3%BC',
    headers: { authorization: 'Bearer xbk_live_sandbox_key' },
    body: '',
    at: noon,
    status: 200,
    route: '/v1/chat/contacts',
  });
  expect(requests[1]).toMatchObject({
    method: 'POST',
    path: '/v1/chat/contacts/%31',
    body: '{"ü":1}',
    status: 404,
  });
  const paths = requests.map(({ path }) => path);
  expect(paths).toBeInstanceOf(Array);
  requests.clear();
  expect([...requests]).toEqual([]);
  await ask('/inboxes');
  expect(requests).toHaveLength(1);
});

test('the log keeps the latest 10,000', async () => {
  const { app, requests } = await open();
  const entry = { method: 'GET', path: '/', query: '', headers: {}, body: '', at: 0 };
  for (let count = 0; count < 10_001; count += 1) requests.record({ ...entry, at: count });
  expect([requests.length, requests[0]?.at]).toEqual([10_000, 1]);
  await app.request('/v1/chat/inboxes');
  expect([requests.length, requests.at(-1)?.path]).toEqual([10_000, '/v1/chat/inboxes']);
});

test('replies can be reshaped, errors too', async () => {
  const { ask, settings } = await open();
  settings.reshape = ({ method, path, status, body }) => ({
    method,
    path,
    status,
    keys: Object.keys(body as object),
  });
  expect((await ask('/inboxes')).body).toEqual({
    method: 'GET',
    path: '/v1/chat/inboxes',
    status: 200,
    keys: ['data'],
  });
  const { status, headers, body } = await ask('/contacts/1');
  expect([status, headers.get('x-request-id'), body]).toMatchObject([404, 'req_00000002', { status: 404 }]);
});

test('middleware sees a request before the provider does, and the log has it', async () => {
  const { ask, requests } = await open({
    middleware: [
      async (context, next) => {
        if (context.req.path.endsWith('/agents')) return context.text('<h1>', 502);
        return next();
      },
    ],
  });
  expect(await ask('/agents')).toMatchObject({ status: 502, body: '<h1>' });
  expect(await ask('/inboxes')).toMatchObject({ status: 200 });
  expect(requests.map(({ status }) => status)).toEqual([502, 200]);
});

test('latency holds a request back', async () => {
  const waits: number[] = [];
  const { ask, settings } = await open({ latencyMs: 30 });
  const start = performance.now();
  await ask('/inboxes');
  expect(performance.now() - start).toBeGreaterThan(25);
  settings.latencyMs = () => waits.push(0);
  await ask('/inboxes');
  expect(waits).toHaveLength(1);
});

test('a fault of the sandbox itself is a 500 that says what', async () => {
  const { ask, state } = await open();
  state.contacts.get = () => {
    throw new Error('row lost');
  };
  expect(await ask('/contacts/55')).toMatchObject({ status: 500, body: { message: 'row lost' } });
});
