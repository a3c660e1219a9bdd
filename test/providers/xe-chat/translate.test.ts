import { expect, test } from 'vitest';
import type { MessageAuthor } from '../../../src/domain.ts';
import { row, rows, type Reader } from '../../../src/providers/wire.ts';
import {
  toAgent,
  toContact,
  toConversation,
  toInbox,
  toMessage,
} from '../../../src/providers/xe-chat/translate.ts';
import * as wire from '../../../src/providers/xe-chat/wire.ts';
import * as examples from './examples.ts';

const conversation = (payload: unknown) => toConversation('xe', row(wire.conversation)(payload));
const message = (payload: object) =>
  toMessage('xe', { source: 'xe', nativeId: '1024' }, row(wire.message)({ id: 1, ...payload }));
const agent = (payload: object) => toAgent('xe', row(wire.agent)({ id: 7, ...payload }));
const inbox = (payload: object) => toInbox('xe', row(wire.inbox)({ id: 3, ...payload }));

const json = (text: string): unknown => JSON.parse(text);
const listed = <Value>(read: Reader<Value>, text: string) => rows(read)(json(text)).rows;

test('a whole conversation', () => {
  const raw = json(examples.conversation);
  expect(conversation(raw)).toEqual({
    source: 'xe',
    nativeId: '1024',
    status: 'OPEN',
    rawStatus: 'open',
    title: null,
    inbox: { source: 'xe', nativeId: '3', greeting: null },
    contact: {
      source: 'xe',
      nativeId: '55',
      name: 'Alice Smith',
      email: 'alice@example.com',
      identifier: null,
      isBlocked: null,
      raw: { id: 55, name: 'Alice Smith', email: 'alice@example.com' },
    },
    assignee: {
      source: 'xe',
      nativeId: '7',
      kind: 'HUMAN',
      name: 'Bob Jones',
      avatarUrl: null,
      raw: { id: 7, name: 'Bob Jones' },
    },
    assigneeVersion: null,
    handledBy: 'HUMAN',
    unreadCount: 2,
    lastActivityAt: '2026-03-31T11:45:00.000Z',
    createdAt: '2026-03-31T10:00:00.000Z',
    updatedAt: null,
    ticket: null,
    isRemoved: null,
    raw,
  });
});

test('what a reply to a creation leaves out is not loaded', () => {
  const created = conversation(json(examples.createdConversation));
  expect(created).toMatchObject({ assignee: null, handledBy: 'NONE', unreadCount: 0 });
  expect(created.lastActivityAt).toBeUndefined();
});

