/** What urql’s queries show after each mutation, by the updates of its normalized cache. */
import type { Client } from '@urql/core';
import { beforeEach, expect, test } from 'vitest';
import * as documents from '../support/documents.ts';
import { useGateway } from '../support/gateway.ts';
import { urqlClient } from './client.ts';
import { watch } from './watch.ts';

const gateway = useGateway();
let client: Client;
beforeEach(async () => {
  client = await urqlClient(gateway().url);
});

async function openList(sources: readonly string[]) {
  const view = watch(client.query(documents.CONVERSATIONS, { first: 10, filter: { sources } }));
  const rowsOf = ({ conversations }: documents.Conversations) =>
    conversations?.edges.map(({ node }) => node) ?? [];
  const rows = rowsOf(await view.shown((data) => rowsOf(data).length > 0));
  return {
    rows,
    shown: (fits: (shown: typeof rows) => boolean) => view.shown((data) => fits(rowsOf(data))),
  };
}

test('sendMessage: seen in the thread', async () => {
  const { rows } = await openList(['xe']);
  const id = rows[0]?.id ?? '';
  const thread = watch(client.query(documents.THREAD, { id, last: 5 }));
  await thread.shown(({ conversation }) => conversation?.messages != null);
  const content = 'On its way from urql.';
  const { data } = await client
    .mutation(documents.SEND_MESSAGE, { input: { conversationId: id, content } })
    .toPromise();
  expect(data?.sendMessage?.userErrors).toEqual([]);
  const { conversation } = await thread.shown(
    (shown) => shown.conversation?.messages?.edges.at(-1)?.node.content === content,
  );
  expect(conversation?.messages?.edges.at(-1)?.node).toEqual(data?.sendMessage?.message);
});

test('updateConversation: the row changes wherever it is shown', async () => {
  const list = await openList(['xe']);
  const row = list.rows[1];
  const status = row?.status === 'RESOLVED' ? 'OPEN' : 'RESOLVED';
  const { data } = await client
    .mutation(documents.UPDATE_CONVERSATION, { input: { id: row?.id, status } })
    .toPromise();
  expect(data?.updateConversation?.userErrors).toEqual([]);
  await list.shown((rows) => rows.find(({ id }) => id === row?.id)?.status === status);
});

test('deleteConversation: the row is gone', async () => {
  const list = await openList(['zaia']);
  const id = list.rows[2]?.id;
  const { data } = await client.mutation(documents.DELETE_CONVERSATION, { input: { id } }).toPromise();
  expect(data?.deleteConversation?.deletedConversationId).toBe(id);
  await list.shown((rows) => rows.length > 0 && rows.every((row) => row.id !== id));
});

test('createConversation: the list is read anew, and shows it', async () => {
  const list = await openList(['zaia']);
  const { data } = await client
    .mutation(documents.CREATE_CONVERSATION, {
      input: { source: 'zaia', contactId: list.rows[0]?.contact?.id, title: 'From urql' },
    })
    .toPromise();
  expect(data?.createConversation?.userErrors).toEqual([]);
  await list.shown((rows) => rows.some(({ title }) => title === 'From urql'));
});

test.each([
  ['contacts', documents.CREATE_CONTACT],
  ['agents', documents.CREATE_AGENT],
] as const)('%s after one was created', async (list, mutation) => {
  const view = watch(client.query(documents.PEOPLE, {}));
  const before = (await view.shown((people) => people[list] !== null))[list]?.totalCount ?? 0;
  const { data } = await client
    .mutation<documents.CreateContact | documents.CreateAgent>(mutation, {
      input: { source: 'xe', name: 'Urql', email: `urql.${list}@example.com` },
    })
    .toPromise();
  expect(Object.values(data ?? {})).toContainEqual(expect.objectContaining({ userErrors: [] }));
  await view.shown((people) => people[list]?.totalCount === before + 1);
});
