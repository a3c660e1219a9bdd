import { expect, test } from 'vitest';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import type { UpstreamRequest } from '../../src/upstream/upstream.ts';
import { testCall } from '../support/call.ts';
import { stoppedClock } from './clock.ts';
import { get, json, startSource } from './source.ts';

async function startFreshness() {
  const clock = stoppedClock();
  const source = await startSource((response, _seen, count) => json(response, count), {
    replies: createReplyCache(),
    now: clock.now,
  });
  const ask = async (freshness: string | undefined) => {
    const request: UpstreamRequest = { ...get, cache: { kind: 'messages', epochs: ['m'], freshness } };
    const { body } = await source.upstream.send(request, testCall({ deadline: clock.now() + 10_000 }));
    return body;
  };
  const ago = (seconds: number) => new Date(clock.now() - seconds * 1000).toISOString();
  return { ...source, ...clock, ask, ago };
}

test('while a fresh row shows the same moment, a reply stays good for up to 5 minutes', async () => {
  const { ask, ago, pass } = await startFreshness();
  const moment = ago(60);
  expect(await ask(moment)).toBe(1);
  pass(299);
  expect(await ask(moment)).toBe(1);
  pass(1);
  expect(await ask(moment)).toBe(2);
});

test('a row that shows another moment proves that a reply is old, within its life too', async () => {
  const { ask, ago, pass } = await startFreshness();
  expect(await ask(ago(60))).toBe(1);
  pass(1);
  expect(await ask(ago(0))).toBe(2);
});

test('a moment that had only just passed vouches for nothing: more may happen within the same second', async () => {
  const { ask, ago, pass } = await startFreshness();
  const moment = ago(1);
  expect(await ask(moment)).toBe(1);
  pass(1.9);
  expect(await ask(moment)).toBe(1);
  pass(0.1);
  expect(await ask(moment)).toBe(2);
  pass(10);
  // Asked for again ten seconds later, the same moment has settled.
  expect(await ask(moment)).toBe(3);
  pass(200);
  expect(await ask(moment)).toBe(3);
});

test('what is no moment vouches as it is', async () => {
  const { ask, pass } = await startFreshness();
  expect(await ask('v7')).toBe(1);
  pass(200);
  expect(await ask('v7')).toBe(1);
  expect(await ask('v8')).toBe(2);
});

test('with nothing to compare, the life decides', async () => {
  const { ask, ago, pass } = await startFreshness();
  expect(await ask(undefined)).toBe(1);
  pass(1);
  expect(await ask(ago(60))).toBe(1);
  pass(1);
  expect(await ask(ago(60))).toBe(2);
  pass(1);
  expect(await ask(undefined)).toBe(2);
  pass(1);
  expect(await ask(undefined)).toBe(3);
});

test('a write outdates a reply, whatever vouches for it', async () => {
  const { ask, ago, epochs } = await startFreshness();
  const moment = ago(60);
  expect(await ask(moment)).toBe(1);
  epochs.move(['m']);
  expect(await ask(moment)).toBe(2);
});
