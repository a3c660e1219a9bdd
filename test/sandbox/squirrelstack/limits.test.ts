import { request } from 'node:http';
import { expect, test } from 'vitest';
import { newcomer, openSite } from './site.ts';

test.each([
  ['config', 60, 'GET', '/config'],
  ['create', 5, 'POST', '/conversations'],
  ['messages', 60, 'GET', '/conversations/jane/messages'],
  ['reply', 20, 'POST', '/conversations/jane/messages'],
  ['files', 60, 'GET', '/conversations/jane/files/1/1'],
])('%s: %i a minute, and no other endpoint suffers', async (_name, limit, method, path) => {
  let now = 0;
  const { ask } = await openSite({ now: () => now });
  const send = () => ask(path, { method, ...(method === 'POST' ? { json: {} } : {}) });
  for (let count = 0; count < limit; count += 1) expect((await send()).status).not.toBe(429);
  const refused = await send();
  expect(refused).toMatchObject({ status: 429, body: { error: 'Too many requests' } });
  expect(refused.headers.get('retry-after')).toBeNull();
  const other = path === '/config' ? '/conversations/jane/messages' : '/config';
  expect((await ask(other)).status).toBe(200);
  now = 59_999;
  expect((await send()).status).toBe(429);
  now = 60_000;
  expect((await send()).status).not.toBe(429);
});

test('the window slides: what passed late still counts', async () => {
  let now = 0;
  const { ask } = await openSite({ now: () => now, retryAfter: true });
  const create = () => ask('/conversations', { method: 'POST', json: {} });
  await create();
  now = 50_000;
  for (let count = 0; count < 4; count += 1) await create();
  now = 60_000;
  expect((await create()).status).toBe(422);
  const { status, headers } = await create();
  expect([status, headers.get('retry-after')]).toEqual([429, '50']);
});

test('each address has limits of its own', async () => {
  const { ask, url, credential } = await openSite();
  const from = (localAddress: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'x-api-key': credential };
      request(`${url}/conversations`, { method: 'POST', localAddress, headers }, (reply) => {
        reply.resume().on('end', () => resolve(reply.statusCode));
      })
        .on('error', reject)
        .end('{}');
    });
  for (let count = 0; count < 5; count += 1) await ask('/conversations', { method: 'POST', json: {} });
  expect([await from('127.0.0.1'), await from('127.0.0.2')]).toEqual([429, 422]);
});

test('limits, their window and their absence are options', async () => {
  let now = 0;
  const { ask, settings } = await openSite({
    now: () => now,
    limits: { config: 1, create: 1, messages: 1, reply: 1, files: 1 },
    limitWindowMs: 3000,
  });
  expect([(await ask('/config')).status, (await ask('/config')).status]).toEqual([200, 429]);
  now = 3000;
  expect((await ask('/config')).status).toBe(200);
  settings.limits = false;
  expect((await ask('/config')).status).toBe(200);
  expect((await ask('/conversations', { method: 'POST', json: newcomer })).status).toBe(201);
});
