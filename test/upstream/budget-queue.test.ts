import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { UpstreamError } from '../../src/errors.ts';
import { createMemoryBudgets } from '../../src/store/memory-budgets.ts';
import { createBudgets } from '../../src/upstream/budget.ts';
import { guarded } from '../../src/upstream/guard.ts';
import type { Limits } from '../../src/upstream/limits.ts';
import type { Fetched, Trip } from '../../src/upstream/trip.ts';
import type { Call, UpstreamRequest } from '../../src/upstream/upstream.ts';
import { testCall } from '../support/call.ts';
import { get, patch, rejection } from './source.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const TWENTY_A_MINUTE: Limits = { budgets: [{ name: 'default', limit: 20, windowSeconds: 60 }] };
const TWO_A_MINUTE: Limits = { budgets: [{ name: 'default', limit: 2, windowSeconds: 60 }] };

const sleep = async (milliseconds: number) => {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
};

const CREDENTIAL = { fingerprint: 'f', account: 'a', headers: [], broughtIn: undefined };

function trip(request: UpstreamRequest, overrides: Partial<Call> = {}): Trip {
  const call = testCall(overrides);
  return {
    source: 'ebbot',
    request,
    call,
    signal: call.signal,
    deadline: call.deadline,
    spending: { calls: 0, waited: 0 },
    answer: undefined,
    turnAt: undefined,
    abandoned: false,
    credential: CREDENTIAL,
  } as unknown as Trip;
}

/** Numbers that look random, from 0 to 1, the same in every run. */
function sequence(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Circumstances {
  /** Milliseconds until the provider counts a call, and as many again until it answers; drawn for each. */
  readonly latency?: () => number;
  readonly firstShare?: number;
  readonly headers?: () => Record<string, string>;
}

/** A provider, and the budgets before it. */
function begin(
  limits: Limits,
  { latency = () => 0, firstShare = 1, headers = () => ({}) }: Circumstances = {},
) {
  const counted: { readonly at: number; readonly method: string; readonly path: string }[] = [];
  const store = createMemoryBudgets({ firstShare });
  const budgets = createBudgets({
    store,
    ownerOf: () => 'ebbot',
    limits,
    longestCall: 10_000,
    now: Date.now,
  });
  const send = guarded({
    guards: [budgets.guard],
    client: (going, end) => {
      const answer = async () => {
        await sleep(latency());
        counted.push({ at: Date.now(), method: going.request.method, path: going.request.path });
        await sleep(latency());
        going.answer = { sent: true, status: 200, headers: headers() };
        end.replied({ status: 200 } as Fetched);
      };
      void answer();
    },
  });
  return { counted, send, budgets };
}

/** The most calls in any window of so many milliseconds. */
function busiest(calls: readonly { readonly at: number }[], length: number): number {
  return Math.max(
    0,
    ...calls.map(({ at }) => calls.filter((call) => call.at >= at && call.at < at + length).length),
  );
}

test('200 clients that ask for 3 minutes never overrun a window, and each has its answer or its refusal in time', async () => {
  const random = sequence();
  const latency = () => 20 + random() * 480;
  const { counted, send } = begin(TWENTY_A_MINUTE, { latency });
  const end = Date.now() + 180_000;
  const answers = { data: 0, limited: 0, other: 0 };
  const late: number[] = [];
  const untrue: number[] = [];
  const client = async (index: number) => {
    while (Date.now() < end) {
      const began = Date.now();
      const going = trip({ ...get, path: `/${index}/transcript` });
      const error = await send(going).then(
        () => undefined,
        (reason: unknown) => reason as UpstreamError,
      );
      if (Date.now() > going.deadline) late.push(Date.now() - began);
      if (error === undefined) answers.data += 1;
      else answers[error.code === 'RATE_LIMITED' ? 'limited' : 'other'] += 1;
      const retryAfter = error?.retryAfter ?? 0;
      // A window and what is queued before it: no more than a deadline holds.
      if (retryAfter < 0 || retryAfter > 70) untrue.push(retryAfter);
      // Some do as they are told, some are impatient.
      await sleep(index % 2 === 0 ? retryAfter * 1000 + random() * 1000 : 500 + random() * 3_000);
    }
  };
  const clients = Promise.all(Array.from({ length: 200 }, (_, index) => client(index)));
  await vi.advanceTimersByTimeAsync(260_000);
  await clients;
  expect(busiest(counted, 60_000)).toBeLessThanOrEqual(20);
  expect(answers.other).toBe(0);
  expect(late).toEqual([]);
  expect(untrue).toEqual([]);
  expect(answers.data).toBe(counted.length);
  expect(answers.limited).toBeGreaterThan(200);
  // Three minutes are good for sixty, less what the calls themselves take.
  expect(counted.length).toBeGreaterThanOrEqual(59);
});

test('a budget that is full to the deadline refuses at once, and says truly when to come back', async () => {
  const { counted, send } = begin(TWO_A_MINUTE);
  await send(trip(get));
  await vi.advanceTimersByTimeAsync(5_000);
  await send(trip(get));
  const began = Date.now();
  const error = await rejection(send(trip(get)));
  expect(Date.now()).toBe(began);
  expect(error).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfter: 55,
    message:
      'ebbot was not asked for `GET /v1/chat/conversations/{id}`: it takes no more such calls (budget "default") for 55 s.',
  });
  expect(await rejection(send(trip(patch)))).toMatchObject({ code: 'RATE_LIMITED', outcome: 'NOT_DONE' });
  await vi.advanceTimersByTimeAsync(54_000);
  expect(await rejection(send(trip(get, { deadline: Date.now() + 500 })))).toMatchObject({ retryAfter: 1 });
  await vi.advanceTimersByTimeAsync(1_000);
  await send(trip(get));
  expect(counted).toHaveLength(3);
});

