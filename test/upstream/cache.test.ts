import { expect, test } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { createReplyCache, type CacheSettings } from '../../src/upstream/reply-cache.ts';
import type { CacheKind } from '../../src/upstream/cache-kinds.ts';
import type { Accept, Call, CachePolicy, UpstreamRequest } from '../../src/upstream/upstream.ts';
import { testCall } from '../support/call.ts';
import { stoppedClock, type Clock } from './clock.ts';
import { cachedGet, destinationAt, gate, get, json, patch, rejection, startSource, until } from './source.ts';
import type { Behaviour, TestSource } from './source.ts';

interface CachedSource extends TestSource, Clock {
  /** The body and what explain says of it. */
  ask: (
    request: UpstreamRequest,
    overrides?: Partial<Call>,
    accept?: Accept,
  ) => Promise<[body: unknown, outcome: unknown]>;
}

/** Each reply is the number of its request, unless told otherwise. */
async function startCached(
  settings: CacheSettings = {},
  behave: Behaviour = (response, _seen, count) => json(response, count),
): Promise<CachedSource> {
  const clock = stoppedClock();
  const source = await startSource(behave, { replies: createReplyCache(settings), now: clock.now });
  const ask: CachedSource['ask'] = async (request, overrides = {}, accept) => {
    const call = testCall({ deadline: clock.now() + 10_000, ...overrides });
    const { body, stale } = await source.upstream.send(request, call, accept);
    const outcomes = call.records.map(({ outcome }) => outcome);
    expect(outcomes).toHaveLength(1);
    expect(stale).toBe(outcomes[0] === 'stale');
    return [body, outcomes[0]];
  };
  return { ...source, ...clock, ask };
}

const read = (kind: CacheKind, policy: Partial<CachePolicy> = {}): UpstreamRequest => ({
  ...get,
  cache: { kind, epochs: ['a', 'b'], ...policy },
});
const write = (...touches: string[]): UpstreamRequest => ({ ...patch, touches });

test.each([
  ['conversations', 5],
  ['contacts', 60],
  ['agents', 60],
  ['inboxes', 300],
  ['messages', 2],
] as const)('%s live for %i s', async (kind, life) => {
  const { ask, pass } = await startCached();
  expect(await ask(read(kind))).toEqual([1, 'fetched']);
  pass(life - 0.001);
  expect(await ask(read(kind))).toEqual([1, 'cached']);
  pass(0.001);
  expect(await ask(read(kind))).toEqual([2, 'fetched']);
});

test('lives are configurable, and a life of 0 keeps nothing', async () => {
  const { ask, pass } = await startCached({ lives: { agents: 1, inboxes: 0, contacts: undefined } });
  await ask(read('agents'));
  pass(0.9);
  expect(await ask(read('agents'))).toEqual([1, 'cached']);
  await ask({ ...read('inboxes'), path: '/inboxes' });
  expect(await ask({ ...read('inboxes'), path: '/inboxes' })).toEqual([3, 'fetched']);
  await ask({ ...read('contacts'), path: '/contacts' });
  expect(await ask({ ...read('contacts'), path: '/contacts' })).toEqual([4, 'cached']);
});

test('path, query and its order tell replies apart', async () => {
  const { ask, seen } = await startCached();
  const query = (...pairs: [string, string][]) => ({ ...read('agents'), query: pairs });
  const requests = [
    read('agents'),
    { ...read('agents'), path: '/other' },
    query(['page', '1']),
    query(['page', '2']),
    query(['a', 'b&c=d']),
    query(['a', 'b'], ['c', 'd']),
    query(['c', 'd'], ['a', 'b']),
  ];
  for (const request of requests) await ask(request);
  expect(seen).toHaveLength(requests.length);
  for (const [index, request] of requests.entries()) {
    expect(await ask(request)).toEqual([index + 1, 'cached']);
  }
});

test('what one credential or source was shown, no other is', async () => {
  const replies = createReplyCache();
  const first = await startSource((response) => json(response, 'first'), { replies });
  const baseUrl = `http://127.0.0.1:${first.port}/base`;
  const others = [
    { source: 'xe', destination: destinationAt(baseUrl, 'another-key') },
    { source: 'xe2', destination: destinationAt(baseUrl) },
  ];
  await first.upstream.send(read('agents'), testCall());
  for (const parts of others) {
    const other = await startSource((response) => json(response, 'other'), { replies, ...parts });
    const call = testCall();
    await other.upstream.send(read('agents'), call);
    expect(call.records).toMatchObject([{ outcome: 'fetched' }]);
  }
  expect(first.seen).toHaveLength(3);
});

test('a GET without a policy and a write are never kept', async () => {
  const { ask } = await startCached();
  expect(await ask(get)).toEqual([1, 'fetched']);
  expect(await ask(get)).toEqual([2, 'fetched']);
  expect(await ask(write())).toEqual([3, 'fetched']);
  expect(await ask(write())).toEqual([4, 'fetched']);
});

test('faults and refusals are not kept', async () => {
  const { ask, upstream } = await startCached({}, (response, _seen, count) =>
    json(response, count, [404, 500][count - 1] ?? 200),
  );
  await rejection(upstream.send(read('agents'), testCall()));
  await rejection(upstream.send(read('agents'), testCall()));
  expect(await ask(read('agents'))).toEqual([3, 'fetched']);
});

