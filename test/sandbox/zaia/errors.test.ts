import { expect, test } from 'vitest';
import { call } from '../call.ts';
import { openWorkspace, uuid } from './workspace.ts';

const refusal = (status: number, code: string, name: string, message: string) => ({
  status,
  body: {
    code,
    message,
    name,
    feedback: { title: 'Something went wrong', description: message },
    cta: { label: 'Read the documentation', url: 'https://docs.endless.zaia.example' },
  },
});
const bad = (message: string) => refusal(400, 'BAD_REQUEST', 'BadRequestError', message);
const missing = (message: string) => refusal(404, 'NOT_FOUND', 'NotFoundError', message);
const chat = { channelId: null, ownerId: uuid(201), title: null };

test.each([
  ['GET', '?pageNumber=0', undefined, bad('pageNumber must be a number of at least 1.')],
  ['GET', '?pageSize=0', undefined, bad('pageSize must be a number of at least 1.')],
  ['GET', '/details?pageSize=101', undefined, bad('pageSize must be at most 100.')],
  ['GET', '?channelIds=website', undefined, bad('channelIds must be a UUID.')],
  [
    'GET',
    `/details?responderIds=${uuid(301)}&responderIds=x`,
    undefined,
    bad('responderIds must be a UUID.'),
  ],
  [
    'GET',
    '?channelTypes=email',
    undefined,
    bad('channelTypes must be of widget, waha, whatsapp, instagram, api.'),
  ],
  [
    'GET',
    '?lastChatMessageCreatedAtEnd=soon',
    undefined,
    bad('lastChatMessageCreatedAtEnd must be a date-time.'),
  ],
  ['GET', '/1024', undefined, bad('id must be a UUID.')],
  ['GET', '/1024/details', undefined, bad('id must be a UUID.')],
  ['GET', `/${uuid(99)}`, undefined, missing('Chat not found.')],
  ['GET', `/${uuid(99)}/details`, undefined, missing('Chat not found.')],
  ['PATCH', `/${uuid(99)}`, {}, missing('Chat not found.')],
  ['PATCH', `/${uuid(12)}`, { title: 7 }, bad('title must be a string or null.')],
  [
    'PATCH',
    `/${uuid(12)}`,
    { lastChatMessageCreatedAt: 'soon' },
    bad('lastChatMessageCreatedAt must be a date-time or null.'),
  ],
  ['DELETE', `/${uuid(99)}`, undefined, missing('Chat not found.')],
  ['POST', '', '[]', bad('The body must be a JSON object.')],
  ['POST', '', { ownerId: uuid(201), title: null }, bad('channelId is required.')],
  ['POST', '', { ownerId: uuid(201), channelId: null }, bad('title is required.')],
  ['POST', '', { ...chat, ownerId: 'me' }, bad('ownerId must be a UUID.')],
  ['POST', '', { ...chat, ownerId: uuid(299) }, missing('Owner not found.')],
  ['POST', '', { ...chat, channelId: uuid(199) }, missing('Channel not found.')],
  ['PUT', '', {}, missing('Route not found.')],
])('%s %s %j', async (method, path, json, expected) => {
  const { ask } = await openWorkspace();
  const { status, body } = await ask(path, { method, ...(json === undefined ? {} : { json }) });
  expect({ status, body }).toEqual(expected);
});

test('the key comes bare, or behind Bearer by option', async () => {
  const { url, credential, settings } = await openWorkspace();
  const statuses = () =>
    Promise.all(
      [credential, `Bearer ${credential}`, 'other'].map(async (authorization) => {
        const { status } = await call(`${url}/api/v1/chats`, { headers: { authorization } });
        return status;
      }),
    );
  expect(await statuses()).toEqual([200, 401, 401]);
  settings.authScheme = 'bearer';
  expect(await statuses()).toEqual([401, 200, 401]);
  expect(await call(`${url}/api/v1/chats/${uuid(1)}`)).toMatchObject(
    refusal(401, 'UNAUTHORIZED', 'UnauthorizedError', 'Invalid API key.'),
  );
});
