import { expect, test } from 'vitest';
import { createEpochs } from '../../src/upstream/epochs.ts';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import { current } from '../../src/upstream/current.ts';
import type { UpstreamRequest } from '../../src/upstream/upstream.ts';
import { testCall } from '../support/call.ts';
import { stoppedClock } from './clock.ts';
import { get, json, startSource } from './source.ts';

const policy = { kind: 'conversations', epochs: ['conversations'], rows: 'conversation' } as const;
const listing: UpstreamRequest = { ...get, cache: policy };

function started() {
  const clock = stoppedClock();
  const epochs = createEpochs();
  const taken = { policy, asOf: epochs.now(), fetchedAt: clock.now() };
  return {
    ...clock,
    epochs,
    taken,
    isCurrent: current({ replies: createReplyCache(), epochs, now: clock.now }),
  };
}

test('what was taken from a reply is good within its life, to the millisecond', () => {
  const { taken, isCurrent, pass } = started();
  expect(isCurrent(taken, [])).toBe(true);
  pass(4.999);
  expect(isCurrent(taken, [])).toBe(true);
  pass(0.001);
  expect(isCurrent(taken, [])).toBe(false);
  pass(-5.001);
  expect(isCurrent(taken, [])).toBe(false);
});

test('a write ends it that touches the list, or the row alone', () => {
  for (const [touched, isCurrentAfter] of [
    ['conversations', false],
    ['conversation:7', false],
    ['conversation:8', true],
    ['messages:7', true],
  ] as const) {
    const { taken, isCurrent, epochs } = started();
    epochs.move([touched]);
    expect(isCurrent(taken, ['conversation:7']), touched).toBe(isCurrentAfter);
  }
});

test('the call by which a list came to be kept is told as of when, and no other', async () => {
  const source = await startSource((response) => json(response, []), { replies: createReplyCache() });
  const asOfs = await Promise.all([
    source.upstream.send(listing, testCall()),
    source.upstream.send(listing, testCall()),
  ]);
  expect(asOfs.map(({ keptAsOf }) => keptAsOf)).toEqual([0, undefined]);
  expect((await source.upstream.send(listing, testCall())).keptAsOf).toBeUndefined();
  source.epochs.move(['conversations']);
  expect((await source.upstream.send(listing, testCall())).keptAsOf).toBe(1);
  expect(
    (await source.upstream.send({ ...get, cache: { ...policy, rows: undefined } }, testCall({ fresh: true })))
      .keptAsOf,
  ).toBeUndefined();
});

test('a list that a write overtook is not kept, and one that nothing keeps is good for nothing', async () => {
  const overtaken = await startSource(
    (response) => {
      overtaken.epochs.move(['conversations']);
      json(response, []);
    },
    { replies: createReplyCache() },
  );
  expect((await overtaken.upstream.send(listing, testCall())).keptAsOf).toBeUndefined();
  const { isCurrent } = await startSource((response) => json(response, []));
  expect(isCurrent).toBeUndefined();
});
