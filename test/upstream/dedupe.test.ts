import { expect, test } from 'vitest';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import { testCall } from '../support/call.ts';
import {
  cachedGet,
  gate,
  get,
  json,
  patch,
  rejection,
  startSource,
  until,
  type Behaviour,
  type TestSource,
} from './source.ts';

/** Each reply is the number of its request; reads wait for the gate, writes do not. */
async function startGated(): Promise<TestSource & { open: () => void; closed: () => number }> {
  const { opened, open } = gate();
  let closed = 0;
  const behave: Behaviour = async (response, { method }, count) => {
    response.on('close', () => (closed += response.writableFinished ? 0 : 1));
    if (method === 'GET') await opened;
    json(response, count);
  };
  const source = await startSource(behave, { replies: createReplyCache() });
  return { ...source, open, closed: () => closed };
}

const outcomes = (call: ReturnType<typeof testCall>) => call.records.map(({ outcome }) => outcome);

test('identical reads in flight share one exchange', async () => {
  const { upstream, seen, open } = await startGated();
  const calls = [testCall(), testCall(), testCall()] as const;
  const replies = calls.map((call) => upstream.send(get, call));
  const other = upstream.send({ ...get, path: '/conversations/other' }, testCall());
  await until(() => seen.length === 2);
  open();
  expect((await Promise.all(replies)).map(({ body }) => body)).toEqual([1, 1, 1]);
  expect((await other).body).toBe(2);
  expect(calls.map(outcomes)).toEqual([['fetched'], ['deduplicated'], ['deduplicated']]);
});

test('a shared reply cannot be changed by one reader under the eyes of another', async () => {
  const { opened, open } = gate();
  const { upstream, seen } = await startSource(
    async (response) => {
      await opened;
      json(response, { rows: [{ name: 'Alice' }] });
    },
    { replies: createReplyCache() },
  );
  const replies = [upstream.send(get, testCall()), upstream.send(get, testCall())];
  await until(() => seen.length === 1);
  open();
  const [first, second] = await Promise.all(replies);
  const { rows } = first?.body as { rows: { name: string }[] };
  expect(() => rows.push({ name: 'Eve' })).toThrow(TypeError);
  expect(() => Object.assign(rows[0] ?? {}, { name: 'Eve' })).toThrow(TypeError);
  expect(second?.body).toEqual({ rows: [{ name: 'Alice' }] });
});

test('after it has landed, the next read is an exchange of its own', async () => {
  const { upstream, open } = await startGated();
  open();
  expect((await upstream.send(get, testCall())).body).toBe(1);
  expect((await upstream.send(get, testCall())).body).toBe(2);
});

test('a failure is everyone’s, and is not kept', async () => {
  const { opened, open } = gate();
  const { upstream, seen } = await startSource(
    async (response, _seen, count) => {
      await opened;
      json(response, {}, count === 1 ? 503 : 200);
    },
    { replies: createReplyCache() },
  );
  const calls = [testCall(), testCall()] as const;
  const failures = calls.map((call) => rejection(upstream.send(cachedGet, call)));
  await until(() => seen.length === 1);
  open();
  expect(await Promise.all(failures)).toMatchObject([
    { code: 'UPSTREAM_UNAVAILABLE' },
    { code: 'UPSTREAM_UNAVAILABLE' },
  ]);
  expect(calls.map(outcomes)).toEqual([['failed'], ['failed']]);
  expect(await upstream.send(cachedGet, testCall())).toMatchObject({ status: 200 });
});

test('one who leaves does not take the reply from the others, the first one neither', async () => {
  const { upstream, seen, open, closed } = await startGated();
  const leaver = new AbortController();
  const left = rejection(upstream.send(get, testCall({ signal: leaver.signal })));
  const stayed = upstream.send(get, testCall());
  await until(() => seen.length === 1);
  leaver.abort();
  expect(await left).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  open();
  expect((await stayed).body).toBe(1);
  expect(closed()).toBe(0);
});

