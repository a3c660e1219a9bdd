import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UpstreamError, type ErrorDetails, type UpstreamErrorCode } from '../../src/errors.ts';
import { guarded } from '../../src/upstream/guard.ts';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import { retry } from '../../src/upstream/retry.ts';
import type { Client, Fetched, Trip } from '../../src/upstream/trip.ts';
import { testCall } from '../support/call.ts';
import { freePort } from '../support/loopback.ts';
import {
  destinationAt,
  cachedGet,
  get,
  json,
  patch,
  rejection,
  startSource,
  type Behaviour,
} from './source.ts';

const cut: Behaviour = (response) => response.socket?.resetAndDestroy();

const limited =
  (retryAfter: string | undefined, times = Infinity): Behaviour =>
  (response, _seen, count) => {
    if (count <= times && retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
    json(response, {}, count <= times ? 429 : 200);
  };

test('a write that was refused the connection is sent once the provider listens', async () => {
  const port = await freePort();
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.method ?? '');
    json(response, { id: 1 });
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const pauses: number[] = [];
  const { upstream } = await startSource(() => undefined, {
    destination: destinationAt(`http://127.0.0.1:${port}`),
    retry: {
      random: () => 0.5,
      async sleep(milliseconds) {
        pauses.push(milliseconds);
        if (pauses.length === 2) await new Promise<void>((up) => server.listen(port, '127.0.0.1', up));
      },
    },
  });
  const call = testCall();
  expect(await upstream.send(patch, call)).toMatchObject({ status: 200, body: { id: 1 } });
  expect(seen).toEqual(['PATCH']);
  expect(pauses).toEqual([100, 200]);
  // One line per send, as for a call that needed no second try.
  expect(call.records).toMatchObject([{ outcome: 'fetched' }]);
});

