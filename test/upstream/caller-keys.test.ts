import { expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { callerKeysIn } from '../../src/upstream/caller-keys.ts';
import type { UpstreamParts } from '../../src/upstream/create-upstream.ts';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import { testCall } from '../support/call.ts';
import { cachedGet, destinationAt, get, json, patch, rejection, startSource, until } from './source.ts';

const HEADER = 'x-xe-key';

async function startCallers(parts: Partial<UpstreamParts> = {}) {
  const destination = {
    ...destinationAt(''),
    credential: { header: HEADER, read: (text: string) => new Secret(text) },
  };
  const source = await startSource(
    (response, { headers }) => json(response, { owner: headers.authorization }),
    (port) => ({ ...parts, destination: { ...destination, baseUrl: `http://127.0.0.1:${port}/base` } }),
  );
  const as = (key: string, more: Parameters<typeof testCall>[0] = {}) =>
    testCall({ keys: callerKeysIn(new Headers({ [HEADER]: key }), [HEADER]), ...more });
  return { ...source, as };
}

test('only the configured headers are read, whatever their case', () => {
  const headers = new Headers({ 'X-Xe-Key': 'one', 'x-other': 'two' });
  const keys = callerKeysIn(headers, [HEADER, 'x-absent']);
  expect([...keys].map(([name, key]) => [name, key.reveal()])).toEqual([[HEADER, 'one']]);
  expect(String([...keys.values()])).toBe('[redacted]');
});

test('a call shows the key that it brings, and each key has a fingerprint of its own', async () => {
  const { upstream, as } = await startCallers();
  expect(await upstream.send(get, as('anna'))).toMatchObject({ body: { owner: 'Bearer anna' } });
  expect(await upstream.send(get, as('bert'))).toMatchObject({ body: { owner: 'Bearer bert' } });
  expect(upstream.fingerprint(as('anna'))).toBe(upstream.fingerprint(as('anna')));
  expect(upstream.fingerprint(as('anna'))).not.toBe(upstream.fingerprint(as('bert')));
  expect(upstream.fingerprint(testCall())).toBe('none');
});

test.each([get, patch])('a $method that brings none is not sent', async (request) => {
  const { upstream, seen } = await startCallers();
  expect(await rejection(upstream.send(request, testCall()))).toMatchObject({
    code: 'UPSTREAM_UNAUTHORIZED',
    message: 'xe takes the key of each caller: send yours in the header x-xe-key.',
    outcome: request === get ? undefined : 'NOT_DONE',
  });
  expect(seen).toEqual([]);
});

test('kept and shared replies are for their own key, and a refresh behind a stale one is made with it', async () => {
  let time = Date.now();
  const { upstream, as, seen } = await startCallers({
    replies: createReplyCache({ lives: { conversations: 10 }, staleWindows: { conversations: 60 } }),
    now: () => time,
  });
  const read = (key: string) =>
    upstream.send(cachedGet, as(key, { staleAllowed: true, deadline: time + 10_000 }));
  const all = await Promise.all(['anna', 'bert', 'anna', 'bert'].map(read));
  expect(all.map(({ body }) => body)).toEqual(
    ['anna', 'bert', 'anna', 'bert'].map((owner) => ({ owner: `Bearer ${owner}` })),
  );
  expect(seen).toHaveLength(2);

  time += 20_000;
  expect(await read('bert')).toMatchObject({ stale: true, body: { owner: 'Bearer bert' } });
  await until(() => seen.length === 3);
  expect(seen[2]?.headers.authorization).toBe('Bearer bert');
  expect(await read('anna')).toMatchObject({ stale: true, body: { owner: 'Bearer anna' } });
});
