/** What a script on a server is told: what it sent, partial answers, and codes to act upon. */
import { ClientError, GraphQLClient, gql } from 'graphql-request';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { CONVERSATIONS, SEND_MESSAGE, THREAD } from '../support/documents.ts';
import { useGateway } from '../support/gateway.ts';

// What was read before a fault is not shown in place of it.
const gateway = useGateway({ cache: { enabled: false } });
afterEach(() => gateway().setFaults('xe', []));

let client: GraphQLClient;
beforeAll(() => {
  client = new GraphQLClient(gateway().url);
});

async function firstId(): Promise<string> {
  const { conversations } = await client.request(CONVERSATIONS, { first: 1, filter: { sources: ['xe'] } });
  return conversations?.edges[0]?.node.id ?? '';
}

test('a message that is sent is the last of its conversation', async () => {
  const id = await firstId();
  const content = 'From a script.';
  const { sendMessage } = await client.request(SEND_MESSAGE, { input: { conversationId: id, content } });
  expect(sendMessage).toMatchObject({ message: { content, direction: 'OUTBOUND' }, userErrors: [] });
  const { conversation } = await client.request(THREAD, { id, last: 1 });
  expect(conversation?.messages?.edges[0]?.node).toEqual(sendMessage?.message);
});

test('what the caller can mend is a user error, not a GraphQL error', async () => {
  const input = { conversationId: await firstId(), content: 'As whom?', as: 'CONTACT' };
  const { sendMessage } = await client.request(SEND_MESSAGE, { input });
  expect(sendMessage).toMatchObject({
    message: null,
    userErrors: [{ code: 'UNSUPPORTED', field: ['as'] }],
  });
});

test('a source that is down is told by its slice; it is no error', async () => {
  await gateway().setFaults('xe', [{ kind: 'status' }]);
  const { conversations } = await client.request(CONVERSATIONS, {
    first: 10,
    filter: { sources: ['xe', 'zaia'] },
  });
  expect(conversations?.edges).toHaveLength(10);
  expect(conversations?.sources).toMatchObject([{ status: 'UNAVAILABLE' }, { status: 'OK' }]);
});

test('a field that could not be read: thrown by default, beside the data with errorPolicy all', async () => {
  const id = await firstId();
  await gateway().setFaults('xe', [{ kind: 'status', path: '/messages$' }]);
  const expected = [
    { path: ['conversation', 'messages'], extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'xe' } },
  ];
  const error: unknown = await client.request(THREAD, { id, last: 1 }).catch((thrown: unknown) => thrown);
  if (!(error instanceof ClientError)) throw new Error('Nothing was thrown.');
  expect(error.response).toMatchObject({
    status: 200,
    errors: expected,
    data: { conversation: { id, messages: null } },
  });

  const lenient = new GraphQLClient(gateway().url, { errorPolicy: 'all' });
  const answer = await lenient.rawRequest<{ conversation: unknown }>(
    gql`
      query ($id: ID!) {
        conversation(id: $id) {
          id
          messages(last: 1) {
            totalCount
          }
        }
      }
    `,
    { id },
  );
  expect(answer.data.conversation).toEqual({ id, messages: null });
  expect(answer.errors).toMatchObject(expected);
});

test.each([
  ['a faulty document', '{ nothing }', {}, 'BAD_USER_INPUT'],
  [
    'a variable of the wrong type',
    'query ($n: Int) { conversations(first: $n) { totalCount } }',
    { n: 'x' },
    'BAD_USER_INPUT',
  ],
])('%s has a code', async (_, query, variables, code) => {
  const error: unknown = await client.request(query, variables).catch((thrown: unknown) => thrown);
  if (!(error instanceof ClientError)) throw new Error('Nothing was thrown.');
  expect(error.response.errors).toMatchObject([{ extensions: { code } }]);
});

test.each([
  ['reset', 'OUTCOME_UNKNOWN', 'UNKNOWN'],
  ['rate-limit', 'RATE_LIMITED', 'NOT_DONE'],
] as const)('a write that met a %s is %s, outcome %s', async (kind, code, outcome) => {
  const input = { conversationId: await firstId(), content: 'Arrived?' };
  await gateway().setFaults('xe', [{ kind, method: 'POST' }]);
  const error: unknown = await client.request(SEND_MESSAGE, { input }).catch((thrown: unknown) => thrown);
  if (!(error instanceof ClientError)) throw new Error('Nothing was thrown.');
  expect(error.response.errors).toMatchObject([{ path: ['sendMessage'], extensions: { code, outcome } }]);
});
