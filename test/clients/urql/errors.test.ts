/** What urql shows when a source is down, when a request is wrong, and when it asks by GET. */
import { Client, fetchExchange, gql } from '@urql/core';
import { afterEach, expect, test } from 'vitest';
import { CONVERSATIONS, SEND_MESSAGE, THREAD } from '../support/documents.ts';
import { useGateway } from '../support/gateway.ts';
import { urqlClient } from './client.ts';

// What was read before the fault is not shown in place of it.
const gateway = useGateway({ cache: { enabled: false } });
afterEach(() => gateway().setFaults('xe', []));

const list = (...sources: string[]) => ({ first: 10, filter: { sources } });

test('a source that is down is told by its slice; it is no error', async () => {
  await gateway().setFaults('xe', [{ kind: 'status' }]);
  const client = await urqlClient(gateway().url);
  const { data, error } = await client.query(CONVERSATIONS, list('xe', 'zaia')).toPromise();
  expect(error).toBeUndefined();
  expect(data?.conversations?.edges).toHaveLength(10);
  expect(data?.conversations?.sources).toMatchObject([
    { source: { key: 'xe' }, status: 'UNAVAILABLE', retryAt: expect.any(String) as string },
    { source: { key: 'zaia' }, status: 'OK', reason: null },
  ]);
});

test('the slices are those of the page that was asked for last', async () => {
  const client = await urqlClient(gateway().url);
  const first = await client.query(CONVERSATIONS, list('xe', 'zaia')).toPromise();
  await gateway().setFaults('xe', [{ kind: 'status' }]);
  const after = first.data?.conversations?.pageInfo.endCursor ?? null;
  const { data } = await client.query(CONVERSATIONS, { ...list('xe', 'zaia'), after }).toPromise();
  expect(data?.conversations?.edges.length).toBeGreaterThan(10);
  expect(data?.conversations?.sources).toMatchObject([{ status: 'UNAVAILABLE' }, { status: 'OK' }]);
  expect(data?.conversations?.pageInfo.hasNextPage).toBe(true);
});

test('a field that could not be read is null, with its error beside the data', async () => {
  const client = await urqlClient(gateway().url);
  const { data: listed } = await client.query(CONVERSATIONS, list('xe')).toPromise();
  const id = listed?.conversations?.edges[0]?.node.id ?? '';
  await gateway().setFaults('xe', [{ kind: 'status', path: '/messages$' }]);
  const { data, error } = await client.query(THREAD, { id, last: 3 }).toPromise();
  expect(data?.conversation).toMatchObject({ id, messages: null });
  expect(error?.graphQLErrors).toMatchObject([
    { path: ['conversation', 'messages'], extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'xe' } },
  ]);
});

test('a faulty document is BAD_USER_INPUT', async () => {
  const client = await urqlClient(gateway().url);
  const { error } = await client
    .query(
      gql`
        {
          conversations(first: 1000) {
            edges {
              cursor
            }
          }
        }
      `,
      {},
    )
    .toPromise();
  expect(error?.graphQLErrors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a write that may have happened says so', async () => {
  const client = await urqlClient(gateway().url);
  const { data } = await client.query(CONVERSATIONS, list('xe')).toPromise();
  const conversationId = data?.conversations?.edges[0]?.node.id;
  await gateway().setFaults('xe', [{ kind: 'reset', method: 'POST' }]);
  const { error } = await client
    .mutation(SEND_MESSAGE, { input: { conversationId, content: 'Lost?' } })
    .toPromise();
  expect(error?.graphQLErrors).toMatchObject([
    { path: ['sendMessage'], extensions: { code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' } },
  ]);
});

test.each([
  [
    'refused',
    {},
    {
      error: expect.objectContaining({
        message: expect.stringContaining('graphql-require-preflight') as string,
      }) as object,
    },
  ],
  ['answered', { 'graphql-require-preflight': '1' }, { data: { sources: expect.any(Array) as object } }],
])('urql’s own GET is %s with the headers %j', async (_, headers, expected) => {
  const client = new Client({
    url: gateway().url,
    exchanges: [fetchExchange],
    preferGetMethod: 'within-url-limit',
    fetchOptions: { headers },
  });
  expect(
    await client
      .query(
        gql`
          {
            sources {
              key
            }
          }
        `,
        {},
      )
      .toPromise(),
  ).toMatchObject(expected);
});