test('when all have left, the exchange ends, and nobody joins it any more', async () => {
  const { upstream, seen, open, closed } = await startGated();
  const leavers = [new AbortController(), new AbortController()] as const;
  const left = leavers.map(({ signal }) => rejection(upstream.send(get, testCall({ signal }))));
  await until(() => seen.length === 1);
  for (const leaver of leavers) leaver.abort();
  const next = upstream.send(get, testCall());
  expect(await Promise.all(left)).toHaveLength(2);
  await until(() => closed() === 1);
  open();
  expect((await next).body).toBe(2);
});

test('each waits until its own deadline: an early one leaves alone, a late one keeps the exchange going', async () => {
  const { upstream, seen, open } = await startGated();
  const early = rejection(upstream.send(get, testCall({ deadline: Date.now() + 100 })));
  await until(() => seen.length === 1);
  const late = upstream.send(get, testCall({ deadline: Date.now() + 20_000 }));
  expect(await early).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  open();
  expect((await late).body).toBe(1);
  expect(seen).toHaveLength(1);
});

test('one who comes too late joins nothing', async () => {
  const { upstream, seen, open } = await startGated();
  const waiting = upstream.send(get, testCall());
  await until(() => seen.length === 1);
  const late = testCall({ deadline: Date.now() - 1 });
  expect(await rejection(upstream.send(get, late))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  open();
  expect((await waiting).body).toBe(1);
});

test('a deadline beyond what a timer can wait is no deadline', async () => {
  const { upstream, open } = await startGated();
  open();
  const reply = await upstream.send(get, testCall({ deadline: Number.POSITIVE_INFINITY }));
  expect(reply.body).toBe(1);
});

test('a read after a write does not join one that began before it', async () => {
  const { upstream, seen, open } = await startGated();
  const before = upstream.send(cachedGet, testCall());
  await until(() => seen.length === 1);
  await upstream.send(patch, testCall());
  const after = upstream.send(cachedGet, testCall());
  await until(() => seen.length === 3);
  open();
  expect([(await before).body, (await after).body]).toEqual([1, 3]);
});

test('a write of something else does not part them; reads that name no epochs are parted by any', async () => {
  const { upstream, seen, open } = await startGated();
  const reads = [upstream.send(cachedGet, testCall()), upstream.send({ ...get, path: '/x' }, testCall())];
  await until(() => seen.length === 2);
  await upstream.send({ ...patch, touches: ['contacts'] }, testCall());
  reads.push(upstream.send(cachedGet, testCall()), upstream.send({ ...get, path: '/x' }, testCall()));
  await until(() => seen.length === 4);
  open();
  const bodies = (await Promise.all(reads)).map(({ body }) => body);
  expect(bodies[0]).toBe(bodies[2]);
  expect(bodies[1]).not.toBe(bodies[3]);
});

test('fresh data is not taken from another operation’s flight, but is shared within its own and with those who come later', async () => {
  const { upstream, seen, open } = await startGated();
  const fresh = testCall({ fresh: true });
  const before = upstream.send(cachedGet, testCall());
  await until(() => seen.length === 1);
  const own = [upstream.send(cachedGet, fresh), upstream.send(cachedGet, fresh)];
  await until(() => seen.length === 2);
  const later = upstream.send(cachedGet, testCall());
  open();
  expect((await before).body).toBe(1);
  expect((await Promise.all(own)).map(({ body }) => body)).toEqual([2, 2]);
  expect((await later).body).toBe(2);
});

test('writes are never shared', async () => {
  const { upstream, seen } = await startGated();
  await Promise.all([upstream.send(patch, testCall()), upstream.send(patch, testCall())]);
  expect(seen).toHaveLength(2);
});

test('without a cache nothing is shared', async () => {
  const { upstream, seen } = await startSource((response) => json(response, {}));
  const reads = [upstream.send(cachedGet, testCall()), upstream.send(cachedGet, testCall())];
  await Promise.all(reads);
  expect(seen).toHaveLength(2);
});