test.each([
  ['no connection', `http://127.0.0.1:${await freePort()}`, 'ECONNREFUSED'],
  ['no address', 'http://switchboard.invalid', '(ENOTFOUND|EAI_AGAIN)'],
])('%s: a write and a read are given up after the third try', async (_name, baseUrl, reason) => {
  const pauses: number[] = [];
  const { upstream, health } = await startSource(() => undefined, {
    destination: destinationAt(baseUrl),
    retry: { sleep: (milliseconds) => Promise.resolve(pauses.push(milliseconds)) },
  });
  const error = await rejection(upstream.send(patch, testCall()));
  expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_DONE' });
  expect((error as Error).message).toMatch(new RegExp(reason));
  expect(pauses).toHaveLength(2);
  expect(health().lastError).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(await rejection(upstream.send(get, testCall()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(pauses).toHaveLength(4);
});

test('a write that was limited waits as long as the provider asks, and jitters beyond', async () => {
  const pauses: number[] = [];
  const { upstream, seen } = await startSource(limited('3', 2), {
    retry: { random: () => 0.25, sleep: (milliseconds) => Promise.resolve(pauses.push(milliseconds)) },
  });
  expect(await upstream.send(patch, testCall())).toMatchObject({ status: 200 });
  expect(pauses).toEqual([3_050, 3_100]);
  expect(seen.map(({ method, body }) => [method, body])).toEqual(
    Array.from({ length: 3 }, () => ['PATCH', '{"status":"resolved"}']),
  );
});

test('a write that stays limited is given up after the third try', async () => {
  const { upstream, seen } = await startSource(limited('0'));
  expect(await rejection(upstream.send(patch, testCall()))).toMatchObject({
    code: 'RATE_LIMITED',
    outcome: 'NOT_DONE',
    retryAfter: 0,
  });
  expect(seen).toHaveLength(3);
});

test.each([
  ['a limit that ends after the deadline', limited('11'), 'RATE_LIMITED', 'NOT_DONE'],
  ['a limit that does not say when it ends', limited(undefined), 'RATE_LIMITED', 'NOT_DONE'],
  ['a 409', (response) => json(response, {}, 409), 'UPSTREAM_INVALID_RESPONSE', 'NOT_DONE'],
  ['a 401', (response) => json(response, {}, 401), 'UPSTREAM_UNAUTHORIZED', 'NOT_DONE'],
  ['a 405', (response) => json(response, {}, 405), 'UPSTREAM_INVALID_RESPONSE', 'NOT_DONE'],
  ['a 500', (response) => json(response, {}, 500), 'UPSTREAM_UNAVAILABLE', 'UNKNOWN'],
  ['a 502', (response) => json(response, {}, 502), 'UPSTREAM_UNAVAILABLE', 'UNKNOWN'],
  [
    'a 503 with Retry-After',
    (response) => json(response.setHeader('retry-after', '0'), {}, 503),
    'UPSTREAM_UNAVAILABLE',
    'UNKNOWN',
  ],
  ['a connection cut before the answer', cut, 'OUTCOME_UNKNOWN', 'UNKNOWN'],
  [
    'a connection cut within the answer',
    (response) => response.socket?.end('HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{"id":'),
    'OUTCOME_UNKNOWN',
    'UNKNOWN',
  ],
  [
    'an answer that is no JSON',
    (response) => response.end('<h1>Created</h1>'),
    'UPSTREAM_INVALID_RESPONSE',
    'UNKNOWN',
  ],
] satisfies [string, Behaviour, string, string][])(
  '%s is told after one attempt',
  async (_name, behave, code, outcome) => {
    const { upstream, seen } = await startSource(behave);
    expect(await rejection(upstream.send(patch, testCall()))).toMatchObject({ code, outcome });
    expect(seen).toHaveLength(1);
  },
);

test('silence is told after one attempt', async () => {
  const { upstream, seen } = await startSource(() => undefined, { timeout: 100 });
  expect(await rejection(upstream.send(patch, testCall()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(seen).toHaveLength(1);
});

test('a client that goes away ends the pause, and nothing more is sent', async () => {
  const controller = new AbortController();
  const { upstream, seen } = await startSource(limited('5'), {
    retry: {
      sleep(milliseconds, signal) {
        setImmediate(() => controller.abort());
        return wait(milliseconds, undefined, { signal });
      },
    },
  });
  const call = testCall({ signal: controller.signal });
  expect(await rejection(upstream.send(patch, call))).toMatchObject({ outcome: 'NOT_DONE' });
  expect(seen).toHaveLength(1);
});

const passing: Behaviour = (response, { method }, count) => {
  if (count > 1) json(response, {});
  else if (method === 'GET') json(response, {}, 502);
  else json(response.setHeader('retry-after', '0'), {}, 429);
};

describe.each([
  ['with replies that are kept', () => createReplyCache()],
  ['with none', () => undefined],
])('%s', (_name, repliesOf) => {
  test.each([
    ['a read', cachedGet],
    ['a write', patch],
  ])('%s that may pass is tried again, and told in one record', async (_kind, request) => {
    const { upstream, seen, health } = await startSource(passing, {
      replies: repliesOf(),
      retry: { sleep: () => Promise.resolve() },
    });
    const call = testCall();
    expect(await upstream.send(request, call)).toMatchObject({ status: 200 });
    expect(seen).toHaveLength(2);
    expect(call.records).toMatchObject([{ outcome: 'fetched', calls: 2 }]);
    expect(health()).toMatchObject({ status: 'HEALTHY', lastError: null });
  });

  test('closing waits for a call that pauses between two tries', async () => {
    const { promise: paused, resolve: pause } = Promise.withResolvers<undefined>();
    const { promise: over, resolve: end } = Promise.withResolvers<undefined>();
    const sleep = () => {
      pause(undefined);
      return over;
    };
    const { upstream, close } = await startSource(passing, { replies: repliesOf(), retry: { sleep } });
    const sending = upstream.send(cachedGet, testCall());
    await paused;
    let isClosed = false;
    const closing = close().then(() => {
      isClosed = true;
    });
    await wait(20);
    expect(isClosed).toBe(false);
    end(undefined);
    expect(await sending).toMatchObject({ status: 200 });
    await closing;
  });
});

const NOW = 1_760_000_000_000;

/** What `retry` makes of a trip whose tries fail so, one after the other, and then succeed. */
async function travel(
  faults: readonly [UpstreamErrorCode, ErrorDetails][],
  { trip = {}, random = 0 }: { trip?: Partial<Trip>; random?: number } = {},
) {
  let tries = 0;
  const pauses: number[] = [];
  let moment = NOW;
  const client: Client = (attempt, end) => {
    const [code, details] = faults[tries] ?? [];
    tries += 1;
    if (code === undefined) {
      end.replied({ status: 201 } as Fetched);
      return;
    }
    if (code === 'RATE_LIMITED')
      attempt.answer = { sent: true, status: 429, headers: { 'retry-after': String(details?.retryAfter) } };
    end.failed(new UpstreamError(code, `xe failed ${tries}.`, { ...details, source: 'xe' }));
  };
  const tried = retry({
    now: () => moment,
    random: () => random,
    sleep(milliseconds) {
      pauses.push(milliseconds);
      moment += milliseconds;
      return Promise.resolve();
    },
  });
  const outcome = await guarded({ retry: tried, guards: [], client })({
    request: patch,
    signal: new AbortController().signal,
    deadline: NOW + 10_000,
    abandoned: false,
    ...trip,
  } as Trip).then(
    ({ status }) => status,
    (error: unknown) => (error as Error).message,
  );
  return { outcome, tries, pauses };
}

const REFUSED: [UpstreamErrorCode, ErrorDetails] = ['UPSTREAM_UNAVAILABLE', { outcome: 'NOT_DONE' }];
const limitedFor = (retryAfter: number): [UpstreamErrorCode, ErrorDetails] => [
  'RATE_LIMITED',
  { outcome: 'NOT_DONE', retryAfter },
];

test.each([
  [502, 3],
  [503, 3],
  [504, 3],
  [500, 1],
  [400, 1],
  [401, 1],
  [403, 1],
  [404, 1],
  [409, 1],
  [422, 1],
  [429, 1],
])('a read that is answered %i has %i tries', async (status, tries) => {
  const { upstream, seen } = await startSource((response) => json(response, {}, status), {
    retry: { random: () => 0 },
  });
  await rejection(upstream.send(get, testCall()));
  expect(seen).toHaveLength(tries);
});

test.each([
  ['cut before the answer', cut],
  [
    'cut within it',
    (response) => response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"id":'),
  ],
] satisfies [string, Behaviour][])('a read whose connection is %s is tried again', async (_name, broken) => {
  const { upstream, seen } = await startSource(
    (response, entry, count) => (count < 3 ? broken(response, entry, count) : json(response, { id: 1 })),
    { retry: { random: () => 0 } },
  );
  const call = testCall();
  expect(await upstream.send(get, call)).toMatchObject({ body: { id: 1 } });
  expect(seen).toHaveLength(3);
  expect(call.records).toMatchObject([{ outcome: 'fetched', calls: 3 }]);
});

test('a read that was limited waits as long as the provider asks, if its deadline allows', async () => {
  const pauses: number[] = [];
  const retrying = {
    retry: { random: () => 0, sleep: (milliseconds: number) => Promise.resolve(pauses.push(milliseconds)) },
  };
  const soon = await startSource(limited('0', 1), retrying);
  expect(await soon.upstream.send(get, testCall())).toMatchObject({ status: 200 });
  const late = await startSource(limited('11', 1), retrying);
  expect(await rejection(late.upstream.send(get, testCall()))).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfter: 11,
  });
  expect(pauses).toEqual([0]);
  expect(late.seen).toHaveLength(1);
});

test.each([
  ['silence', () => undefined],
  ['an answer that is no JSON', (response) => response.end('<h1>')],
] satisfies [string, Behaviour][])('%s is told a reader after one attempt', async (_name, behave) => {
  const { upstream, seen } = await startSource(behave, { timeout: 200, retry: {} });
  await rejection(upstream.send(get, testCall()));
  expect(seen).toHaveLength(1);
});

test('pauses are spread over their whole range, and grow', async () => {
  expect((await travel([REFUSED, REFUSED], { random: 0 })).pauses).toEqual([0, 0]);
  expect((await travel([REFUSED, REFUSED], { random: 0.999 })).pauses).toEqual([199.8, 399.6]);
});

test('a pause ends before the deadline, or is not begun', async () => {
  expect(await travel([limitedFor(4), limitedFor(4)])).toEqual({
    outcome: 201,
    tries: 3,
    pauses: [4_000, 4_000],
  });
  expect(await travel([limitedFor(4), limitedFor(6)])).toEqual({
    outcome: 'xe failed 2.',
    tries: 2,
    pauses: [4_000],
  });
  expect(await travel([REFUSED], { trip: { deadline: NOW + 50 }, random: 0.25 })).toMatchObject({ tries: 1 });
  expect(await travel([REFUSED], { trip: { deadline: NOW + 51 }, random: 0.25 })).toMatchObject({ tries: 2 });
});

test('a try that proves nothing ends the tries', async () => {
  const unknown: [UpstreamErrorCode, ErrorDetails] = ['OUTCOME_UNKNOWN', { outcome: 'UNKNOWN' }];
  expect(await travel([REFUSED, unknown])).toMatchObject({ outcome: 'xe failed 2.', tries: 2 });
});

test('who has left is not served again', async () => {
  expect(await travel([REFUSED], { trip: { abandoned: true } })).toMatchObject({ tries: 1, pauses: [] });
  expect(await travel([REFUSED], { trip: { signal: AbortSignal.abort() } })).toMatchObject({
    tries: 1,
    pauses: [],
  });
});

test('a write that never got a connection in its time is not tried again', async () => {
  expect(await travel([['UPSTREAM_TIMEOUT', { outcome: 'NOT_DONE' }]])).toMatchObject({ tries: 1 });
});