test('writes go before reads, reads before the background, equals in their order', async () => {
  const { counted, send } = begin({ budgets: [{ name: 'default', limit: 4, windowSeconds: 1 }] });
  for (let count = 0; count < 4; count += 1) void send(trip(get));
  await vi.advanceTimersByTimeAsync(0);
  const path = (name: string) => ({ path: name });
  const all = Promise.all([
    send(trip({ ...get, ...path('/poll') }, { background: true })),
    send(trip({ ...get, ...path('/read 1') })),
    send(trip({ ...get, ...path('/read 2') })),
    send(trip({ ...patch, ...path('/write') })),
  ]);
  await vi.advanceTimersByTimeAsync(4_000);
  await all;
  expect(counted.slice(4).map(({ path: name }) => name)).toEqual(['/write', '/read 1', '/read 2', '/poll']);
});

test('the background leaves a quarter of a budget, so that no poll delays a send', async () => {
  const { counted, send } = begin(TWENTY_A_MINUTE);
  const polls = Array.from({ length: 30 }, () =>
    send(trip(get, { background: true })).catch(() => undefined),
  );
  await Promise.all(polls);
  expect(counted).toHaveLength(15);
  const began = Date.now();
  await Promise.all(Array.from({ length: 5 }, () => send(trip(patch))));
  expect(Date.now()).toBe(began);
});

test('one class used up leaves the others alone', async () => {
  const { counted, send } = begin({
    budgets: [
      { name: 'create', limit: 1, windowSeconds: 60 },
      { name: 'messages', limit: 3, windowSeconds: 60 },
    ],
  });
  const create = { ...patch, budget: 'create' };
  await send(trip(create));
  expect(await rejection(send(trip(create)))).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 60 });
  const others = ['messages', 'messages', 'messages', 'unlisted', 'unlisted'].map((budget) =>
    send(trip({ ...get, budget })),
  );
  await Promise.all(others);
  expect(counted).toHaveLength(6);
});

test('who waits is told what it waited; who leaves the queue costs nothing', async () => {
  const { counted, send } = begin({ budgets: [{ name: 'default', limit: 1, windowSeconds: 3 }] });
  await send(trip(get));
  const client = new AbortController();
  const left = rejection(send(trip(patch, { signal: client.signal })));
  const waiting = trip(get);
  const answer = send(waiting);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(waiting.turnAt).toBeGreaterThan(Date.now());
  client.abort();
  expect(await left).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_DONE' });
  await vi.advanceTimersByTimeAsync(2_000);
  await answer;
  expect(waiting.spending).toEqual({ calls: 1, waited: 3_000 });
  expect(waiting.turnAt).toBeUndefined();
  expect(counted).toHaveLength(2);
});

test('a better call takes the turn of one whose time will then not do: that one is refused, not served late', async () => {
  const { send } = begin({ budgets: [{ name: 'default', limit: 1, windowSeconds: 3 }] });
  await send(trip(get));
  const read = rejection(send(trip(get, { deadline: Date.now() + 5_000 })));
  await vi.advanceTimersByTimeAsync(1_000);
  const write = send(trip(patch));
  const began = Date.now();
  expect(await read).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 5 });
  expect(Date.now()).toBe(began);
  await vi.advanceTimersByTimeAsync(2_000);
  await write;
});

test('without its store no call goes out', async () => {
  const { counted } = begin(TWO_A_MINUTE);
  const lost = () => Promise.reject(new Error('The store is gone.'));
  const store = { take: lost, settle: lost, look: lost };
  const budgets = createBudgets({
    store,
    ownerOf: () => 'x',
    limits: TWO_A_MINUTE,
    longestCall: 1,
    now: Date.now,
  });
  const send = guarded({ guards: [budgets.guard], client: () => expect.unreachable() });
  expect(await rejection(send(trip(get)))).toMatchObject({ message: 'The store is gone.' });
  expect(counted).toEqual([]);
});
