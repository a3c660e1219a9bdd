import { expect, test, vi } from 'vitest';
import { createOperationQueue } from '../../../src/server/limits/operation-queue.ts';
import { answerOf, smallServer } from '../small-server.ts';

/** A server whose field `fault` waits until it is let go. */
function held(limits: {
  concurrentOperations: number;
  waitingOperations: number;
  operationTimeout?: number;
}) {
  const running: (() => void)[] = [];
  const server = smallServer(() => new Promise<null>((resolve) => void running.push(() => resolve(null))), {
    limits,
  });
  return { ...server, running };
}

const post = (signal: AbortSignal) =>
  new Request('http://127.0.0.1/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ fault }' }),
    signal,
  });

test('what is beyond the places waits, and what is beyond the queue is 503 with Retry-After', async () => {
  const { ask, running } = held({ concurrentOperations: 2, waitingOperations: 1 });
  const answers = [ask('{ fault }'), ask('{ fault }'), ask('{ fault }')];
  await vi.waitFor(() => expect(running).toHaveLength(2));
  const refused = await ask('{ hello }');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect((await answerOf(refused)).errors?.[0]?.extensions).toMatchObject({
    code: 'RATE_LIMITED',
    retryAfter: 1,
  });
  running[0]?.();
  await vi.waitFor(() => expect(running).toHaveLength(3));
  running.forEach((end) => end());
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await ask('{ hello }')).status).toBe(200);
});

test('a document that runs from a plan takes a place like any other', async () => {
  const { ask, running } = held({ concurrentOperations: 1, waitingOperations: 0 });
  const query = '{ fault }';
  for (let use = 0; use < 4; use += 1) {
    const answer = ask(query);
    await vi.waitFor(() => expect(running).toHaveLength(use + 1));
    expect((await ask(query)).status).toBe(503);
    running[use]?.();
    expect((await answer).status).toBe(200);
  }
});

test('a refused mutation says that nothing was done', async () => {
  const { ask, running } = held({ concurrentOperations: 1, waitingOperations: 0 });
  const first = ask('{ fault }');
  await vi.waitFor(() => expect(running).toHaveLength(1));
  const { errors } = await answerOf(ask('mutation { change }'));
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', outcome: 'NOT_DONE' });
  running[0]?.();
  await first;
});

test('a caller that leaves frees its place in the queue', async () => {
  const { ask, fetch, running } = held({ concurrentOperations: 1, waitingOperations: 1 });
  const first = ask('{ fault }');
  await vi.waitFor(() => expect(running).toHaveLength(1));
  const client = new AbortController();
  const left = fetch(post(client.signal)).catch(() => undefined);
  await vi.waitFor(async () => expect((await ask('{ hello }')).status).toBe(503));
  client.abort();
  await left;
  const next = ask('{ hello }');
  running[0]?.();
  expect((await first).status).toBe(200);
  expect((await next).status).toBe(200);
  expect(running).toHaveLength(1);
});

test('nobody waits longer than an operation may take', async () => {
  const { ask, running } = held({ concurrentOperations: 1, waitingOperations: 1, operationTimeout: 0.1 });
  const first = ask('{ fault }');
  await vi.waitFor(() => expect(running).toHaveLength(1));
  expect((await ask('{ hello }')).status).toBe(503);
  running[0]?.();
  await first;
});

test('a place is handed to who waited longest, and is free again after a failure', async () => {
  const queue = createOperationQueue({ concurrentOperations: 1, waitingOperations: 2 });
  const signal = () => new AbortController().signal;
  expect(queue.enter(signal)).toBeUndefined();
  const turns: string[] = [];
  const second = queue.enter(signal)?.then(() => turns.push('second'));
  const third = queue.enter(signal)?.then(() => turns.push('third'));
  expect(() => queue.enter(signal)).toThrow('Too many operations are under way.');
  queue.leave();
  await second;
  expect(turns).toEqual(['second']);
  queue.leave();
  await third;
  queue.leave();
  expect(queue.enter(signal)).toBeUndefined();
  const gone = queue.enter(() => AbortSignal.abort());
  await expect(gone).rejects.toThrow('Too many operations are under way.');
});

test('a failing operation frees its place', async () => {
  const server = smallServer(
    () => {
      throw new Error('x');
    },
    { limits: { concurrentOperations: 1, waitingOperations: 0 } },
  );
  for (const query of [
    '{ fault }',
    '{ whole { part } }',
    'query ($n: Int!) { hello(count: $n) }',
    '{ hello }',
  ]) {
    expect([200, 400]).toContain((await server.ask(query)).status);
  }
});
