/** What Apollo shows when a source is down, when a request is wrong, and when a write fails. */
import { CombinedGraphQLErrors, gql } from '@apollo/client';
import { afterEach, expect, test } from 'vitest';
import { CONVERSATIONS, SEND_MESSAGE, THREAD } from '../support/documents.ts';
import { useGateway } from '../support/gateway.ts';
import { PATIENCE } from '../support/patience.ts';
import { apolloClient } from './client.ts';

// What was read before the fault is not shown in place of it.
const gateway = useGateway({ cache: { enabled: false } });
afterEach(() => gateway().setFaults('xe', []));

async function conversationId(): Promise<string> {
  const { data } = await apolloClient(gateway().url).query({
    query: CONVERSATIONS,
    variables: { first: 1, filter: { sources: ['xe'] } },
  });
  return data?.conversations?.edges[0]?.node.id ?? '';
}

test('a source that is down is told by its slice; it is no error', async () => {
  await gateway().setFaults('xe', [{ kind: 'status' }]);
  const { data, error } = await apolloClient(gateway().url).query({
    query: CONVERSATIONS,
    variables: { first: 10, filter: { sources: ['xe', 'zaia'] } },
  });
  expect(error).toBeUndefined();
  expect(data?.conversations?.edges).toHaveLength(10);
  expect(data?.conversations?.sources).toMatchObject([
    { source: { key: 'xe' }, status: 'UNAVAILABLE', retryAt: expect.any(String) as string },
    { source: { key: 'zaia' }, status: 'OK', reason: null },
  ]);
});

test('a field that could not be read: nothing by default, the rest with errorPolicy all', async () => {
  const id = await conversationId();
  await gateway().setFaults('xe', [{ kind: 'status', path: '/messages$' }]);
  const options = { query: THREAD, variables: { id, last: 3 } };
  const strict = apolloClient(gateway().url).query(options);
  await expect(strict).rejects.toSatisfy(
    (error) =>
      CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions?.['code'] === 'UPSTREAM_UNAVAILABLE',
  );
  const { data, error } = await apolloClient(gateway().url).query({ ...options, errorPolicy: 'all' });
  expect(data?.conversation).toMatchObject({ id, messages: null });
  if (!CombinedGraphQLErrors.is(error)) throw new Error('There is no error with the data.');
  expect(error.errors).toMatchObject([
    { path: ['conversation', 'messages'], extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'xe' } },
  ]);
});

test('pages that could not be read are read again by asking for them', async () => {
  const id = await conversationId();
  await gateway().setFaults('xe', [{ kind: 'status', path: '/messages$' }]);
  const client = apolloClient(gateway().url);
  const options = { query: THREAD, variables: { id, last: 3 }, errorPolicy: 'all' } as const;
  await client.query(options);
  await gateway().setFaults('xe', []);
  const read = async () => {
    const { data } = await client.query({ ...options, fetchPolicy: 'network-only' });
    return data?.conversation?.messages?.edges.length;
  };
  // The source is left alone for a moment after it failed.
  await expect.poll(read, PATIENCE).toBeGreaterThan(0);
});

test.each([
  ['a field that does not exist', '{ nothing }'],
  ['a page that is too long', '{ conversations(first: 1000) { edges { cursor } } }'],
  ['@defer, which is not offered', '{ conversations { ... @defer { totalCount } } }'],
])('%s is BAD_USER_INPUT', async (_, text) => {
  const { error } = await apolloClient(gateway().url).query({ query: gql(text), errorPolicy: 'all' });
  if (!CombinedGraphQLErrors.is(error)) throw new Error(`Not told as a GraphQL error: ${String(error)}`);
  expect(error.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('a write that may have happened says so', async () => {
  const conversationIdOfXe = await conversationId();
  await gateway().setFaults('xe', [{ kind: 'reset', method: 'POST' }]);
  const { error } = await apolloClient(gateway().url).mutate({
    mutation: SEND_MESSAGE,
    variables: { input: { conversationId: conversationIdOfXe, content: 'Lost?' } },
    errorPolicy: 'all',
  });
  if (!CombinedGraphQLErrors.is(error)) throw new Error('There is no error.');
  expect(error.errors).toMatchObject([
    { path: ['sendMessage'], extensions: { code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' } },
  ]);
});
