import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDeadline } from '../../src/server/deadline.ts';

test('the signal is aborted when the time is up', async () => {
  const { signal } = openDeadline(new AbortController().signal, 5, Date.now);
  await Promise.race([new Promise((resolve) => signal.addEventListener('abort', resolve)), wait(5000)]);
  expect((signal.reason as Error).name).toBe('TimeoutError');
});

test('the signal is aborted when the client goes away, for its reason', () => {
  const client = new AbortController();
  const { signal } = openDeadline(client.signal, 5000, Date.now);
  expect(signal.aborted).toBe(false);
  client.abort('gone');
  expect(signal.reason).toBe('gone');
});

test('a client that is gone already is noticed', () => {
  expect(openDeadline(AbortSignal.abort('gone'), 5000, Date.now).signal.reason).toBe('gone');
});

test('what has ended is aborted no more', async () => {
  const client = new AbortController();
  const { signal, end } = openDeadline(client.signal, 5, Date.now);
  end();
  client.abort();
  await wait(20);
  expect(signal.aborted).toBe(false);
});
