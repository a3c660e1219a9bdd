import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cache } from '../../src/upstream/cache.ts';
import { dedupe } from '../../src/upstream/dedupe.ts';
import { createEpochs } from '../../src/upstream/epochs.ts';
import { createReplyCache } from '../../src/upstream/reply-cache.ts';
import { clientOf, guarded } from '../../src/upstream/guard.ts';
import { touch } from '../../src/upstream/touch.ts';
import type { Fetched, Send, Trip } from '../../src/upstream/trip.ts';
import type { UpstreamRequest } from '../../src/upstream/upstream.ts';
import { testCall } from '../support/call.ts';

const ITEMS = ['x', 'y'] as const;
type Item = (typeof ITEMS)[number];
interface Step {
  readonly kind: 'read' | 'write' | 'fail';
  readonly item: Item;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('read', 'read', 'write', 'fail'),
  item: fc.constantFrom(...ITEMS),
});

const credential = { fingerprint: 'k', account: 'k', headers: [], broughtIn: undefined };

function tripOf({ kind, item }: Step): Trip {
  const request: UpstreamRequest =
    kind === 'read'
      ? { method: 'GET', template: '/{id}', path: `/${item}`, cache: { kind: 'agents', epochs: [item] } }
      : { method: 'PATCH', template: '/{id}', path: `/${item}`, touches: [item], body: kind };
  const call = testCall({ deadline: Date.now() + 60_000 });
  return {
    source: 's',
    request,
    call,
    credential,
    target: request.path,
    key: request.path,
    signal: call.signal,
    deadline: call.deadline,
    outcome: 'fetched',
    abandoned: false,
    spending: { calls: 0, waited: 0 },
    answer: undefined,
    turnAt: undefined,
    accept: undefined,
    isProbe: false,
    ticket: '',
    paidAt: 0,
    began: 0,
    attemptBegan: 0,
    timeoutAt: 0,
    startedAt: 0,
    leave: undefined,
    seat: 0,
    stoppable: undefined,
  };
}

test('whatever overtakes what, a read that begins after a write ended shows it, from whichever cache', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 4, maxLength: 16 }), async (s, steps) => {
      // The provider: a count of writes per item, and answers that travel for as long as the scheduler likes, both ways.
      const state: Record<Item, number> = { x: 0, y: 0 };
      const ended: Record<Item, number> = { x: 0, y: 0 };
      const committed = new Map<UpstreamRequest, number>();
      const provider: Send = async ({ request }) => {
        const item = request.path.slice(1) as Item;
        await s.schedule(Promise.resolve(), 'there');
        if (request.method !== 'GET') committed.set(request, (state[item] += 1));
        const body = state[item];
        await s.schedule(Promise.resolve(), 'back');
        if (request.body === 'fail') throw new Error('cut');
        return {
          status: 200,
          headers: {},
          body,
          bytes: 1,
          askedAt: 0,
          fetchedAt: 0,
          stale: false,
        } satisfies Fetched;
      };
      const now = () => 0;
      const epochs = createEpochs();
      const replies = createReplyCache();
      const remembered = cache({ epochs, replies, refreshTime: 1000, now })(
        dedupe({ epochs, now })(provider),
      );
      const send = guarded({ observers: [touch(epochs)], client: clientOf(remembered) });

      const run = async (each: Step): Promise<void> => {
        await s.schedule(Promise.resolve(), 'begin');
        const known = ended[each.item];
        const trip = tripOf(each);
        const reply = await send(trip).catch(() => undefined);
        if (each.kind === 'read') expect(reply?.body).toBeGreaterThanOrEqual(known);
        else ended[each.item] = Math.max(ended[each.item], committed.get(trip.request) ?? 0);
      };
      const runs = Promise.all(steps.map(run));
      await s.waitFor(runs);
    }),
    { numRuns: 300 },
  );
});
