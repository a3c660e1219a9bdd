import { getEventListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createDeadlines } from '../../src/server/deadline.ts';

const deadlines = createDeadlines(Date.now);

test('the signal is aborted when the time is up', async () => {
  const { signal } = deadlines.open(new AbortController().signal, 5);
  await Promise.race([
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())),
    wait(5000),
  ]);
  expect((signal.reason as Error).name).toBe('TimeoutError');
});

test('the signal is aborted when the client goes away, for its reason', () => {
  const client = new AbortController();
  const { signal } = deadlines.open(client.signal, 5000);
  expect(signal.aborted).toBe(false);
  client.abort('gone');
  expect(signal.reason).toBe('gone');
});

test('a client that is gone already is noticed', () => {
  expect(deadlines.open(AbortSignal.abort('gone'), 5000).signal.reason).toBe('gone');
});

test('what has ended is aborted no more', async () => {
  const client = new AbortController();
  const deadline = deadlines.open(client.signal, 5);
  deadline.end();
  client.abort();
  await wait(20);
  expect(deadline.signal.aborted).toBe(false);
});

test('each is aborted in its own time, whichever was opened first', async () => {
  const client = new AbortController().signal;
  const ended: number[] = [];
  const began = performance.now();
  const opened = [60, 5, 5000, 30, 60].map((milliseconds) => {
    const deadline = deadlines.open(client, milliseconds);
    deadline.signal.addEventListener('abort', () => {
      ended.push(milliseconds);
      expect(performance.now() - began).toBeGreaterThanOrEqual(milliseconds);
    });
    return deadline;
  });
  await wait(150);
  expect(ended).toEqual([5, 30, 60, 60]);
  expect(opened[2]?.signal.aborted).toBe(false);
  opened[2]?.end();
});

test('it is at the moment that the clock will show then', () => {
  const deadline = createDeadlines(() => 1000).open(new AbortController().signal, 250);
  expect(deadline.at).toBe(1250);
  deadline.end();
});

test('nothing of it is left with the client', () => {
  const { signal: client } = new AbortController();
  for (const milliseconds of [0, 5000]) deadlines.open(client, milliseconds).end();
  expect(getEventListeners(client, 'abort')).toEqual([]);
});
