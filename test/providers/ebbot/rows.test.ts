import { expect, test } from 'vitest';
import { Unreadable, type Read } from '../../../src/providers/wire.ts';
import { toConversation } from '../../../src/providers/ebbot/translate.ts';
import { chats, transcript } from '../../../src/providers/ebbot/wire.ts';
import { startPlayback } from '../playback.ts';
import { open } from './company.ts';
import { testCall } from '../../support/call.ts';

const ID = '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e';

const webhook = {
  id: ID,
  status: 'ongoing',
  handled_by: 'bot',
  integration_type: 'web',
  createdAt: '2024-08-12T09:15:03.200Z',
  updatedAt: '2024-08-12T09:16:00.000Z',
  last_message: '1723454122.500',
  new_messages: 2,
  language: 'en',
  rating: null,
  chat_user: {
    id: 'u-1',
    image: null,
    info: '{"name":"Ada Byron","email":"ada@example.com","phone":"+4670000"}',
  },
};

function conversation(row: unknown) {
  const list = chats([row]) as Exclude<Read<typeof chats>, 'failed'>;
  const [first] = list.rows;
  if (first === undefined) throw new Error('The list is empty.');
  return toConversation('ebbot', first);
}

test('a row as the vendor’s webhooks write it', () => {
  expect(conversation(webhook)).toEqual({
    source: 'ebbot',
    nativeId: ID,
    status: 'OPEN',
    rawStatus: 'ongoing',
    title: null,
    inbox: null,
    contact: {
      source: 'ebbot',
      nativeId: 'u-1',
      name: 'Ada Byron',
      email: 'ada@example.com',
      phone: '+4670000',
      identifier: null,
      isBlocked: null,
      conversationCount: null,
      createdAt: null,
      raw: webhook.chat_user,
    },
    assignee: null,
    assigneeVersion: null,
    handledBy: 'AI',
    unreadCount: 2,
    lastActivityAt: '2024-08-12T09:15:22.500Z',
    createdAt: '2024-08-12T09:15:03.200Z',
    updatedAt: '2024-08-12T09:16:00.000Z',
    ticket: null,
    isRemoved: null,
    raw: webhook,
  });
});

test('camelCase and snake_case read alike', () => {
  const { id, handled_by, last_message, new_messages, chat_user, createdAt, updatedAt, ...same } = webhook;
  const camel = {
    ...same,
    chatId: id,
    handledBy: handled_by,
    lastMessage: last_message,
    newMessages: new_messages,
    chatUser: chat_user,
    createdAt,
    updatedAt,
  };
  const snake = {
    ...same,
    chat_id: id,
    handled_by,
    last_message,
    new_messages,
    chat_user,
    created_at: createdAt,
    updated_at: updatedAt,
  };
  expect({ ...conversation(camel), raw: null }).toEqual({ ...conversation(webhook), raw: null });
  expect({ ...conversation(snake), raw: null }).toEqual({ ...conversation(webhook), raw: null });
});

test('of several ids it is the one that transcripts take', () => {
  expect(conversation({ id: 7, chatId: ID }).nativeId).toBe(ID);
  expect(conversation({ id: 7, chat_id: 'c-7' }).nativeId).toBe('7');
});

test('a row of nothing but an id', () => {
  expect(conversation({ id: 42 })).toMatchObject({
    nativeId: '42',
    status: null,
    rawStatus: null,
    contact: null,
    handledBy: null,
    unreadCount: null,
    createdAt: null,
    updatedAt: null,
  });
  expect(conversation({ id: ID }).createdAt).toBe('2024-08-12T09:15:03.158Z');
  // A transcript could tell both: they are not loaded, rather than unknown.
  expect(conversation({ id: 42 }).lastActivityAt).toBeUndefined();
  expect(conversation({ id: 42 }).lastMessage).toBeUndefined();
});

test.each([
  ['chat_closed', 'RESOLVED'],
  ['ONGOING', 'OPEN'],
  ['archived', null],
  [3, null],
])('the status %j is %s', (status, expected) => {
  expect(conversation({ ...webhook, status })).toMatchObject({ status: expected, rawStatus: String(status) });
});

test.each([
  ['bot', 'AI'],
  ['agent', 'HUMAN'],
  ['none', 'NONE'],
  ['supervisor', null],
  [null, null],
])('handled by %j is %s', (handled_by, expected) => {
  expect(conversation({ ...webhook, handled_by }).handledBy).toBe(expected);
});

test.each<[unknown, Record<string, unknown>]>([
  [
    { name: 'Ada', email: 'ada@example.com' },
    { name: 'Ada', email: 'ada@example.com', phone: null },
  ],
  ['{"first_name":"Ada","lastName":"Byron","Phone":4670000}', { name: 'Ada Byron', phone: '4670000' }],
  ['{"full_name":" ","E-mail":"ada@example.com"}', { name: null, email: 'ada@example.com' }],
  ['{"emailAddress":"ada@example.com"}', { email: 'ada@example.com' }],
  ['not JSON', { name: null, email: null, phone: null }],
  ['["a"]', { name: null, email: null, phone: null }],
  [null, { name: null, email: null, phone: null }],
  [undefined, { name: null, email: null, phone: null }],
])('a visitor’s info %j', (info, expected) => {
  expect(conversation({ id: ID, chat_user: { id: 9, info } }).contact).toMatchObject({
    nativeId: '9',
    ...expected,
  });
});

test.each([{ chat_user: { name: 'Ada' } }, { chat_user: 'Ada' }, { chat_user: null }, {}])(
  'no contact in %j',
  (row) => {
    expect(conversation({ id: ID, ...row }).contact).toBeNull();
  },
);

test.each<[string, unknown, number | undefined]>([
  ['bare', [webhook], undefined],
  ['data', { success: true, data: [webhook] }, undefined],
  ['data with a total beside', { success: true, data: [webhook], total: 7 }, 7],
  ['nested with total', { success: true, data: { chats: [webhook], total: 7 } }, 7],
  ['nested with count', { success: true, data: { rows: [webhook], count: '7' } }, 7],
  ['nested with a count of the page', { success: true, data: { rows: [webhook], count: 1 } }, undefined],
  ['nested with a count of none', { success: true, data: { rows: [webhook], count: 0 } }, 0],
  ['nested without', { success: true, data: { items: [webhook] } }, undefined],
])('the %s envelope', async (_name, body, total) => {
  const { origin } = await startPlayback({ '/api/chats/company_chats': JSON.stringify(body) });
  const { list } = open(origin);
  const page = await list.read(1, 15, testCall());
  expect(page.rows.map(({ nativeId }) => nativeId)).toEqual([ID]);
  expect(page.total).toBe(total);
});

test('a limit that the envelope says was applied is passed on', () => {
  expect(chats({ data: { chats: [], limit: 20, total: 0 } })).toEqual({
    rows: [],
    total: 0,
    limit: 20,
  });
});

test.each([
  ['a row without an id', [{ status: 'ongoing' }]],
  ['a row that is no object', ['ongoing']],
  ['two arrays to choose from', { data: { chats: [], tags: [] } }],
  ['no array', { success: true, data: null }],
  ['text', 'maintenance'],
  ['nothing', undefined],
])('%s is no list', (_name, body) => {
  expect(() => chats(body)).toThrow(Unreadable);
});

test('a reply that says it failed is no list either', () => {
  expect(chats({ success: false, data: [webhook] })).toBe('failed');
  expect(transcript({ success: false, message: 'Chat not found' })).toBe('failed');
});
