import { expect, test } from 'vitest';
import { createUpstream } from '../../src/upstream/create-upstream.ts';
import { testCall } from '../support/call.ts';
import { PATIENCE, destinationAt, get, json, patch, rejection, startSource } from './source.ts';

test('a read is sent as it was asked for, with the credential', async () => {
  const { upstream, seen } = await startSource((response) => json(response, { id: 1 }));
  const query = [
    ['channelIds', 'a'],
    ['channelIds', 'b&c'],
  ] as const;
  const reply = await upstream.send({ ...get, query }, testCall());
  expect(reply).toMatchObject({ status: 200, body: { id: 1 }, stale: false });
  expect(reply.headers['content-type']).toBe('application/json');
  expect(seen).toMatchObject([
    {
      method: 'GET',
      url: '/base/conversations/secret-id?channelIds=a&channelIds=b%26c',
      headers: {
        authorization: 'Bearer xbk_live_key',
        accept: 'application/json',
        'accept-encoding': 'gzip, br',
      },
      body: '',
    },
  ]);
  expect(seen[0]?.headers).not.toHaveProperty('content-type');
});

test('a write is sent with its body as JSON', async () => {
  const { upstream, seen } = await startSource((response) => json(response, { id: 1 }));
  await upstream.send({ ...patch, body: { title: 'Grüße', agent_id: null, skipped: undefined } }, testCall());
  expect(seen).toMatchObject([
    {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"title":"Grüße","agent_id":null}',
    },
  ]);
});

test('a write without a body is sent without one', async () => {
  const { upstream, seen } = await startSource((response) => json(response, { message: 'removed' }));
  const { body: _, ...bodiless } = patch;
  await upstream.send({ ...bodiless, method: 'DELETE' }, testCall());
  expect(seen).toMatchObject([{ method: 'DELETE', body: '' }]);
  expect(seen[0]?.headers).not.toHaveProperty('content-type');
});

test('a connection and the one that rests serve all calls that follow each other', async () => {
  const { upstream, sockets, connections } = await startSource((response) => json(response, {}));
  for (let i = 0; i < 9; i += 1) await upstream.send(get, testCall());
  expect(await sockets()).toBeLessThanOrEqual(2);
  expect(connections()).toMatchObject({ queued: 0 });
});

test('connections are bounded, and all calls are answered', async () => {
  let most = 0;
  const { upstream, sockets } = await startSource(
    async (response) => {
      most = Math.max(most, await sockets());
      json(response, {});
    },
    { connections: 3 },
  );
  const calls = Array.from({ length: 20 }, () => upstream.send(get, testCall()));
  expect(await Promise.all(calls)).toHaveLength(20);
  expect(most).toBe(3);
});

test('credentials are told apart by fingerprints that do not tell them', () => {
  const running = (key: string) =>
    createUpstream({ source: 'xe', destination: destinationAt('http://127.0.0.1:9', key) });
  const [one, same, other] = [running('key-one'), running('key-one'), running('key-two')].map(
    ({ upstream }) => upstream.fingerprint(testCall()),
  );
  expect(one).toBe(same);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^[\w-]{22}$/);
});

test.each(['key\r\nx-admin: 1', 'key\u0000', 'schlüssel\u2028'])(
  'the credential %j is refused at the start, by header name alone',
  (key) => {
    const start = () =>
      createUpstream({ source: 'xe', destination: destinationAt('http://127.0.0.1:9', key) });
    expect(start).toThrow(
      'The credential of source "xe" holds a character that the header authorization cannot carry, such as a line break.',
    );
  },
);

test('close() lets a call under way end, refuses the next one and leaves no socket', async () => {
  const { upstream, close, sockets } = await startSource((response) => json(response, { id: 1 }));
  const underWay = upstream.send(get, testCall());
  const closed = close();
  expect(await underWay).toMatchObject({ body: { id: 1 } });
  await closed;
  expect(await rejection(upstream.send(get, testCall()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await expect.poll(sockets, PATIENCE).toBe(0);
});
