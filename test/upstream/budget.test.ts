import { expect, test } from 'vitest';
import { createMemoryBudgets } from '../../src/store/memory-budgets.ts';
import type { Limits } from '../../src/upstream/limits.ts';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import { testCall } from '../support/call.ts';
import { freePort } from '../support/loopback.ts';
import { stoppedClock } from './clock.ts';
import {
  cachedGet,
  destinationAt,
  get,
  json,
  patch,
  rejection,
  startSource,
  until,
  type Behaviour,
} from './source.ts';

const NONE: Limits = { budgets: [] };

/** A source on a clock that stands still, all of whose budgets are untouched. */
async function startLimited(limits: Limits, behave: Behaviour, timeout?: number) {
  const clock = stoppedClock();
  const budgets = createMemoryBudgets({ now: clock.now });
  const source = await startSource(behave, {
    now: clock.now,
    limits,
    budgets,
    timeout,
    replies: createReplyCache(),
  });
  const send = (request = get, seconds = 10) =>
    source.upstream.send(request, testCall({ deadline: clock.now() + seconds * 1000 }));
  return { ...source, read: source.budgets, clock, send };
}

const limited =
  (headers: Record<string, string>, status = 429): Behaviour =>
  (response, _seen, count) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    json(response, {}, count === 1 ? status : 200);
  };

test.each([
  ['seconds', 429, () => ({ 'retry-after': '30' }), 30],
  ['a reset', 429, () => ({ 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600) }), 3599],
  ['seconds with 503', 503, () => ({ 'retry-after': '30' }), 30],
])(
  'after %s to wait (%i) no call goes out before, and then one does',
  async (_name, status, headers, seconds) => {
    const { seen, send, clock } = await startLimited(NONE, limited(headers(), status));
    await rejection(send());
    expect(await rejection(send())).toMatchObject({ code: 'RATE_LIMITED' });
    clock.pass(seconds - 15);
    const error = await rejection(send(patch));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', outcome: 'NOT_DONE' });
    expect(Math.abs((error as { retryAfter: number }).retryAfter - 15)).toBeLessThanOrEqual(1);
    expect(seen).toHaveLength(1);
    clock.pass(16);
    await send();
    expect(seen).toHaveLength(2);
  },
);

test('only the class that was asked to wait waits', async () => {
  const { seen, send } = await startLimited(NONE, limited({ 'retry-after': '30' }));
  await rejection(send({ ...get, budget: 'messages' }));
  await rejection(send({ ...get, budget: 'messages' }));
  await send({ ...get, budget: 'config' });
  expect(seen).toHaveLength(2);
});

test('a limit that does not say until when: as long as one place takes', async () => {
  const limits: Limits = { budgets: [{ name: 'default', limit: 2, windowSeconds: 60 }] };
  const { send, clock } = await startLimited(limits, limited({}));
  await rejection(send());
  expect(await rejection(send())).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 30 });
  clock.pass(30);
  await send();
});

test('a quota told in headers is shown, and kept when it is used up', async () => {
  const clock = stoppedClock();
  const reset = Math.floor(clock.now() / 1000) + 7200;
  const {
    send,
    read,
    seen,
    clock: own,
  } = await startLimited({ budgets: [], quota: { windowSeconds: 86_400 } }, (response, _seen, count) => {
    response.setHeader('x-ratelimit-limit', '1000');
    response.setHeader('x-ratelimit-remaining', String(Math.max(0, 2 - count)));
    response.setHeader('x-ratelimit-reset', String(reset));
    json(response, {});
  });
  expect(await read()).toEqual([]);
  await send();
  const shown = { name: 'default', limit: 1000, windowSeconds: 86_400, origin: 'HEADER' };
  const resetAt = expect.stringContaining(new Date(reset * 1000).toISOString().slice(0, 16)) as string;
  expect(await read()).toEqual([{ ...shown, remaining: 1, resetAt }]);
  await send();
  expect(await read()).toEqual([{ ...shown, remaining: 0, resetAt }]);
  const error = (await rejection(send())) as { retryAfter: number };
  expect(error).toMatchObject({ code: 'RATE_LIMITED' });
  expect(Math.abs(error.retryAfter - 7200)).toBeLessThanOrEqual(2);
  expect(seen).toHaveLength(2);
  own.pass(7202);
  expect(await read()).toEqual([]);
  await send();
  expect(seen).toHaveLength(3);
});

test.each([get, patch])(
  'a 429 that does not say until when tells how long its class rests',
  async (request) => {
    const { send, seen, clock } = await startLimited(
      { budgets: [{ name: 'default', limit: 5, windowSeconds: 60 }] },
      limited({}),
    );
    const error = { code: 'RATE_LIMITED', retryAfter: 12 };
    expect(await rejection(send(request))).toMatchObject(error);
    expect(await rejection(send(request))).toMatchObject(error);
    expect(seen).toHaveLength(1);
    clock.pass(12);
    await send(request);
    expect(seen).toHaveLength(2);
  },
);

