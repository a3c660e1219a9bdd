/** Graphcache knows which fields may be null: what it has is shown at once, and the rest is asked for. */
import { gql, type OperationResult } from '@urql/core';
import { expect, test, vi } from 'vitest';
import { CONVERSATIONS } from '../support/documents.ts';
import { useGateway } from '../support/gateway.ts';
import { PATIENCE } from '../support/patience.ts';
import { urqlClient } from './client.ts';

const gateway = useGateway();

interface Detail {
  readonly conversation: { readonly id: string; readonly rawStatus: string | null; readonly status: string };
}

const DETAIL = gql<Detail, { readonly id: string }>`
  query Detail($id: ID!) {
    conversation(id: $id) {
      id
      status
      rawStatus
    }
  }
`;

test('a row that a list carried is shown before its details are read', async () => {
  const client = await urqlClient(gateway().url);
  const list = { first: 1, filter: { sources: ['xe'] } };
  const { data } = await client.query(CONVERSATIONS, list).toPromise();
  const row = data?.conversations?.edges[0]?.node;
  const results: OperationResult<Detail>[] = [];
  const { unsubscribe } = client
    .query(DETAIL, { id: row?.id ?? '' })
    .subscribe((result) => results.push(result));
  expect(results).toMatchObject([
    { stale: true, data: { conversation: { id: row?.id, status: row?.status, rawStatus: null } } },
  ]);
  const last = await vi.waitUntil(() => results.find(({ stale }) => !stale), PATIENCE);
  expect(last.data?.conversation.rawStatus).toEqual(expect.any(String));
  unsubscribe();
});
