import { expect, test } from 'vitest';
import { call } from '../call.ts';
import { openAccount } from './account.ts';

const bad = (message: string) => ({ status: 400, body: { error: 'Bad Request', message } });
const invalid = (message: string) => ({ status: 422, body: { error: 'Validation Error', message } });
const missing = (message: string) => ({ status: 404, body: { error: 'Not Found', message } });

test.each([
  ['GET', '/conversations?page=0', undefined, bad('page must be a positive integer.')],
  ['GET', '/conversations?limit=many', undefined, bad('limit must be a positive integer.')],
  ['GET', '/conversations?inbox_id=x', undefined, bad('inbox_id must be a positive integer.')],
  [
    'GET',
    '/conversations?status=closed',
    undefined,
    bad('status must be one of "open", "resolved", "pending", "snoozed".'),
  ],
  ['POST', '/conversations', '{', bad('Request body must be a JSON object.')],
  ['POST', '/conversations', { inbox_id: 3 }, bad('Missing required field: contact_id.')],
  ['POST', '/conversations', { inbox_id: 'x', contact_id: 55 }, bad('inbox_id must be an integer.')],
  [
    'POST',
    '/conversations',
    { inbox_id: 3, contact_id: 55, status: 'snoozed' },
    bad('status must be one of "open", "pending".'),
  ],
  [
    'POST',
    '/conversations',
    { inbox_id: 3, contact_id: 55, message: { content: ' ' } },
    bad('message.content must not be empty.'),
  ],
  [
    'POST',
    '/conversations',
    { inbox_id: 99, contact_id: 55 },
    invalid('inbox_id does not exist in your account.'),
  ],
  [
    'POST',
    '/conversations',
    { inbox_id: 3, contact_id: 99 },
    invalid('contact_id does not exist in your account.'),
  ],
  ['POST', '/conversations', { inbox_id: 3, contact_id: 55, agent_id: 99 }, missing('Agent ID not found.')],
  ['GET', '/conversations/99', undefined, missing('Conversation ID not found.')],
  ['GET', '/conversations/nine', undefined, missing('Conversation ID not found.')],
  ['PATCH', '/conversations/99', { status: 'open' }, missing('Conversation ID not found.')],
  ['PATCH', '/conversations/1024', { agent_id: 99 }, missing('Agent ID not found.')],
  ['GET', '/conversations/99/messages', undefined, missing('Conversation ID not found.')],
  ['POST', '/conversations/1024/messages', {}, bad('Missing required field: content.')],
  [
    'POST',
    '/conversations/1024/messages',
    { content: 'x', private: 'yes' },
    bad('private must be a boolean.'),
  ],
  ['POST', '/conversations/1024/messages', { content: 'x', agent_id: 99 }, missing('Agent ID not found.')],
  ['GET', '/contacts/99', undefined, missing('Contact ID not found.')],
  ['POST', '/contacts', {}, bad('Missing required field: name.')],
  ['POST', '/contacts', { name: 'A', email: 'nowhere' }, bad('email must be a valid email address.')],
  ['POST', '/contacts', { name: 'A', phone: '555 1234' }, bad('phone must be in E.164 format.')],
  [
    'POST',
    '/contacts',
    { name: 'A', email: 'ALICE@example.com' },
    { status: 409, body: { error: 'Conflict', message: 'Contact with this email already exists.' } },
  ],
  ['POST', '/agents', { name: 'A' }, bad('Missing required field: email.')],
  [
    'POST',
    '/agents',
    { name: 'A', email: 'a@example.com', role: 'boss' },
    bad('role must be "agent" or "administrator".'),
  ],
  [
    'POST',
    '/agents',
    { name: 'A', email: 'bob@yourcompany.com' },
    { status: 409, body: { error: 'Conflict', message: 'Agent with this email already exists.' } },
  ],
  ['GET', '/nowhere', undefined, missing('No such endpoint.')],
])('%s %s %j', async (method, path, json, expected) => {
  const { ask } = await openAccount();
  const { status, body } = await ask(path, { method, ...(json === undefined ? {} : { json }) });
  expect({ status, body }).toEqual(expected);
});

test.each([{}, { authorization: 'xbk_live_sandbox_key' }, { authorization: 'Bearer other' }])(
  'no valid key: %j',
  async (headers) => {
    const { url } = await openAccount();
    const { status, body } = await call(`${url}/inboxes`, { headers });
    expect({ status, body }).toEqual({
      status: 401,
      body: { error: 'Unauthorized', message: 'Missing or expired API key.' },
    });
  },
);

test('a missing scope is forbidden, and only what needs it', async () => {
  const { ask } = await openAccount({ scopes: ['chat:contacts:read', 'chat:conversations:read'] });
  expect(await ask('/contacts')).toMatchObject({ status: 200 });
  expect(await ask('/contacts/55')).toMatchObject({ status: 200 });
  expect(await ask('/conversations/1024')).toMatchObject({ status: 200 });
  expect(await ask('/inboxes')).toMatchObject({
    status: 403,
    body: { error: 'Forbidden', message: 'API key lacks the required scope chat:inboxes:read.' },
  });
  expect(await ask('/agents')).toMatchObject({ status: 403 });
  expect(await ask('/conversations/1024/messages')).toMatchObject({ status: 403 });
  expect(await ask('/contacts', { method: 'POST', json: { name: 'A' } })).toMatchObject({ status: 403 });
  expect(await ask('/conversations/1024', { method: 'PATCH', json: {} })).toMatchObject({ status: 403 });
});
