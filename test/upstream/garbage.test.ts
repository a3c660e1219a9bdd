import type { Dispatcher } from 'undici';
import { expect, test } from 'vitest';
import { Aborter } from '../../src/abort.ts';
import { Exchange } from '../../src/upstream/exchange.ts';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import type { Trip } from '../../src/upstream/trip.ts';
import { testCall } from '../support/call.ts';
import { heldAfter, overlapping, type Weight } from '../support/garbage.ts';
import { get, json, startSource } from './source.ts';

/** A call, and with it the operation that makes it. */
const callOf = (weight: Weight) => Object.assign(testCall({ signal: new Aborter() }), { weight });

test.each([
  ['calls', undefined],
  ['calls that others may share', createReplyCache()],
])('%s that waited for their place and were answered are held by nothing', async (_which, replies) => {
  const { upstream } = await startSource((response) => json(response, {}), {
    connections: 2,
    waiting: 30,
    replies,
  });
  let latest: Promise<unknown> | undefined;
  const operate = (weight: Weight) => {
    const call = callOf(weight);
    latest = Promise.all(
      Array.from({ length: 8 }, (_, index) => upstream.send({ ...get, path: `/${index}` }, call)),
    );
    return latest;
  };
  expect(await heldAfter(overlapping(operate))).toBeLessThan(5);
  await latest;
});

test('who no longer listens is held by no signal, however long others listen', async () => {
  const aborter = new Aborter();
  const listen = async (weight: Weight) => {
    const listeners = Array.from({ length: 40 }, () => {
      const told = () => weight.byteLength;
      return told;
    });
    for (const listener of listeners) aborter.addEventListener('abort', listener);
    await new Promise(setImmediate);
    for (const listener of listeners) aborter.removeEventListener('abort', listener);
  };
  expect(await heldAfter(overlapping(listen))).toBeLessThan(5);
});

test('an exchange that is over holds nothing of its call, however long it is held itself', async () => {
  const kept: Exchange[] = [];
  const held = await heldAfter(
    (weight) =>
      new Promise((resolve) => {
        const trip = { request: get, weight } as unknown as Trip;
        const exchange = new Exchange(trip, 1000, resolve);
        kept.push(exchange);
        const controller = { weight } as unknown as Dispatcher.DispatchController;
        exchange.onRequestStart(controller);
        exchange.onResponseStart(controller, 200, {});
        exchange.onResponseEnd();
      }),
  );
  expect(kept).toHaveLength(60);
  expect(held).toBeLessThan(5);
});
