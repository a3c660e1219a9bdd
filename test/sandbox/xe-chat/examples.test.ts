import { expect, test } from 'vitest';
import { openAccount } from './account.ts';

// Every example reply of the page, word for word.
const conversation1024 = {
  id: 1024,
  status: 'open',
  inbox_id: 3,
  contact: { id: 55, name: 'Alice Smith', email: 'alice@example.com' },
  assigned_agent: { id: 7, name: 'Bob Jones' },
  unread_count: 2,
  last_activity_at: '2026-03-31T11:45:00Z',
  created_at: '2026-03-31T10:00:00Z',
};

const alice = {
  id: 55,
  name: 'Alice Smith',
  email: 'alice@example.com',
  phone: '+1 555 000 1234',
  conversation_count: 3,
  created_at: '2026-01-15T09:00:00Z',
};

test('list conversations', async () => {
  const { ask, state } = await openAccount();
  const first = state.conversations.get(1024);
  for (let count = 1; count < 84 && first !== undefined; count += 1) {
    state.addConversation({ ...first, id: 1024 - count, lastActivityAt: first.lastActivityAt - count });
  }
  const { status, body } = await ask('/conversations?status=open&page=1');
  expect(status).toBe(200);
  const { data, ...rest } = body as { data: unknown[] };
  expect(data.slice(0, 1)).toEqual([conversation1024]);
  expect(data).toHaveLength(25);
  expect(rest).toEqual({ total: 84, page: 1, limit: 25 });
});

test('create a conversation', async () => {
  const { ask, state } = await openAccount();
  const { status, body } = await ask('/conversations', {
    method: 'POST',
    json: {
      inbox_id: 3,
      contact_id: 55,
      message: { content: 'Hi Alice, following up on your recent order.' },
    },
  });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: 1025,
    status: 'open',
    inbox_id: 3,
    contact: { id: 55, name: 'Alice Smith', email: 'alice@example.com' },
    assigned_agent: null,
    unread_count: 0,
    created_at: '2026-03-31T12:00:00Z',
  });
  expect(state.messages.get(1025)?.map(({ content, type }) => [type, content])).toEqual([
    ['outgoing', 'Hi Alice, following up on your recent order.'],
  ]);
});

test('get a conversation', async () => {
  const { ask } = await openAccount();
  expect(await ask('/conversations/1024')).toMatchObject({ status: 200, body: conversation1024 });
  expect((await ask('/conversations/1024')).body).toEqual(conversation1024);
});

test('update a conversation', async () => {
  const { ask } = await openAccount({ now: () => Date.parse('2026-03-31T12:30:00Z') });
  const { status, body } = await ask('/conversations/1024', {
    method: 'PATCH',
    json: { status: 'resolved' },
  });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: 1024,
    status: 'resolved',
    inbox_id: 3,
    assigned_agent: { id: 7, name: 'Bob Jones' },
    updated_at: '2026-03-31T12:30:00Z',
  });
});

test('list messages', async () => {
  const { ask } = await openAccount();
  expect((await ask('/conversations/1024/messages')).body).toEqual({
    data: [
      {
        id: 2001,
        conversation_id: 1024,
        type: 'incoming',
        content: 'Hi, I have a question about my order.',
        sender: { type: 'contact', id: 55, name: 'Alice Smith' },
        created_at: '2026-03-31T10:05:00Z',
      },
      {
        id: 2002,
        conversation_id: 1024,
        type: 'outgoing',
        content: "Hi Alice! I'd be happy to help. What is your order number?",
        sender: { type: 'agent', id: 7, name: 'Bob Jones' },
        created_at: '2026-03-31T10:08:00Z',
      },
    ],
    total: 2,
  });
});

test('send a message', async () => {
  const { ask } = await openAccount({ now: () => Date.parse('2026-03-31T12:10:00Z') });
  const { status, body } = await ask('/conversations/1024/messages', {
    method: 'POST',
    json: { content: 'Your order #1234 has shipped! Tracking: XY9876543.' },
  });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: 2003,
    conversation_id: 1024,
    type: 'outgoing',
    content: 'Your order #1234 has shipped! Tracking: XY9876543.',
    private: false,
    sender: { type: 'agent', id: 7, name: 'Bob Jones' },
    created_at: '2026-03-31T12:10:00Z',
  });
});

test('list contacts and get one', async () => {
  const { ask } = await openAccount();
  expect((await ask('/contacts?q=alice')).body).toEqual({ data: [alice], total: 1 });
  expect((await ask('/contacts/55')).body).toEqual(alice);
});

test('create a contact', async () => {
  const { ask, state } = await openAccount();
  state.contacts.delete(55);
  const { status, body } = await ask('/contacts', {
    method: 'POST',
    json: { name: 'Alice Smith', email: 'alice@example.com' },
  });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: 56,
    name: 'Alice Smith',
    email: 'alice@example.com',
    phone: null,
    conversation_count: 0,
    created_at: '2026-03-31T12:00:00Z',
  });
});

test('list agents', async () => {
  const { ask, state } = await openAccount();
  for (const id of [8, 9, 10, 11]) {
    const email = `agent${String(id)}@yourcompany.com`;
    state.addAgent({ id, name: 'Another', email, role: 'agent', availability: 'busy' });
  }
  const { data, ...rest } = (await ask('/agents')).body as { data: unknown[] };
  expect(data.slice(0, 1)).toEqual([
    { id: 7, name: 'Bob Jones', email: 'bob@yourcompany.com', role: 'agent', availability: 'online' },
  ]);
  expect(rest).toEqual({ total: 5 });
});

test('create an agent', async () => {
  const { ask } = await openAccount();
  const { status, body } = await ask('/agents', {
    method: 'POST',
    json: { name: 'Carol White', email: 'carol@yourcompany.com', role: 'agent' },
  });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: 8,
    name: 'Carol White',
    email: 'carol@yourcompany.com',
    role: 'agent',
    availability: 'offline',
  });
});

test('list inboxes', async () => {
  const { ask } = await openAccount();
  expect((await ask('/inboxes')).body).toEqual({
    data: [
      { id: 3, name: 'Website Live Chat', channel_type: 'live_chat', is_enabled: true },
      { id: 4, name: 'Support Email', channel_type: 'email', is_enabled: true },
    ],
  });
});
