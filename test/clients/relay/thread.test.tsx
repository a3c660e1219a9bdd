/** A conversation in Relay: pages through `node(id:)`, a refetch, and a message that is shown before it is sent. */
import { fetchQuery, graphql } from 'relay-runtime';
import { afterEach, expect, test, vi } from 'vitest';
import { GraphQLClient } from 'graphql-request';
import { THREAD } from '../support/documents.ts';
import { useGateway } from '../support/gateway.ts';
import { PATIENCE } from '../support/patience.ts';
import type { threadTestErrorsQuery } from './__generated__/threadTestErrorsQuery.graphql.ts';
import type { threadTestIdsQuery } from './__generated__/threadTestIdsQuery.graphql.ts';
import type { threadTestNodeQuery } from './__generated__/threadTestNodeQuery.graphql.ts';
import { relayEnvironment } from './environment.ts';
import { render } from './render.tsx';
import { sendMessage } from './send-message.ts';
import { Thread, type ShownThread } from './Thread.tsx';

// What was read before a fault is not shown in place of it.
const gateway = useGateway({ cache: { enabled: false } });
afterEach(() => gateway().setFaults('xe', []));

/** A conversation of Xe Chat with several pages of messages. */
async function longThread() {
  const { environment, sent } = relayEnvironment(gateway().url);
  const found = await fetchQuery<threadTestIdsQuery>(
    environment,
    graphql`
      query threadTestIdsQuery {
        conversations(first: 25, filter: { sources: ["xe"] }) {
          nodes {
            id
            messages(first: 0) {
              totalCount
            }
          }
        }
      }
    `,
    {},
  ).toPromise();
  const threads = (found?.conversations?.nodes ?? []).map(({ id, messages }) => ({
    id,
    total: messages?.totalCount ?? 0,
  }));
  // One page shows all of it, for comparison.
  const [longest] = threads.filter(({ total }) => total <= 100).toSorted((a, b) => b.total - a.total);
  return { environment, sent, id: longest?.id ?? '', total: longest?.total ?? 0 };
}

async function open(
  environment: ReturnType<typeof relayEnvironment>['environment'],
  id: string,
  last: number,
) {
  let latest: ShownThread | undefined;
  const idsOf = (thread: ShownThread) => (thread.data.messages?.edges ?? []).map(({ node }) => node.id);
  const view = render(environment, <Thread id={id} last={last} onShow={(thread) => (latest = thread)} />);
  const shown = (fits: (ids: readonly string[], thread: ShownThread) => boolean) =>
    vi.waitUntil(() => (latest !== undefined && fits(idsOf(latest), latest) ? latest : undefined), PATIENCE);
  await shown((ids) => ids.length > 0);
  return { shown, idsOf, close: () => view.unmount() };
}

test('older messages come in front, through node(id:)', async () => {
  const { environment, sent, id, total } = await longThread();
  const { shown, idsOf, close } = await open(environment, id, 2);
  let thread = await shown(() => true);
  while (thread.hasPrevious) {
    const before = idsOf(thread).length;
    thread.loadPrevious(5);
    thread = await shown((ids) => ids.length > before);
  }
  const whole = await new GraphQLClient(gateway().url).request(THREAD, { id, last: 100 });
  expect(total).toBeGreaterThan(7);
  expect(idsOf(thread)).toEqual(whole.conversation?.messages?.edges.map(({ node }) => node.id));
  expect(sent).toContain('ThreadPageQuery');
  close();
});

test('a refetch shows what was sent elsewhere', async () => {
  const { environment, id } = await longThread();
  const { shown, close } = await open(environment, id, 5);
  const thread = await shown(() => true);
  const elsewhere = relayEnvironment(gateway().url).environment;
  const { sendMessage: answer } = await sendMessage(elsewhere, {
    conversationId: id,
    content: 'From another window.',
    connections: [],
  });
  expect(answer?.userErrors).toEqual([]);
  thread.refetch({}, { fetchPolicy: 'network-only' });
  await shown((ids) => ids.at(-1) === answer?.message?.id);
  close();
});

test('sendMessage: shown before it is sent, then as the provider has it', async () => {
  const { environment, id } = await longThread();
  const { shown, idsOf, close } = await open(environment, id, 5);
  const { data } = await shown(() => true);
  const content = 'On its way from Relay.';
  const connections = data.messages == null ? [] : [data.messages.__id];
  await gateway().setFaults('xe', [{ kind: 'latency', method: 'POST', milliseconds: 500 }]);
  const sending = sendMessage(environment, { conversationId: id, content, connections });
  await shown((ids) => ids.at(-1) === 'client:sending');
  const { sendMessage: answer } = await sending;
  const sent = answer?.message?.id;
  const thread = await shown((ids) => ids.at(-1) === sent);
  expect(idsOf(thread)).not.toContain('client:sending');
  const fresh = await new GraphQLClient(gateway().url).request(THREAD, { id, last: 1 });
  expect(fresh.conversation?.messages?.edges[0]?.node).toMatchObject({ id: sent, content });
  close();
});

test('a row is found again by node(id:)', async () => {
  const { environment, id } = await longThread();
  const found = await fetchQuery<threadTestNodeQuery>(
    environment,
    graphql`
      query threadTestNodeQuery($id: ID!) {
        node(id: $id) {
          __typename
          id
          ... on Conversation {
            source {
              key
            }
          }
        }
      }
    `,
    { id },
  ).toPromise();
  expect(found?.node).toEqual({ __typename: 'Conversation', id, source: { key: 'xe' } });
});

test('a field that could not be read is null; @catch tells its error', async () => {
  const { environment, id } = await longThread();
  await gateway().setFaults('xe', [{ kind: 'status', path: '/messages$' }]);
  const found = await fetchQuery<threadTestErrorsQuery>(
    environment,
    graphql`
      query threadTestErrorsQuery($id: ID!) {
        conversation(id: $id) {
          id
          silent: messages(last: 1) {
            totalCount
          }
          messages(last: 1) @catch(to: RESULT) {
            totalCount
          }
        }
      }
    `,
    { id },
  ).toPromise();
  expect(found?.conversation).toMatchObject({
    id,
    silent: null,
    messages: { ok: false, errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'xe' } }] },
  });
});
