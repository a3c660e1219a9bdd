import { expect, test } from 'vitest';
import { call } from '../call.ts';
import { newcomer, openSite } from './site.ts';

const required = 'Name, email, message, and visitor_token are required';
const tooLong = 'Message is too long (maximum 10000 characters)';

test.each([
  ['/conversations', {}, 422, required],
  ['/conversations', '{', 422, required],
  ['/conversations', { ...newcomer, name: ' ' }, 422, required],
  ['/conversations', { ...newcomer, visitor_token: 7 }, 422, required],
  ['/conversations', { ...newcomer, email: 'ann@example' }, 422, 'Invalid email address'],
  ['/conversations', { ...newcomer, email: 'ann example.com' }, 422, 'Invalid email address'],
  ['/conversations', { ...newcomer, message: 'x'.repeat(10_001) }, 422, tooLong],
  [
    '/conversations',
    { ...newcomer, visitor_token: 'jane' },
    409,
    'A conversation with this visitor token already exists',
  ],
  ['/conversations/jane/messages', {}, 422, 'Message is required'],
  ['/conversations/jane/messages', { message: '🐿'.repeat(10_001) }, 422, tooLong],
  ['/conversations/nobody/messages', { message: 'x' }, 404, 'Conversation not found'],
])('POST %s', async (path, json, status, error) => {
  const { ask, state } = await openSite();
  expect(await ask(path, { method: 'POST', json })).toMatchObject({ status, body: { error } });
  expect(state.conversations.size).toBe(1);
  expect(state.conversations.get('jane')?.messages).toHaveLength(2);
});

test('10,000 characters are allowed, however many UTF-16 units they are', async () => {
  const { ask } = await openSite();
  const json = { message: '🐿'.repeat(10_000) };
  expect(await ask('/conversations/jane/messages', { method: 'POST', json })).toMatchObject({ status: 201 });
});

test.each([
  ['/conversations/nobody/messages', 404, 'Conversation not found'],
  ['/conversations/jane/messages?since=yesterday', 422, 'Invalid since'],
  ['/conversations/nobody/files/1/1', 404, 'Conversation not found'],
  ['/conversations/jane/files/1/1', 404, 'File not found'],
  ['/elsewhere', 404, 'Not found'],
])('GET %s', async (path, status, error) => {
  const { ask } = await openSite();
  expect(await ask(path)).toMatchObject({ status, body: { error } });
});

test('the site key is asked for, and may be bound to origins', async () => {
  const { ask, url, settings } = await openSite();
  expect(await call(`${url}/config`)).toMatchObject({ status: 401, body: { error: 'Invalid site key' } });
  settings.allowedOrigins = ['https://shop.example'];
  expect(await ask('/config')).toMatchObject({ status: 403, body: { error: 'Origin not allowed' } });
  const headers = { origin: 'https://evil.example' };
  expect(await ask('/config', { headers })).toMatchObject({ status: 403 });
  expect(await ask('/config', { headers: { origin: 'https://shop.example' } })).toMatchObject({
    status: 200,
  });
});
