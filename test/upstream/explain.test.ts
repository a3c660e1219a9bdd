import { expect, test } from 'vitest';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import { testCall } from '../support/call.ts';
import { cachedGet, get, json, patch, rejection, startSource } from './source.ts';

test('each send is one line: source, template, what became of it, milliseconds, what it cost', async () => {
  const { upstream } = await startSource(
    (response, { method }) => json(response, {}, method === 'GET' ? 200 : 500),
    { replies: createReplyCache() },
  );
  const call = testCall();
  await upstream.send(cachedGet, call);
  await upstream.send(cachedGet, call);
  await Promise.all([upstream.send(get, call), upstream.send(get, call)]);
  await rejection(upstream.send(patch, call));
  const line = (outcome: string, method = 'GET') => ({
    source: 'xe',
    operation: `${method} /v1/chat/conversations/{id}`,
    outcome,
    ms: expect.any(Number) as number,
    calls: outcome === 'cached' || outcome === 'deduplicated' ? 0 : 1,
    budget: 'default',
    waitedMs: 0,
  });
  expect(call.records).toEqual([
    line('fetched'),
    line('cached'),
    line('fetched'),
    line('deduplicated'),
    line('failed', 'PATCH'),
  ]);
  for (const { ms } of call.records) expect(Number.isInteger(ms) && ms >= 0).toBe(true);
});
