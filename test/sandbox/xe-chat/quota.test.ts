import { expect, test } from 'vitest';
import { call } from '../call.ts';
import { openAccount } from './account.ts';

const midnight = Date.parse('2026-04-01T00:00:00Z');

test('the daily quota is told, refused with the hours to wait, and starts again at midnight UTC', async () => {
  let now = midnight - 3_600_500;
  const { ask, url } = await openAccount({ now: () => now, dailyQuota: 2 });
  const limits = async () => {
    const { status, headers } = await ask('/inboxes');
    const names = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after'];
    return [status, ...names.map((name) => headers.get(name))];
  };
  const reset = String(midnight / 1000);
  expect(await limits()).toEqual([200, '2', '1', reset, null]);
  await call(`${url}/inboxes`);
  expect(await limits()).toEqual([200, '2', '0', reset, null]);
  expect(await limits()).toEqual([429, '2', '0', reset, '3601']);
  expect((await ask('/inboxes')).body).toEqual({
    error: 'Too Many Requests',
    message: 'Rate limit exceeded. Check your plan limits.',
  });
  now = midnight;
  expect(await limits()).toEqual([200, '2', '1', String(midnight / 1000 + 86_400), null]);
});

test('limits can be turned off, headers included', async () => {
  const { ask } = await openAccount({ limits: false, dailyQuota: 1 });
  await ask('/inboxes');
  const { status, headers } = await ask('/inboxes');
  expect(status).toBe(200);
  expect(headers.get('x-ratelimit-limit')).toBeNull();
});

test('every reply has a request id of its own', async () => {
  const { ask, url } = await openAccount();
  const answers = [await ask('/inboxes'), await ask('/contacts/1'), await call(`${url}/agents`)];
  const ids = answers.map(({ headers }) => headers.get('x-request-id'));
  expect(ids).toEqual(['req_00000001', 'req_00000002', 'req_00000003']);
});