test('what a reply to an update leaves out is not loaded', () => {
  const updated = conversation(json(examples.updatedConversation));
  expect(updated).toMatchObject({
    status: 'RESOLVED',
    inbox: { nativeId: '3' },
    assignee: { nativeId: '7' },
    updatedAt: '2026-03-31T12:30:00.000Z',
  });
  const { contact, unreadCount, createdAt, lastActivityAt } = updated;
  expect([contact, unreadCount, createdAt, lastActivityAt]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('an id alone is enough for a conversation; odd values are null', () => {
  expect(conversation({ id: 'c1' })).toMatchObject({ nativeId: 'c1', title: null });
  expect(conversation({ id: 'c1' }).handledBy).toBeUndefined();
  expect(
    conversation({ id: 1, status: 'archived', contact: {}, unread_count: 'a few', created_at: 'yesterday' }),
  ).toMatchObject({ status: null, rawStatus: 'archived', contact: null, unreadCount: null, createdAt: null });
});

test('references by id alone are read as well', () => {
  const flat = conversation({ id: '1', contact_id: '55', assigned_agent_id: '7', inbox_id: '3' });
  expect(flat).toMatchObject({
    contact: { nativeId: '55' },
    assignee: { nativeId: '7' },
    inbox: { nativeId: '3' },
    handledBy: 'HUMAN',
  });
  expect(flat.contact?.name).toBeUndefined();
  expect(conversation({ id: '1', assigned_agent_id: null })).toMatchObject({
    assignee: null,
    handledBy: 'NONE',
  });
});

/** What is found when it is read, read. */
function told({ role, name, contact, agent, rawRole }: MessageAuthor): MessageAuthor {
  return { role, name, contact, agent, rawRole };
}

test('messages in both directions', () => {
  const seen = { source: 'xe', nativeId: '1024' };
  const [first, second] = listed(wire.message, examples.messages).map((found) =>
    toMessage('xe', seen, found),
  );
  expect(first && { ...first, author: told(first.author) }).toEqual({
    source: 'xe',
    conversation: seen,
    key: '2001',
    nativeId: '2001',
    direction: 'INBOUND',
    author: {
      role: 'CONTACT',
      name: 'Alice Smith',
      contact: { source: 'xe', nativeId: '55', name: 'Alice Smith', identifier: null, isBlocked: null },
      agent: null,
      rawRole: 'contact',
    },
    content: 'Hi, I have a question about my order.',
    isPrivate: false,
    createdAt: '2026-03-31T10:05:00.000Z',
    attachments: [],
    raw: {
      id: 2001,
      conversation_id: 1024,
      type: 'incoming',
      content: 'Hi, I have a question about my order.',
      sender: { type: 'contact', id: 55, name: 'Alice Smith' },
      created_at: '2026-03-31T10:05:00Z',
    },
  });
  expect(second).toMatchObject({
    direction: 'OUTBOUND',
    author: { role: 'AGENT', contact: null, agent: { nativeId: '7', kind: 'HUMAN', name: 'Bob Jones' } },
  });
});

test.each([
  [{ type: 'outgoing', private: true }, 'INTERNAL', true],
  [{ type: 'outgoing', private: false }, 'OUTBOUND', false],
  [{ type: 'activity' }, 'INTERNAL', false],
  [{ type: 'system' }, 'INTERNAL', false],
  [{ type: 'template' }, null, false],
  [{}, null, false],
])('the message %j has direction %s', (payload, direction, isPrivate) => {
  expect(message(payload)).toMatchObject({ direction, isPrivate });
});

test.each([
  [{ sender: { type: 'bot', id: 1 } }, 'BOT', 'bot'],
  [{ sender: { type: 'system' } }, 'SYSTEM', 'system'],
  [{ sender: { type: 'Agent', id: 1 } }, 'AGENT', 'Agent'],
  [{ type: 'outgoing', sender: { type: 'oracle', id: 1 } }, 'UNKNOWN', 'oracle'],
  [{ type: 'incoming', sender: { id: 1 } }, 'CONTACT', null],
  [{ type: 'incoming' }, 'CONTACT', null],
  [{ type: 'activity', sender: null }, 'SYSTEM', null],
  [{ type: 'outgoing', sender: 'Bob' }, 'UNKNOWN', null],
  [{}, 'UNKNOWN', null],
])('the author of %j is %s', (payload, role, rawRole) => {
  expect(message(payload).author).toMatchObject({ role, rawRole });
});

test('a contact', () => {
  const contact = toContact('xe', row(wire.contact)(json(examples.contact)));
  expect(contact).toEqual({
    source: 'xe',
    nativeId: '55',
    name: 'Alice Smith',
    email: 'alice@example.com',
    phone: '+1 555 000 1234',
    identifier: null,
    isBlocked: null,
    conversationCount: 3,
    createdAt: '2026-01-15T09:00:00.000Z',
    raw: json(examples.contact),
  });
});

test('an agent', () => {
  const [found] = listed(wire.agent, examples.agents);
  expect(found && toAgent('xe', found)).toEqual({
    source: 'xe',
    nativeId: '7',
    kind: 'HUMAN',
    name: 'Bob Jones',
    email: 'bob@yourcompany.com',
    role: 'AGENT',
    availability: 'ONLINE',
    rawAvailability: 'online',
    avatarUrl: null,
    raw: { id: 7, name: 'Bob Jones', email: 'bob@yourcompany.com', role: 'agent', availability: 'online' },
  });
});

test.each([
  ['busy', 'BUSY'],
  ['Offline', 'OFFLINE'],
  ['in_a_meeting', null],
])('the availability %s is %s, and kept as it is', (raw, availability) => {
  expect(agent({ availability: raw })).toMatchObject({ availability, rawAvailability: raw });
});

test('roles of agents', () => {
  expect(agent({ role: 'administrator' }).role).toBe('ADMINISTRATOR');
  expect(agent({ role: 'supervisor' }).role).toBeNull();
});

test('an inbox', () => {
  const [found] = listed(wire.inbox, examples.inboxes);
  expect(found && toInbox('xe', found)).toEqual({
    source: 'xe',
    nativeId: '3',
    name: 'Website Live Chat',
    channel: 'LIVE_CHAT',
    rawChannel: 'live_chat',
    isEnabled: true,
    greeting: null,
    raw: { id: 3, name: 'Website Live Chat', channel_type: 'live_chat', is_enabled: true },
  });
});

test.each([
  ['email', 'EMAIL'],
  ['whatsapp', 'WHATSAPP'],
  ['instagram', 'INSTAGRAM'],
  ['api', 'API'],
  ['facebook', 'OTHER'],
])('the channel %s is %s', (raw, channel) => {
  expect(inbox({ channel_type: raw })).toMatchObject({ channel, rawChannel: raw });
});

test('an inbox that does not say its channel has none', () => {
  expect(inbox({ channel_type: null }).channel).toBeNull();
});