test('a quota that is said to reset in years is not believed', async () => {
  const { send, read, seen } = await startLimited({ budgets: [], quota: {} }, (response) => {
    response.setHeader('x-ratelimit-remaining', '0');
    response.setHeader('x-ratelimit-reset', '9999999999');
    json(response, {});
  });
  await send();
  expect(await read()).toEqual([]);
  await send();
  expect(seen).toHaveLength(2);
});

test('headers that tell no quota change nothing', async () => {
  const { send, read, seen } = await startLimited({ budgets: [], quota: {} }, (response) => {
    response.setHeader('x-ratelimit-remaining', '-1');
    response.setHeader('x-ratelimit-reset', 'tomorrow');
    json(response, {});
  });
  await send();
  await send();
  expect([await read(), seen.length]).toEqual([[], 2]);
});

test('documented budgets are shown: untouched, spent, and free again', async () => {
  const limits: Limits = {
    budgets: [
      { name: 'create', limit: 5, windowSeconds: 60 },
      { name: 'messages', limit: 60, windowSeconds: 60 },
    ],
  };
  const { send, read, clock } = await startLimited(limits, (response) => json(response, {}));
  const create = {
    name: 'create',
    limit: 5,
    windowSeconds: 60,
    remaining: 5,
    resetAt: null,
    origin: 'DOCUMENTED',
  };
  const messages = { ...create, name: 'messages', limit: 60, remaining: 60 };
  expect(await read()).toEqual([create, messages]);
  await send({ ...patch, budget: 'create' });
  const resetAt = new Date(clock.now() + 60_000).toISOString();
  expect(await read()).toEqual([{ ...create, remaining: 4, resetAt }, messages]);
  clock.pass(60);
  expect(await read()).toEqual([create, messages]);
});

test('kept and shared replies spend nothing, and a call that never left gives its place back', async () => {
  const limits: Limits = { budgets: [{ name: 'default', limit: 5, windowSeconds: 60 }] };
  const { upstream, seen, read, clock } = await startLimited(limits, () => undefined);
  const client = new AbortController();
  const call = () => testCall({ signal: client.signal, deadline: clock.now() + 10_000 });
  const gone = Promise.all(
    [upstream.send(cachedGet, call()), upstream.send(cachedGet, call())].map(rejection),
  );
  await until(() => seen.length === 1);
  expect(await read()).toMatchObject([{ remaining: 4 }]);
  client.abort();
  await gone;
  await rejection(upstream.send(get, call()));
  expect(await read()).toMatchObject([{ remaining: 4 }]);
});

const LIMIT_BY_SILENCE: Limits = {
  budgets: [{ name: 'default', limit: 5, windowSeconds: 60 }],
  limitSign: 'timeout',
};

test('silence near the edge of the budget is the limit’s sign, and nothing goes out until a place is free', async () => {
  const { send, seen, clock } = await startLimited(
    LIMIT_BY_SILENCE,
    (response, _seen, count) => (count < 4 ? json(response, {}) : undefined),
    400,
  );
  for (let count = 0; count < 3; count += 1) await send();
  clock.pass(20);
  expect(await rejection(send())).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfter: 40,
    message:
      'xe did not answer `GET /v1/chat/conversations/{id}` near its limit of 5 calls in 60 s, beyond which it lets calls time out.',
  });
  expect(await rejection(send())).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 40 });
  expect(seen).toHaveLength(4);
  clock.pass(40);
  // Far from the edge silence is silence.
  expect(await rejection(send())).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
});

test('silence near the edge does not open the breaker', async () => {
  const { send, seen, clock } = await startLimited(
    { ...LIMIT_BY_SILENCE, budgets: [{ name: 'default', limit: 1, windowSeconds: 1 }] },
    () => undefined,
    150,
  );
  for (let count = 0; count < 12; count += 1) {
    expect(await rejection(send())).toMatchObject({ code: 'RATE_LIMITED' });
    // The provider may count a call late that it does not answer: its place is free a window after the latest moment at which it can.
    clock.pass(7);
  }
  expect(seen).toHaveLength(12);
});

