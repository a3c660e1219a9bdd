import { expect, test } from 'vitest';
import type { ConversationCriteria, PageListing } from '../../../src/providers/provider.ts';
import { xeChat } from '../../../src/providers/xe-chat/index.ts';
import { Secret } from '../../../src/secret.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';
import { startPlayback } from '../playback.ts';
import * as examples from './examples.ts';

const call = testCall();

async function start() {
  const playback = await startPlayback({
    '/v1/chat/conversations': examples.conversations,
    '/v1/chat/conversations/1024': examples.conversation,
    '/v1/chat/conversations/1024/messages': examples.messages,
    '/v1/chat/contacts': examples.contacts,
    '/v1/chat/contacts/55': examples.contact,
    '/v1/chat/agents': examples.agents,
    '/v1/chat/inboxes': examples.inboxes,
  });
  const { adapter, sent } = connect(xeChat, 'xe', {
    baseUrl: `${playback.origin}/v1/chat/`,
    apiKey: 'xbk_live_1',
  });
  const { listConversations, getConversation, messages, listContacts, getContact, listAgents, listInboxes } =
    adapter;
  if (!listConversations || !getConversation || !messages || !listContacts || !getContact) throw new Error();
  if (!listAgents || !listInboxes) throw new Error();
  return {
    ...{ playback, sent, listConversations, getConversation, messages },
    ...{ listContacts, getContact, listAgents, listInboxes },
  };
}

function paged<Row>(listing: { walk: string }): PageListing<Row> {
  expect(listing.walk).toBe('page');
  return listing as PageListing<Row>;
}

const FILTERS: [ConversationCriteria, string][] = [
  [{}, ''],
  [{ status: ['OPEN'] }, 'status=open&'],
  [{ status: ['SNOOZED'] }, 'status=snoozed&'],
  [{ inbox: ['3'] }, 'inbox_id=3&'],
  [{ inbox: ['4'] }, 'inbox_id=4&'],
  [{ assignee: ['7'] }, 'agent_id=7&'],
  [{ assignee: ['8'] }, 'agent_id=8&'],
  [{ status: ['PENDING'], inbox: ['3'] }, 'status=pending&inbox_id=3&'],
  [{ assignee: ['8'], inbox: ['4'], status: ['RESOLVED'] }, 'status=resolved&inbox_id=4&agent_id=8&'],
];

test.each(FILTERS)('conversations by %j are asked for by %s', async (criteria, query) => {
  const { listConversations, playback, sent } = await start();
  const listing = paged(listConversations.open(criteria));
  const page = await listing.read(1, 25, call);
  await listing.read(4, 50, call);
  expect(playback.requests).toMatchObject([
    {
      method: 'GET',
      path: '/v1/chat/conversations',
      query: `${query}page=1&limit=25`,
      headers: { authorization: 'Bearer xbk_live_1' },
    },
    { query: `${query}page=4&limit=50` },
  ]);
  expect(listing.maxLimit).toBe(50);
  expect(page).toMatchObject({ total: 84, limit: 25, stale: false, rows: [{ nativeId: '1024' }] });
  expect(sent[0]?.cache).toEqual({
    kind: 'conversations',
    epochs: ['conversations'],
    rows: 'conversation',
  });
});

