import { afterAll, beforeAll, expect, test } from 'vitest';
import { noCredential } from '../../src/authentication/refusals.ts';
import { createRateLimit } from '../../src/server/limits/rate-limit.ts';
import { listen, type Listening } from '../../src/server/listen.ts';
import { createMemoryBudgets } from '../../src/store/memory-budgets.ts';
import { answerOf, smallServer } from './small-server.ts';

const closed = smallServer(undefined, {
  authenticate: () => {
    throw noCredential();
  },
});
let listening: Listening;
beforeAll(async () => {
  listening = await listen(closed.listener, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listening.close(0));

test('a request without a credential has its line, under the id that its answer tells', async () => {
  const [error] = (await answerOf(closed.ask('query Mine { hello }'))).errors ?? [];
  const line = closed.lines.at(-1);
  expect(line).toMatchObject({ msg: 'operation', status: 401, codes: ['UNAUTHENTICATED'] });
  expect(line).toMatchObject({ requestId: error?.extensions['requestId'] });
  expect(line).not.toHaveProperty('caller');
});

test('so it has in the plain case', async () => {
  const { status, headers } = await fetch(`${listening.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ hello }"}',
  });
  expect(status).toBe(401);
  expect(closed.lines.at(-1)).toMatchObject({
    requestId: headers.get('x-request-id'),
    status: 401,
    codes: ['UNAUTHENTICATED'],
  });
});

test('a request that a foreign page could have sent has its line', async () => {
  const { fetch, lines } = smallServer();
  const { status } = await fetch(new Request('http://127.0.0.1/graphql?query={hello}'));
  expect(status).toBe(403);
  expect(lines).toEqual([expect.objectContaining({ msg: 'operation', status: 403, codes: ['FORBIDDEN'] })]);
});

test('a request beyond the rate limit has its line, with its caller', async () => {
  const rateLimit = createRateLimit({ store: createMemoryBudgets(), requests: 1, windowSeconds: 60 });
  const server = smallServer(undefined, { rateLimit });
  await server.ask('{ hello }');
  await server.ask('{ hello }');
  expect(server.lines).toEqual([
    expect.objectContaining({ status: 200, type: 'query' }),
    expect.objectContaining({ status: 429, caller: 'anyone', codes: ['RATE_LIMITED'] }),
  ]);
});
