import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRateLimit } from '../../src/server/limits/rate-limit.ts';
import { listen, type Listening } from '../../src/server/listen.ts';
import { createMemoryBudgets } from '../../src/store/memory-budgets.ts';
import { answerOf, smallServer } from './small-server.ts';

let time = 1_000_000;
const limit = () =>
  createRateLimit({ store: createMemoryBudgets({ now: () => time }), requests: 3, windowSeconds: 10 });

test('beyond the limit a request is 429, with the seconds after which one is answered again', async () => {
  const server = smallServer(undefined, { rateLimit: limit() });
  const sent = [];
  for (const wait of [0, 4_000, 0]) {
    time += wait;
    sent.push((await server.ask('{ hello }')).status);
  }
  expect(sent).toEqual([200, 200, 200]);
  const refused = await server.ask('{ hello }');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('6');
  expect((await answerOf(refused)).errors?.[0]).toMatchObject({
    message: 'More than 3 requests came from this caller within 10 s. Ask again in 6 s.',
    extensions: { code: 'RATE_LIMITED', retryAfter: 6 },
  });
  time += 6_001;
  // The window slides: one place is free, and the two others are not.
  expect((await server.ask('{ hello }')).status).toBe(200);
  expect((await server.ask('{ hello }')).status).toBe(429);
});

test('callers do not spend of each other’s', async () => {
  const callers = limit();
  for (const caller of ['a', 'a', 'a', 'b', 'b', 'b']) await callers.admit(caller);
  await expect(callers.admit('a')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await expect(callers.admit('c')).resolves.toBeUndefined();
});

let listening: Listening;
beforeAll(async () => {
  const server = smallServer(undefined, { rateLimit: limit() });
  listening = await listen(server.listener, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listening.close(0));

test('whatever is sent counts, by address; health checks do not', async () => {
  const send = async (path: string, init?: RequestInit) => {
    const response = await fetch(listening.origin + path, init);
    await response.text();
    return response.status;
  };
  const form = new URLSearchParams({ query: '{ hello }' });
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const marked = { headers: { 'graphql-require-preflight': '1' } };
  expect(await send('/graphql', json)).toBe(400);
  expect(await send('/graphql?query={hello}', marked)).toBe(200);
  expect(await send('/graphql', { method: 'POST', body: form, ...marked })).toBe(200);
  expect(await send('/graphql', json)).toBe(429);
  expect(await send('/livez')).toBe(200);
});
