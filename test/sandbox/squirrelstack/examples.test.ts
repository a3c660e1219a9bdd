import { expect, test } from 'vitest';
import { newcomer, openSite } from './site.ts';

// Every example reply of the page, word for word.
const examples = [
  {
    direction: 'inbound',
    body: 'Hi, I need help with billing.',
    timestamp: '2025-01-15T10:30:00Z',
    author: 'Jane Doe',
  },
  {
    direction: 'outbound',
    body: 'Sure! Let me look into that for you.',
    timestamp: '2025-01-15T10:35:00Z',
    author: 'Support',
  },
];

test('widget config', async () => {
  const { ask } = await openSite();
  expect((await ask('/config')).body).toEqual({ greeting: 'Hi there! How can we help?' });
});

test('create a conversation', async () => {
  const { ask, state } = await openSite({ conversationToken: () => 'abc123...' });
  const { status, body } = await ask('/conversations', { method: 'POST', json: newcomer });
  expect(status).toBe(201);
  expect(body).toEqual({
    conversation_token: 'abc123...',
    auto_reply: "Thanks for reaching out! We'll get back to you soon.",
  });
  expect(state.conversations.get('ann')).toMatchObject({ email: 'ann@example.com', status: 'open' });
  expect((await ask('/conversations/ann/messages')).body).toEqual([
    { direction: 'inbound', body: newcomer.message, timestamp: '2026-03-31T12:00:00Z', author: 'Ann' },
  ]);
});

test('get messages, all or those after a moment', async () => {
  const { ask } = await openSite();
  const since = async (moment: string) =>
    (await ask(`/conversations/jane/messages?since=${encodeURIComponent(moment)}`)).body;
  expect((await ask('/conversations/jane/messages')).body).toEqual(examples);
  expect(await since('2025-01-15T10:29:59Z')).toEqual(examples);
  expect(await since('2025-01-15T10:30:00Z')).toEqual(examples.slice(1));
  expect(await since('2025-01-15T11:35:00+01:00')).toEqual([]);
});

test('send a reply, which reopens the conversation', async () => {
  const { ask, state } = await openSite();
  const jane = state.conversations.get('jane');
  if (jane !== undefined) jane.status = 'closed';
  const { status, body } = await ask('/conversations/jane/messages', {
    method: 'POST',
    json: { message: 'Hi?' },
  });
  expect(status).toBe(201);
  expect(body).toEqual({ status: 'ok' });
  expect(jane?.status).toBe('open');
  expect((await ask('/conversations/jane/messages')).body).toEqual([
    ...examples,
    { direction: 'inbound', body: 'Hi?', timestamp: '2026-03-31T12:00:00Z', author: 'Jane Doe' },
  ]);
});
