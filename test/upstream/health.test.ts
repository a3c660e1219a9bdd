import { expect, test } from 'vitest';
import type { GatewayError } from '../../src/errors.ts';
import { testCall } from '../support/call.ts';
import { stoppedClock } from './clock.ts';
import { get, json, patch, rejection, startSource, until } from './source.ts';

/** Asked once for each of the statuses, which it answers. */
async function healthAfter(...statuses: number[]) {
  const clock = stoppedClock();
  let current = 200;
  const source = await startSource((response) => json(response, {}, current), { now: clock.now });
  const errors: GatewayError[] = [];
  for (const status of statuses) {
    current = status;
    const sent = source.upstream.send(get, testCall({ deadline: clock.now() + 10_000 }));
    await sent.catch((error: unknown) => errors.push(error as GatewayError));
  }
  return { ...source, clock, errors };
}

test('before any call nothing is known', async () => {
  const { health } = await healthAfter();
  expect(health()).toEqual({ status: 'UNKNOWN', lastSuccessAt: null, lastError: null });
});

test.each([
  ['HEALTHY', [200]],
  ['HEALTHY', [404]],
  ['HEALTHY', [500, 200]],
  ['HEALTHY', [500, 500, 500, 500, 422]],
  ['HEALTHY', [429, 200]],
  ['DEGRADED', [429]],
  ['DEGRADED', [200, 429, 429, 429, 429]],
  ['DEGRADED', [200, 500]],
  ['DEGRADED', [200, 500, 500]],
  ['DEGRADED', [200, 500, 500, 429]],
  ['DOWN', [500]],
  ['DOWN', [200, 500, 500, 500]],
  ['DOWN', [200, 500, 500, 429, 500]],
  ['DOWN', [200, 401]],
  ['DOWN', [200, 403]],
])('%s after %j', async (status, statuses) => {
  expect((await healthAfter(...statuses)).health().status).toBe(status);
});

test('the last success and the last error are told, the error after recovery too', async () => {
  const { health, clock, errors } = await healthAfter(503, 200);
  expect(health()).toEqual({
    status: 'HEALTHY',
    lastSuccessAt: new Date(clock.now()).toISOString(),
    lastError: { code: 'UPSTREAM_UNAVAILABLE', message: errors[0]?.message },
  });
});

test('a client that goes away and a deadline that passes say nothing about the source', async () => {
  const { upstream, seen, health } = await startSource(() => undefined);
  const client = new AbortController();
  const gone = rejection(upstream.send(get, testCall({ signal: client.signal })));
  await until(() => seen.length === 1);
  client.abort();
  await gone;
  await rejection(upstream.send(patch, testCall({ deadline: Date.now() + 50 })));
  expect(health()).toEqual({ status: 'UNKNOWN', lastSuccessAt: null, lastError: null });
});