test('fresh data passes over what is kept, and is kept', async () => {
  const { ask } = await startCached();
  await ask(read('agents'));
  expect(await ask(read('agents'), { fresh: true })).toEqual([2, 'fetched']);
  expect(await ask(read('agents'))).toEqual([2, 'cached']);
});

test('a kept reply cannot be changed by its readers', async () => {
  const { upstream, now } = await startCached({}, (response) => json(response, { rows: [1] }));
  const deadline = now() + 10_000;
  const first = (await upstream.send(read('agents'), testCall({ deadline }))).body as { rows: number[] };
  await upstream.send(read('agents'), testCall({ deadline }));
  expect(() => first.rows.push(2)).toThrow(TypeError);
});

test('bytes are bounded: the longest unused goes first', async () => {
  const text = 'x'.repeat(10_000);
  const { ask, seen } = await startCached({ maxBytes: 60_000 }, (response) => json(response, text));
  const at = (path: string) => ({ ...read('agents'), path });
  await ask(at('/1'));
  await ask(at('/2'));
  await ask(at('/1'));
  await ask(at('/3'));
  expect((await ask(at('/1')))[1]).toBe('cached');
  expect((await ask(at('/2')))[1]).toBe('fetched');
  expect(seen).toHaveLength(4);
});

test('a clock that was set back makes nothing immortal', async () => {
  const { ask, pass } = await startCached();
  await ask(read('agents'));
  pass(-3600);
  expect(await ask(read('agents'))).toEqual([2, 'fetched']);
});

test('after a write of one of its epochs a reply is not served; other writes leave it', async () => {
  const { ask } = await startCached();
  await ask(read('agents'));
  await ask(write('c'));
  expect(await ask(read('agents'))).toEqual([1, 'cached']);
  await ask(write('c', 'b'));
  expect(await ask(read('agents'))).toEqual([4, 'fetched']);
});

test('a write that failed has touched all the same', async () => {
  const { ask, upstream } = await startCached({}, (response, { method }, count) =>
    json(response, count, method === 'GET' ? 200 : 500),
  );
  await ask(read('agents'));
  await rejection(upstream.send(write('a'), testCall()));
  expect(await ask(read('agents'))).toEqual([3, 'fetched']);
});

test('a read that a write overtook is not kept', async () => {
  const { opened, open } = gate();
  const { ask, seen } = await startCached({}, async (response, _seen, count) => {
    if (count === 1) await opened;
    json(response, count);
  });
  const overtaken = ask(read('agents'));
  await until(() => seen.length === 1);
  await ask(write('a'));
  open();
  expect(await overtaken).toEqual([1, 'fetched']);
  expect(await ask(read('agents'))).toEqual([3, 'fetched']);
});

test('a read that was asked for while a write was under way is not kept either', async () => {
  const { opened, open } = gate();
  const { ask, seen } = await startCached({}, async (response, { method }, count) => {
    if (method !== 'GET') await opened;
    json(response, count);
  });
  const writing = ask(write('a'));
  await until(() => seen.length === 1);
  expect(await ask(read('agents'))).toEqual([2, 'fetched']);
  expect(await ask(read('agents'))).toEqual([2, 'cached']);
  open();
  await writing;
  expect(await ask(read('agents'))).toEqual([3, 'fetched']);
});

test('what a webhook touches is not served', async () => {
  const { ask, epochs } = await startCached();
  await ask(read('agents'));
  epochs.move(['a']);
  expect(await ask(read('agents'))).toEqual([2, 'fetched']);
});

test('a slow old reply does not take the place of a younger one', async () => {
  const { opened, open } = gate();
  const { ask, seen, pass } = await startCached({}, async (response, _seen, count) => {
    if (count === 1) await opened;
    json(response, count);
  });
  const slow = ask(read('agents'));
  await until(() => seen.length === 1);
  pass(1);
  expect(await ask(read('agents'), { fresh: true })).toEqual([2, 'fetched']);
  open();
  expect(await slow).toEqual([1, 'fetched']);
  expect(await ask(read('agents'))).toEqual([2, 'cached']);
});

test('without a cache nothing is kept', async () => {
  const { upstream, seen } = await startSource((response) => json(response, {}));
  await upstream.send(cachedGet, testCall());
  await upstream.send(cachedGet, testCall());
  expect(seen).toHaveLength(2);
});

test('a reply that cannot be read is not kept, and leaves what was kept before', async () => {
  let readable = true;
  const { ask, pass, health } = await startCached({}, (response, _seen, count) =>
    json(response, readable ? count : 'surprise'),
  );
  const accept = (body: unknown) => {
    if (typeof body !== 'number')
      throw new UpstreamError('UPSTREAM_INVALID_RESPONSE', 'No.', { source: 'xe' });
  };
  const request = read('contacts');
  expect(await ask(request, {}, accept)).toEqual([1, 'fetched']);
  pass(100);
  readable = false;
  expect(await rejection(ask(request, {}, accept))).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
  expect(health()).toMatchObject({ lastError: { code: 'UPSTREAM_INVALID_RESPONSE' } });
  expect(await ask(request, { staleAllowed: true }, accept)).toEqual([1, 'stale']);
  readable = true;
  expect(await ask(request, { fresh: true }, accept)).toEqual([4, 'fetched']);
  expect(await ask(request, {}, accept)).toEqual([4, 'cached']);
});
