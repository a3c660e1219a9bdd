import { expect, test } from 'vitest';
import { openAccount } from './account.ts';

test('a created conversation takes its agent and status, and counts for its contact', async () => {
  const { ask } = await openAccount();
  const { body } = await ask('/conversations', {
    method: 'POST',
    json: { inbox_id: 4, contact_id: 55, agent_id: 7, status: 'pending' },
  });
  expect(body).toMatchObject({
    status: 'pending',
    inbox_id: 4,
    assigned_agent: { id: 7, name: 'Bob Jones' },
  });
  expect((await ask('/contacts/55')).body).toMatchObject({ conversation_count: 4 });
  expect((await ask('/conversations/1025/messages')).body).toEqual({ data: [], total: 0 });
});

test('an update changes only what it names, and null unassigns', async () => {
  const { ask } = await openAccount();
  const patch = async (json: unknown) => (await ask('/conversations/1024', { method: 'PATCH', json })).body;
  expect(await patch({ agent_id: null })).toMatchObject({ status: 'open', assigned_agent: null });
  expect(await patch({ status: 'snoozed' })).toMatchObject({ status: 'snoozed', assigned_agent: null });
  expect(await patch({ agent_id: 7 })).toMatchObject({ status: 'snoozed', assigned_agent: { id: 7 } });
  expect((await ask('/conversations/1024')).body).toMatchObject({
    status: 'snoozed',
    last_activity_at: '2026-03-31T11:45:00Z',
  });
});

test('a private note by another agent shows in the list, and is the latest activity', async () => {
  const { ask, state } = await openAccount();
  state.addAgent({ id: 8, name: 'Carol White', email: 'c@example.com', role: 'agent', availability: 'busy' });
  const sent = await ask('/conversations/1024/messages', {
    method: 'POST',
    json: { content: 'Check the invoice first.', private: true, agent_id: 8 },
  });
  expect(sent.body).toMatchObject({ private: true, sender: { type: 'agent', id: 8, name: 'Carol White' } });
  const { data } = (await ask('/conversations/1024/messages')).body as { data: unknown[] };
  expect(data[2]).toEqual(sent.body);
  expect((await ask('/conversations/1024')).body).toMatchObject({ last_activity_at: '2026-03-31T12:00:00Z' });
});

test('without an agent the key owner speaks', async () => {
  const { ask, state, settings } = await openAccount();
  state.addAgent({ id: 8, name: 'Carol White', email: 'c@example.com', role: 'agent', availability: 'busy' });
  settings.keyOwnerId = 8;
  const sent = await ask('/conversations/1024/messages', { method: 'POST', json: { content: 'Hello' } });
  expect(sent.body).toMatchObject({ sender: { id: 8 } });
});

test('ids of deleted rows are not used again', async () => {
  const { ask, state } = await openAccount();
  await ask('/contacts', { method: 'POST', json: { name: 'First', phone: '+4915112345678' } });
  state.contacts.delete(56);
  expect((await ask('/contacts', { method: 'POST', json: { name: 'Second' } })).body).toMatchObject({
    id: 57,
    email: null,
  });
});
