/** What was kept from before stands in for a source that gives nothing, in connections over sources and nowhere else. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultSwitch, type FaultSwitch } from '../support/faults.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let xe: FaultSwitch;
let rig: Rig;
beforeEach(async () => {
  xe = faultSwitch();
  rig = await startRig(
    { xeChat: { middleware: xe.middleware, sizes: { conversations: 30, contacts: 10 } } },
    // Kept for a moment only: whatever is asked for twice is late.
    {
      cache: { lives: { conversations: 0.001, contacts: 0.001, inboxes: 0.001 } },
      limits: { callTimeout: 1 },
    },
  );
});
afterEach(() => rig.close());

interface Found {
  readonly conversations: {
    readonly totalCount: number | null;
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly sources: readonly {
      readonly status: string;
      readonly reason: string | null;
      readonly fetchedAt: string;
    }[];
  };
}

const list = () =>
  rig.query<Found>(
    `{ conversations(first: 10, filter: { sources: ["xe"] }) { totalCount nodes { id } pageInfo { hasNextPage } sources { status reason retryAt fetchedAt } } }`,
  );

test.each(['500', 'slow', '429'] as const)(
  '%s: a list is shown as it was, and its slice is STALE',
  async (fault) => {
    const fresh = await list();
    expect(fresh.data.conversations.sources).toMatchObject([{ status: 'OK', reason: null }]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    xe.fault = fault;
    const stale = await list();
    expect(stale.errors).toBeUndefined();
    expect(stale.data.conversations).toEqual({
      ...fresh.data.conversations,
      sources: [
        {
          status: 'STALE',
          reason: expect.any(String) as string,
          retryAt: null,
          fetchedAt: fresh.data.conversations.sources[0]?.fetchedAt,
        },
      ],
    });
  },
);

test('401: nothing is shown that the credential no longer opens', async () => {
  await list();
  await new Promise((resolve) => setTimeout(resolve, 5));
  xe.fault = '401';
  const { data } = await list();
  expect(data.conversations).toMatchObject({ nodes: [], sources: [{ status: 'UNAUTHORIZED' }] });
});

test('a single conversation is never shown as it was', async () => {
  const document = `query ($id: ID!) { conversation(id: $id) { status } }`;
  const id = globalId('Conversation', 'xe', '1024');
  expect((await rig.query(document, { id })).errors).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 5));
  xe.fault = '500';
  const { data, errors } = await rig.query(document, { id });
  expect(data).toEqual({ conversation: null });
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'xe' } }]);
});