test('each further try is paid for', async () => {
  const clock = stoppedClock();
  const { upstream, budgets } = await startSource((response) => json(response, {}, 503), {
    now: clock.now,
    limits: { budgets: [{ name: 'default', limit: 2, windowSeconds: 60 }] },
    budgets: createMemoryBudgets({ now: clock.now }),
    retry: { random: () => 0 },
  });
  const call = testCall({ deadline: clock.now() + 10_000 });
  expect(await rejection(upstream.send(get, call))).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 60 });
  expect(call.records).toMatchObject([{ calls: 2, budget: 'default', outcome: 'failed' }]);
  expect(await budgets()).toMatchObject([{ remaining: 0 }]);
});

test('sources at one address share what is counted by address', async () => {
  const clock = stoppedClock();
  const limits: Limits = {
    budgetsCount: 'address',
    budgets: [{ name: 'default', limit: 2, windowSeconds: 60 }],
  };
  const budgets = createMemoryBudgets({ now: clock.now });
  const parts = { now: clock.now, limits, budgets };
  const one = await startSource((response) => json(response, {}), parts);
  const two = await startSource(() => undefined, {
    ...parts,
    source: 'other',
    destination: destinationAt(`http://127.0.0.1:${one.port}/other`, 'another key'),
  });
  const call = () => testCall({ deadline: clock.now() + 10_000 });
  await one.upstream.send(get, call());
  await two.upstream.send(get, call());
  expect(one.seen).toHaveLength(2);
  expect(await rejection(one.upstream.send(get, call()))).toMatchObject({ code: 'RATE_LIMITED' });
  expect(await two.budgets()).toMatchObject([{ remaining: 0 }]);
});

test('sources of one account share its budget, and no other', async () => {
  const clock = stoppedClock();
  const limits: Limits = { budgets: [{ name: 'default', limit: 1, windowSeconds: 60 }] };
  const parts = { now: clock.now, limits, budgets: createMemoryBudgets({ now: clock.now }) };
  const one = await startSource((response) => json(response, {}), parts);
  const sourceWith = (key?: string) =>
    startSource(() => undefined, {
      ...parts,
      source: 'other',
      destination: destinationAt(`http://127.0.0.1:${one.port}/base`, key),
    });
  const call = () => testCall({ deadline: clock.now() + 10_000 });
  await one.upstream.send(get, call());
  const [same, other] = [await sourceWith(), await sourceWith('another key')];
  expect(await rejection(same.upstream.send(get, call()))).toMatchObject({
    code: 'RATE_LIMITED',
    source: 'other',
  });
  await other.upstream.send(get, call());
  expect(one.seen).toHaveLength(2);
});

test('a source that gets another address or credential begins with another budget', async () => {
  const clock = stoppedClock();
  const limits: Limits = { budgets: [{ name: 'default', limit: 1, windowSeconds: 60 }] };
  const parts = { now: clock.now, limits, budgets: createMemoryBudgets({ now: clock.now }) };
  const { upstream, port } = await startSource((response) => json(response, {}), parts);
  const call = () => testCall({ deadline: clock.now() + 10_000 });
  await upstream.send(get, call());
  const sourceAt = async (path: string, key?: string) =>
    startSource(() => undefined, {
      ...parts,
      destination: destinationAt(`http://127.0.0.1:${port}${path}`, key),
    });
  const left = async ({ budgets }: Awaited<ReturnType<typeof sourceAt>>) => (await budgets())[0]?.remaining;
  expect(await left(await sourceAt('/base'))).toBe(0);
  expect(await left(await sourceAt('/other'))).toBe(1);
  expect(await left(await sourceAt('/base', 'another key'))).toBe(1);
});

test('who joins a waiting call with less time is told of the limit when that is over, and the call waits on', async () => {
  const limits: Limits = { budgets: [{ name: 'default', limit: 1, windowSeconds: 3 }] };
  const { upstream, send, seen, clock } = await startLimited(limits, (response) => json(response, {}));
  await send(patch);
  const client = new AbortController();
  const waiting = rejection(
    upstream.send(cachedGet, testCall({ signal: client.signal, deadline: clock.now() + 10_000 })),
  );
  expect(await rejection(send(cachedGet, 0.05))).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 3 });
  client.abort();
  expect(await waiting).toMatchObject({ code: 'RATE_LIMITED' });
  expect(seen).toHaveLength(1);
});

test('a call that finds nobody to connect to has spent nothing, and says so', async () => {
  const limits = { budgets: [{ name: 'default', limit: 3, windowSeconds: 60 }] };
  const { budgets, upstream } = await startSource((response) => json(response, {}), {
    destination: destinationAt(`http://127.0.0.1:${await freePort()}`),
    limits,
  });
  for (const request of [patch, get, patch, get, patch]) {
    const call = testCall();
    expect(await rejection(upstream.send(request, call))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(call.records).toMatchObject([{ calls: 0 }]);
  }
  expect(await budgets()).toEqual([expect.objectContaining({ remaining: 3 })]);
});
