/** What Apollo’s views show after each mutation, without asking anew. */
import type { ObservableQuery, OperationVariables } from '@apollo/client';
import { beforeEach, expect, test, vi } from 'vitest';
import * as documents from '../support/documents.ts';
import { useGateway } from '../support/gateway.ts';
import { PATIENCE } from '../support/patience.ts';
import type { Conversation } from '../support/types.ts';
import { apolloClient } from './client.ts';
import { addConversation, addMessage, addPerson, removeConversation } from './updates.ts';

const gateway = useGateway();
let client: ReturnType<typeof apolloClient>;
beforeEach(() => {
  client = apolloClient(gateway().url);
});

/** Opens a view; the function gives what it shows once that fits. */
function open<Data, Variables extends OperationVariables>(query: ObservableQuery<Data, Variables>) {
  let latest: Data | undefined;
  query.subscribe(({ data, dataState }) => {
    if (dataState === 'complete') latest = data as Data;
  });
  return (fits: (data: Data) => boolean) =>
    vi.waitUntil(() => (latest !== undefined && fits(latest) ? latest : undefined), PATIENCE);
}

async function openList(sources: readonly string[]) {
  const view = client.watchQuery({
    query: documents.CONVERSATIONS,
    variables: { first: 10, filter: { sources } },
  });
  const shows = open(view);
  const { conversations } = await shows(({ conversations: list }) => list !== null);
  const rows = conversations?.edges.map(({ node }) => node) ?? [];
  return {
    rows,
    shown: async (fits: (rows: readonly Conversation[]) => boolean) => {
      await shows(({ conversations: list }) => fits(list?.edges.map(({ node }) => node) ?? []));
    },
  };
}

test('sendMessage: shown at once, then as the provider has it', async () => {
  const { rows } = await openList(['xe']);
  const id = rows[0]?.id ?? '';
  const last = 5;
  const shows = open(client.watchQuery({ query: documents.THREAD, variables: { id, last } }));
  await shows(({ conversation }) => conversation?.messages != null);
  const content = 'On its way from Apollo.';
  const ids: string[] = [];
  const sending = client.mutate({
    mutation: documents.SEND_MESSAGE,
    variables: { input: { conversationId: id, content } },
    optimisticResponse: {
      sendMessage: {
        message: {
          ...{ id: 'sending', content, direction: 'OUTBOUND', isPrivate: false, createdAt: null },
          author: { role: 'AGENT', name: null },
        },
        conversation: null,
        userErrors: [],
      },
    },
    update(cache, { data }) {
      const message = data?.sendMessage?.message;
      if (message == null) return;
      ids.push(message.id);
      addMessage(cache, id, last, message);
    },
  });
  const { data } = await sending;
  expect(data?.sendMessage?.userErrors).toEqual([]);
  const sent = data?.sendMessage?.message?.id;
  expect(ids).toEqual(['sending', sent]);
  const { conversation } = await shows(
    (thread) => thread.conversation?.messages?.edges.at(-1)?.node.id === sent,
  );
  expect(conversation?.messages?.edges.map(({ node }) => node.id)).not.toContain('sending');

  const fresh = await client.query({
    query: documents.THREAD,
    variables: { id, last },
    fetchPolicy: 'network-only',
  });
  expect(fresh.data?.conversation?.messages?.edges.at(-1)?.node).toMatchObject({ id: sent, content });
});

test('updateConversation: the row changes wherever it is shown', async () => {
  const list = await openList(['xe']);
  const row = list.rows[1];
  const status = row?.status === 'RESOLVED' ? 'OPEN' : 'RESOLVED';
  const { data } = await client.mutate({
    mutation: documents.UPDATE_CONVERSATION,
    variables: { input: { id: row?.id, status } },
  });
  expect(data?.updateConversation?.userErrors).toEqual([]);
  await list.shown((rows) => rows.find(({ id }) => id === row?.id)?.status === status);
});

test('deleteConversation: the row is gone', async () => {
  const list = await openList(['zaia']);
  const { data } = await client.mutate({
    mutation: documents.DELETE_CONVERSATION,
    variables: { input: { id: list.rows[2]?.id } },
    update(cache, { data: answered }) {
      const id = answered?.deleteConversation?.deletedConversationId;
      if (id != null) removeConversation(cache, id);
    },
  });
  const deleted = data?.deleteConversation?.deletedConversationId;
  expect(deleted).toBe(list.rows[2]?.id);
  await list.shown((rows) => rows.length === 9 && rows.every(({ id }) => id !== deleted));
});

test('createConversation: the row stands first', async () => {
  const list = await openList(['zaia']);
  const { data } = await client.mutate({
    mutation: documents.CREATE_CONVERSATION,
    variables: { input: { source: 'zaia', contactId: list.rows[0]?.contact?.id, title: 'From Apollo' } },
    update(cache, { data: answered }) {
      const conversation = answered?.createConversation?.conversation;
      if (conversation != null) addConversation(cache, conversation);
    },
  });
  expect(data?.createConversation?.userErrors).toEqual([]);
  await list.shown(([first]) => first?.id === data?.createConversation?.conversation?.id);
  const again = await client.query({
    query: documents.CONVERSATIONS,
    variables: { first: 1, filter: { sources: ['zaia'] } },
    fetchPolicy: 'no-cache',
  });
  expect(again.data?.conversations?.edges[0]?.node).toMatchObject({ title: 'From Apollo' });
});

test.each([
  ['contacts', 'createContact', documents.CREATE_CONTACT],
  ['agents', 'createAgent', documents.CREATE_AGENT],
] as const)('%s after %s', async (list, field, mutation) => {
  const shows = open(client.watchQuery({ query: documents.PEOPLE }));
  await shows((people) => people[list] !== null);
  const email = `apollo.${list}@example.com`;
  const { data } = await client.mutate<documents.CreateContact | documents.CreateAgent>({
    mutation,
    variables: { input: { source: 'xe', name: 'Apollo', email } },
    update(cache, { data: answered }) {
      const person = personOf(answered);
      if (person != null) addPerson(cache, list, person);
    },
  });
  expect(data, field).toMatchObject({ [field]: { userErrors: [] } });
  await shows((people) => people[list]?.edges.at(-1)?.node.email === email);
});

function personOf(data: documents.CreateContact | documents.CreateAgent | null | undefined) {
  if (data == null) return null;
  return 'createContact' in data ? data.createContact?.contact : data.createAgent?.agent;
}
