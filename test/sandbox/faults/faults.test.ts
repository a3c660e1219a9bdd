import { expect, onTestFinished, test } from 'vitest';
import { faultsPath, startXeChat } from '../../../src/sandbox/index.ts';
import { call, noon } from '../call.ts';

async function open() {
  const account = await startXeChat({ now: () => noon, sizes: { conversations: 1 } });
  onTestFinished(account.close);
  const headers = { authorization: `Bearer ${account.credential}` };
  const ask = (path = '/inboxes', method = 'GET') => call(account.url + path, { method, headers });
  const admin = (method: string, json?: unknown) =>
    call(account.origin + faultsPath, { method, ...(json === undefined ? {} : { json }) });
  return { ...account, ask, admin };
}

test('faults are set, shown and removed over loopback, and are no requests to the provider', async () => {
  const { ask, admin, requests } = await open();
  const rules = [{ kind: 'status', status: 503, path: '/inboxes$' }];
  expect(await admin('PUT', { rules })).toMatchObject({ status: 200, body: { rules, hits: 0 } });
  expect((await ask()).status).toBe(503);
  expect((await ask('/agents')).status).toBe(200);
  expect(await admin('GET')).toMatchObject({ body: { rules, hits: 1 } });
  expect(await admin('DELETE')).toMatchObject({ status: 200, body: { rules: [] } });
  expect((await ask()).status).toBe(200);
  expect(requests.map(({ status }) => status)).toEqual([503, 200, 200]);
});

test.each([
  ['no JSON', '{'],
  ['an unknown kind', { rules: [{ kind: 'gremlins' }] }],
  ['an impossible probability', { rules: [{ kind: 'hang', probability: 2 }] }],
  ['a path that is no pattern', { rules: [{ kind: 'hang', path: '(' }] }],
])('%s is refused, and changes nothing', async (_name, given) => {
  const { ask, admin, faults } = await open();
  faults.set([{ kind: 'status', status: 502 }]);
  const { status, body } = await admin('PUT', given);
  expect([status, body]).toEqual([400, { error: expect.any(String) as string }]);
  expect((await ask()).status).toBe(502);
  expect((await admin('POST', {})).status).toBe(405);
});

test('a probability hits its share, the same requests for the same seed', async () => {
  const { ask, faults } = await open();
  const statuses = async (seed: number) => {
    faults.set([{ kind: 'status', status: 500, probability: 0.3 }], seed);
    const seen = [];
    for (let count = 0; count < 60; count += 1) seen.push((await ask()).status);
    return seen;
  };
  const first = await statuses(7);
  expect(await statuses(7)).toEqual(first);
  expect(await statuses(8)).not.toEqual(first);
  const failed = first.filter((status) => status === 500).length;
  expect(failed).toBeGreaterThan(8);
  expect(failed).toBeLessThan(30);
});

test('a fault may be for one method, and for so many requests', async () => {
  const { ask, faults } = await open();
  faults.set([
    { kind: 'status', status: 500, method: 'POST' },
    { kind: 'rate-limit', retryAfter: 7, times: 1 },
  ]);
  expect((await ask('/contacts', 'POST')).status).toBe(500);
  const limited = await ask();
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await ask()).status).toBe(200);
  expect(faults.hits).toBe(2);
});
