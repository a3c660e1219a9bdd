import { expect, test } from 'vitest';
import { openCompany } from './company.ts';

test('the 21st request in a minute hangs until its client goes away; a minute later all is well', async () => {
  let now = 0;
  const { ask, requests } = await openCompany({ limits: true, now: () => now });
  for (let count = 0; count < 20; count += 1) expect((await ask('?limit=1')).status).toBe(200);
  const client = new AbortController();
  let settled = false;
  const hung = ask('?limit=1', client.signal).finally(() => {
    settled = true;
  });
  await expect.poll(() => requests.length).toBe(21);
  // The hung one stays without an answer while the next minute's requests pass.
  now = 60_000;
  expect((await ask('?limit=1')).status).toBe(200);
  expect([settled, requests[20]?.status]).toEqual([false, undefined]);
  client.abort();
  await expect(hung).rejects.toThrow('aborted');
});

test('closing the server cuts hung requests', async () => {
  const { ask, close, requests } = await openCompany({ limits: true, limit: 1, limitWindowMs: 3000 });
  await ask();
  const hung = ask();
  await Promise.all([
    expect(hung).rejects.toThrow('fetch failed'),
    expect
      .poll(() => requests.length)
      .toBe(2)
      .then(close),
  ]);
});

test('without limits nothing hangs', async () => {
  const { ask } = await openCompany({ sizes: { chats: 1 } });
  for (let count = 0; count < 30; count += 1) expect((await ask()).status).toBe(200);
});
