import { expect, test } from 'vitest';
import { createReplyCache, type CacheSettings } from '../../src/upstream/reply-cache.ts';
import type { CacheKind } from '../../src/upstream/cache-kinds.ts';
import type { Call } from '../../src/upstream/upstream.ts';
import { testCall } from '../support/call.ts';
import { stoppedClock } from './clock.ts';
import { PATIENCE, gate, get, json, patch, rejection, startSource, until } from './source.ts';

/** Each reply is the number of its request; `status` says with which. */
async function startStale(settings: CacheSettings = {}, timeout = 5_000) {
  const clock = stoppedClock();
  const provider = { status: 200, gate: Promise.resolve() as Promise<unknown> };
  const source = await startSource(
    async (response, _seen, count) => {
      await provider.gate;
      json(response, count, provider.status);
    },
    { replies: createReplyCache(settings), now: clock.now, timeout },
  );
  const ask = async (kind: CacheKind, overrides: Partial<Call> = {}) => {
    const call = testCall({ deadline: clock.now() + 10_000, staleAllowed: true, ...overrides });
    const reply = await source.upstream.send({ ...get, cache: { kind, epochs: ['e'] } }, call);
    return { body: reply.body, stale: reply.stale, outcomes: call.records.map(({ outcome }) => outcome) };
  };
  return { ...source, ...clock, provider, ask };
}

const fetched = (body: number) => ({ body, stale: false, outcomes: ['fetched'] });
const cached = (body: number) => ({ body, stale: false, outcomes: ['cached'] });
const stale = (body: number) => ({ body, stale: true, outcomes: ['stale'] });

test.each([
  ['contacts', 60],
  ['agents', 60],
] as const)('%s are shown for one more life (%i s) while new ones are fetched once', async (kind, life) => {
  const { ask, pass, seen, provider } = await startStale();
  expect(await ask(kind)).toEqual(fetched(1));
  pass(life * 2 - 1);
  const { opened, open } = gate();
  provider.gate = opened;
  expect(await ask(kind)).toEqual(stale(1));
  expect(await ask(kind)).toEqual(stale(1));
  await until(() => seen.length === 2);
  open();
  await expect.poll(() => ask(kind), PATIENCE).toEqual(cached(2));
  expect(seen).toHaveLength(2);
});

test.each([
  ['conversations', 5],
  ['messages', 2],
  ['inboxes', 300],
] as const)('%s are never shown late', async (kind, life) => {
  const { ask, pass } = await startStale();
  await ask(kind);
  pass(life);
  expect(await ask(kind)).toEqual(fetched(2));
});

test('the window is configurable, and after it nothing is shown late', async () => {
  const { ask, pass, seen } = await startStale({ staleWindows: { conversations: 10, agents: 0 } });
  await ask('conversations');
  pass(14.9);
  expect(await ask('conversations')).toEqual(stale(1));
  await until(() => seen.length === 2);
  await expect.poll(() => ask('conversations'), PATIENCE).toEqual(cached(2));
  pass(15);
  expect(await ask('conversations')).toEqual(fetched(3));
});

test('one more life is as long as the one that is configured', async () => {
  const { ask, pass, seen } = await startStale({ lives: { contacts: 2 } });
  await ask('contacts');
  pass(3.9);
  expect(await ask('contacts')).toEqual(stale(1));
  await until(() => seen.length === 2);
  await expect.poll(() => ask('contacts'), PATIENCE).toEqual(cached(2));
  pass(4);
  expect(await ask('contacts')).toEqual(fetched(3));
});

test('no window shows what is older than 5 minutes', async () => {
  const { ask, pass } = await startStale({ staleWindows: { agents: 3600 } });
  await ask('agents');
  pass(300);
  expect(await ask('agents')).toEqual(fetched(2));
});

test('a call that does not allow it is shown nothing late', async () => {
  const { ask, pass } = await startStale();
  await ask('agents');
  pass(60);
  expect(await ask('agents', { staleAllowed: false })).toEqual(fetched(2));
});

test('the client for whom it began does not end a refresh', async () => {
  const { ask, pass, seen, provider } = await startStale();
  await ask('agents');
  pass(60);
  const { opened, open } = gate();
  provider.gate = opened;
  const client = new AbortController();
  expect(await ask('agents', { signal: client.signal })).toEqual(stale(1));
  await until(() => seen.length === 2);
  client.abort();
  open();
  await expect.poll(() => ask('agents'), PATIENCE).toEqual(cached(2));
});

test('a refresh that fails is tried again by the next reader', async () => {
  const { ask, pass, seen, provider, health } = await startStale();
  await ask('agents');
  pass(60);
  provider.status = 500;
  expect(await ask('agents')).toEqual(stale(1));
  await expect.poll(() => health().lastError?.code, PATIENCE).toBe('UPSTREAM_UNAVAILABLE');
  provider.status = 200;
  await expect.poll(() => ask('agents'), PATIENCE).toEqual(cached(3));
  expect(seen).toHaveLength(3);
});

test.each([
  [429, 'RATE_LIMITED'],
  [500, 'UPSTREAM_UNAVAILABLE'],
  [503, 'UPSTREAM_UNAVAILABLE'],
])('when a source answers %i, what it said up to 5 minutes ago is shown', async (status, code) => {
  const { ask, pass, provider } = await startStale();
  await ask('conversations');
  provider.status = status;
  pass(299);
  expect(await ask('conversations')).toEqual(stale(1));
  pass(1);
  expect(await rejection(ask('conversations'))).toMatchObject({ code });
});

test('when a source does not answer in time, what it said before is shown', async () => {
  const { ask, pass, provider } = await startStale({}, 150);
  await ask('conversations');
  pass(100);
  provider.gate = new Promise(() => undefined);
  expect(await ask('conversations')).toEqual(stale(1));
});

test.each([
  [401, 'UPSTREAM_UNAUTHORIZED'],
  [404, 'UPSTREAM_INVALID_RESPONSE'],
  [302, 'UPSTREAM_INVALID_RESPONSE'],
])('when a source answers %i, nothing old is shown', async (status, code) => {
  const { ask, pass, provider } = await startStale();
  await ask('conversations');
  provider.status = status;
  pass(10);
  expect(await rejection(ask('conversations'))).toMatchObject({ code });
});

test('who asks for fresh data or does not allow old is told the fault', async () => {
  const { ask, pass, provider } = await startStale();
  await ask('conversations');
  provider.status = 500;
  pass(10);
  for (const overrides of [{ fresh: true }, { staleAllowed: false }]) {
    expect(await rejection(ask('conversations', overrides))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  }
});

test('after a write nothing from before it is shown, neither late nor for want of better', async () => {
  const { ask, pass, now, upstream, provider } = await startStale();
  await ask('agents');
  pass(70);
  await upstream.send({ ...patch, touches: ['e'] }, testCall({ deadline: now() + 10_000 }));
  provider.status = 500;
  expect(await rejection(ask('agents'))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});