test('lists are told apart by endpoint and filter, not by page', async () => {
  const { listConversations, listContacts } = await start();
  const keys = [
    ...FILTERS.map(([criteria]) => listConversations.open(criteria).key),
    listContacts.open({}).key,
    listContacts.open({ search: 'status=open' }).key,
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(listConversations.open({ status: ['OPEN'] }).key).toBe(
    listConversations.open({ status: ['OPEN'] }).key,
  );
});

test('a conversation is asked for by its id', async () => {
  const { getConversation, playback, sent } = await start();
  await expect(getConversation('1024', {}, call)).resolves.toMatchObject({ source: 'xe', nativeId: '1024' });
  expect(playback.requests).toMatchObject([
    {
      method: 'GET',
      path: '/v1/chat/conversations/1024',
      query: '',
      headers: { authorization: 'Bearer xbk_live_1' },
    },
  ]);
  expect(sent[0]).toMatchObject({
    template: '/v1/chat/conversations/{id}',
    cache: { kind: 'conversations', epochs: ['conversation:1024'] },
  });
});

test('an id cannot name another path', async () => {
  const { getConversation, getContact, playback } = await start();
  await expect(getConversation('../contacts/55', {}, call)).resolves.toBeNull();
  expect(playback.requests.map(({ path }) => path)).toEqual(['/v1/chat/conversations/..%2Fcontacts%2F55']);
  await expect(getConversation('..', {}, call)).resolves.toBeNull();
  await expect(getContact('', call)).resolves.toBeNull();
  expect(playback.requests).toHaveLength(1);
});

test('messages are asked for by page and limit', async () => {
  const { messages, playback, sent } = await start();
  const conversation = { source: 'xe', nativeId: '1024', lastActivityAt: '2026-03-31T11:45:00.000Z' };
  const listing = paged(messages.open(conversation));
  const page = await listing.read(1, 100, call);
  await listing.read(3, 50, call);
  expect(playback.requests).toMatchObject([
    {
      method: 'GET',
      path: '/v1/chat/conversations/1024/messages',
      query: 'page=1&limit=100',
      headers: { authorization: 'Bearer xbk_live_1' },
    },
    { query: 'page=3&limit=50' },
  ]);
  expect(messages.completeness).toBe('COMPLETE');
  expect(listing).toMatchObject({ key: 'messages:1024', maxLimit: 100 });
  expect(page).toMatchObject({
    total: 2,
    rows: [
      { key: '2001', conversation },
      { key: '2002', conversation },
    ],
  });
  expect(sent[0]?.cache).toEqual({
    kind: 'messages',
    epochs: ['messages:1024'],
    freshness: '2026-03-31T11:45:00.000Z',
  });
});

test.each([
  [{}, ''],
  [{ search: 'alice' }, 'q=alice&'],
  [{ search: 'a+b@example.com & co' }, 'q=a%2Bb%40example.com%20%26%20co&'],
])('contacts by %j are asked for by %s', async (criteria, query) => {
  const { listContacts, playback, sent } = await start();
  const listing = paged(listContacts.open(criteria));
  await listing.read(1, 25, call);
  const page = await listing.read(2, 100, call);
  expect(playback.requests).toMatchObject([
    {
      method: 'GET',
      path: '/v1/chat/contacts',
      query: `${query}page=1&limit=25`,
      headers: { authorization: 'Bearer xbk_live_1' },
    },
    { query: `${query}page=2&limit=100` },
  ]);
  expect(listing.maxLimit).toBe(100);
  expect(page).toMatchObject({ total: 1, rows: [{ nativeId: '55' }] });
  expect(sent[0]?.cache).toEqual({ kind: 'contacts', epochs: ['contacts'], rows: 'contact' });
});

test('a contact is asked for by its id', async () => {
  const { getContact, playback, sent } = await start();
  await expect(getContact('55', call)).resolves.toMatchObject({ nativeId: '55', phone: '+1 555 000 1234' });
  expect(playback.requests).toMatchObject([
    {
      method: 'GET',
      path: '/v1/chat/contacts/55',
      query: '',
      headers: { authorization: 'Bearer xbk_live_1' },
    },
  ]);
  expect(sent[0]).toMatchObject({
    template: '/v1/chat/contacts/{id}',
    cache: { kind: 'contacts', epochs: ['contact:55'] },
  });
});

test('agents and inboxes come all at once', async () => {
  const { listAgents, listInboxes, playback, sent } = await start();
  const [agents, inboxes] = [listAgents(), listInboxes()];
  if (agents.walk !== 'whole' || inboxes.walk !== 'whole') throw new Error();
  await expect(agents.read(call)).resolves.toMatchObject({ total: 5, rows: [{ nativeId: '7' }] });
  await expect(inboxes.read(call)).resolves.toMatchObject({ rows: [{ nativeId: '3' }, { nativeId: '4' }] });
  expect(playback.requests).toMatchObject([
    { method: 'GET', path: '/v1/chat/agents', query: '', headers: { authorization: 'Bearer xbk_live_1' } },
    { method: 'GET', path: '/v1/chat/inboxes', query: '', headers: { authorization: 'Bearer xbk_live_1' } },
  ]);
  expect(sent.map(({ cache }) => cache)).toEqual([
    { kind: 'agents', epochs: ['agents'] },
    { kind: 'inboxes', epochs: ['inboxes'] },
  ]);
});

test('what does not exist is null', async () => {
  const { getConversation, getContact } = await start();
  await expect(getConversation('1', {}, call)).resolves.toBeNull();
  await expect(getContact('1', call)).resolves.toBeNull();
});

test('the configuration takes a key and perhaps a URL', () => {
  const config = xeChat.config.parse({ apiKey: 'xbk_live_1' });
  expect(config).toEqual({ baseUrl: 'https://api.xeboki.com/v1/chat', apiKey: expect.any(Secret) as Secret });
  expect(xeChat.config.safeParse({}).success).toBe(false);
  expect(xeChat.config.safeParse({ apiKey: 'k', siteKey: 'k' }).success).toBe(false);
  expect(xeChat.transport(config).budgets).toEqual([]);
});
