import { expect, test } from 'vitest';
import { openAccount } from './account.ts';
import type { XeChatOptions } from '../../../src/sandbox/xe-chat/index.ts';
import { exampleState } from './account.ts';

interface List {
  data: { id: number }[];
  total?: number;
  page?: number;
  limit?: number;
}

/** 120 conversations, 1 to 120, each active a second after the one before. */
async function openLong(options: XeChatOptions = {}) {
  const state = exampleState();
  const first = state.conversations.get(1024);
  if (first === undefined) throw new Error('the example account lost its conversation');
  state.conversations.clear();
  for (let id = 1; id <= 120; id += 1) {
    state.addConversation({
      ...first,
      id,
      status: id % 4 === 0 ? 'resolved' : 'open',
      inboxId: id % 2 === 0 ? 3 : 4,
      agentId: id % 3 === 0 ? 7 : null,
      lastActivityAt: id * 1000,
    });
    state.addMessage({
      conversationId: 1,
      type: 'outgoing',
      content: String(id),
      private: id % 2 === 0,
      sender: { type: 'agent', id: 7 },
      createdAt: id * 1000,
    });
    state.addContact({
      name: `N${String(id)}`,
      email: null,
      phone: null,
      conversationCount: 0,
      createdAt: 0,
    });
  }
  const account = await openAccount({ ...options, state });
  return { ...account, list: async (path: string) => (await account.ask(path)).body as List };
}

const ids = ({ data }: List) => data.map(({ id }) => id);

test('newest activity first, 25 to a page', async () => {
  const { list } = await openLong();
  expect(ids(await list('/conversations'))).toEqual(Array.from({ length: 25 }, (_, index) => 120 - index));
  expect(ids(await list('/conversations?page=5'))).toEqual(
    Array.from({ length: 20 }, (_, index) => 20 - index),
  );
  expect(await list('/conversations?page=6')).toEqual({ data: [], total: 120, page: 6, limit: 25 });
});

test('the other orders', async () => {
  expect(ids(await (await openLong({ order: 'oldest-first' })).list('/conversations?limit=3'))).toEqual([
    1, 2, 3,
  ]);
  const { list, settings } = await openLong({ order: 'unsorted', overMaximum: 'clamp' });
  const pages = [
    ...ids(await list('/conversations?limit=50')),
    ...ids(await list('/conversations?limit=50&page=2')),
  ];
  expect(pages).not.toEqual(pages.toSorted((a, b) => b - a));
  expect(new Set(pages).size).toBe(100);
  settings.order = 'newest-first';
  expect(ids(await list('/conversations?limit=1'))).toEqual([120]);
});

test('filters, alone and combined', async () => {
  const { list } = await openLong();
  expect((await list('/conversations?status=resolved')).total).toBe(30);
  expect((await list('/conversations?inbox_id=4')).total).toBe(60);
  expect((await list('/conversations?agent_id=7')).total).toBe(40);
  expect(ids(await list('/conversations?status=resolved&inbox_id=3&agent_id=7&limit=3'))).toEqual([
    120, 108, 96,
  ]);
  expect((await list('/conversations?inbox_id=99')).total).toBe(0);
});

test('a limit beyond the maximum is clamped, or refused by option', async () => {
  const { list, ask, settings } = await openLong();
  expect(await list('/conversations?limit=500')).toMatchObject({ limit: 50, total: 120 });
  expect((await list('/contacts?limit=500')).data).toHaveLength(100);
  expect((await list('/conversations/1/messages?limit=500')).data).toHaveLength(100);
  settings.clamp = 10;
  expect((await list('/conversations')).data).toHaveLength(10);
  expect((await list('/contacts')).data).toHaveLength(10);
  settings.overMaximum = 'reject';
  expect(await ask('/conversations?limit=51')).toMatchObject({
    status: 400,
    body: { message: 'limit must be at most 50.' },
  });
});

test('messages come oldest first, 50 to a page; private shows only where true', async () => {
  const { list } = await openLong();
  const { data, total } = await list('/conversations/1/messages?page=2');
  expect(total).toBe(120);
  expect(data.map((row) => (row as { content?: string }).content)).toEqual(
    Array.from({ length: 50 }, (_, index) => String(51 + index)),
  );
  expect(data[0]).not.toHaveProperty('private');
  expect(data[1]).toHaveProperty('private', true);
});

test('contacts are searched by name, email and phone', async () => {
  const { list } = await openLong();
  for (const q of ['ALICE', 'alice@', '555 000', '+15550001234']) {
    expect(ids(await list(`/contacts?q=${encodeURIComponent(q)}`))).toEqual([55]);
  }
  expect(await list('/contacts?q=nobody')).toEqual({ data: [], total: 0 });
});

test('totals can be left out and ids be strings', async () => {
  const { list, ask } = await openLong({ totals: false, idForm: 'string' });
  for (const path of ['/conversations', '/contacts', '/agents', '/conversations/1/messages']) {
    expect(await list(path)).not.toHaveProperty('total');
  }
  expect((await list('/conversations')).data[0]).toMatchObject({
    id: '120',
    inbox_id: '3',
    contact: { id: '55' },
    assigned_agent: { id: '7' },
  });
  const created = await ask('/conversations', { method: 'POST', json: { inbox_id: '3', contact_id: '55' } });
  expect(created).toMatchObject({ status: 201, body: { id: '1025' } });
});
