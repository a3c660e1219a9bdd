import { expect, test } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import type { UpstreamParts } from '../../src/upstream/create-upstream.ts';
import { testCall } from '../support/call.ts';
import { gate, get, json, patch, rejection, startSource, until } from './source.ts';

async function startCrowded(parts: Partial<UpstreamParts> = {}) {
  const { opened, open } = gate();
  const source = await startSource(
    async (response) => {
      await opened;
      json(response, {});
    },
    { connections: 2, waiting: 1, ...parts },
  );
  const send = (request = get, call = testCall()) => source.upstream.send(request, call);
  return { ...source, open, send };
}

test('so many calls at once, so many waiting, and the next one is refused at once', async () => {
  const { seen, send, open } = await startCrowded();
  const taken = [send(), send()];
  await until(() => seen.length === 2);
  const waiting = send();
  await Promise.resolve();
  for (const [request, outcome] of [
    [get, undefined],
    [patch, 'NOT_DONE'],
  ] as const) {
    expect(await rejection(send(request))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: expect.stringContaining('too many calls to it wait already') as string,
      outcome,
      retryAfter: 1,
    });
  }
  open();
  await Promise.all([...taken, waiting]);
  expect(seen).toHaveLength(3);
  await send();
});

test('who waits and leaves makes room, and is never sent', async () => {
  const { seen, send, open } = await startCrowded();
  const taken = [send(), send()];
  await until(() => seen.length === 2);
  const client = new AbortController();
  const left = rejection(send(patch, testCall({ signal: client.signal })));
  await new Promise(setImmediate);
  client.abort();
  expect(await left).toMatchObject({ outcome: 'NOT_DONE' });
  const next = send();
  open();
  await Promise.all([...taken, next]);
  expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
});

test('waiting for a place is the call’s own time', async () => {
  const { seen, send } = await startCrowded({ timeout: 400 });
  // A first call takes its time: those behind it would begin much later.
  await rejection(send());
  const all = await Promise.all([send(), send(), send()].map(rejection));
  expect(all).toEqual(all.map(() => expect.objectContaining({ code: 'UPSTREAM_TIMEOUT' }) as unknown));
  expect(seen).toHaveLength(3);
});

test('who waits and leaves has spent nothing of the budget', async () => {
  const limits = { budgets: [{ name: 'default', limit: 10, windowSeconds: 60 }] };
  const { seen, send, open, budgets } = await startCrowded({ limits });
  const taken = [send(), send()];
  await until(() => seen.length === 2);
  const client = new AbortController();
  const left = rejection(send(get, testCall({ signal: client.signal })));
  await new Promise(setImmediate);
  client.abort();
  await left;
  expect(await budgets()).toEqual([expect.objectContaining({ remaining: 8 })]);
  open();
  await Promise.all(taken);
});

test('a burst that is more than a sound source can answer in time tells nothing bad of it', async () => {
  const { health, upstream } = await startSource(
    (response) => void setTimeout(() => json(response, {}), 60),
    { connections: 20, waiting: 1000, timeout: 500 },
  );
  const calls = Array.from({ length: 400 }, () => upstream.send(get, testCall()));
  const errors = (await Promise.allSettled(calls)).flatMap((end) =>
    end.status === 'rejected' ? [end.reason as Error] : [],
  );
  expect(errors.length).toBeGreaterThan(100);
  expect(new Set(errors.map((error) => (error instanceof GatewayError ? error.code : error)))).toEqual(
    new Set(['UPSTREAM_TIMEOUT']),
  );
  // Whoever gets a connection in the last moment is told that waiting for it took the time.
  for (const { message } of errors) expect(message).toMatch(/ in time|in what a wait for a connection left/);
  expect(errors.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('was not asked for `GET /v1/chat/conversations/{id}` in time'),
  );
  expect(health().status).toBe('HEALTHY');
  expect(await upstream.send(get, testCall())).toMatchObject({ status: 200 });
});
