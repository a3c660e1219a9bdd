import { expect, test } from 'vitest';
import { fromDetails, fromPlain } from '../../../src/providers/zaia/translate.ts';
import { detailedRow, plainRow } from '../../../src/providers/zaia/wire.ts';

const plain = {
  createdAt: '2026-03-31T11:59:00.000Z',
  id: 'c-1',
  isRemoved: false,
  updatedAt: '2026-03-31T12:00:01.000Z',
  channelId: 'ch-1',
  currentResponderId: 'r-2',
  lastChatMessageCreatedAt: '2026-03-31T12:00:00.000Z',
  ownerId: 'o-1',
  responderId: 'r-1',
  title: 'Where is my parcel?',
  workspaceId: 'w-1',
};

const detailed = {
  channelId: 'ch-1',
  channelName: 'Website',
  channelType: 'widget',
  createdAt: '2026-03-31T11:59:00.000Z',
  id: 'c-1',
  isOwnerBlocked: true,
  isRemoved: false,
  lastMessageContent: 'On its way.',
  lastMessageCreatedAt: '2026-03-31T12:00:00.000Z',
  lastMessageRole: 'assistant',
  ownerEmail: 'ada@example.com',
  ownerId: 'o-1',
  ownerIdentifier: 'crm-7',
  ownerName: 'Ada',
  penultimateMessageContent: 'Where is it?',
  penultimateMessageCreatedAt: '2026-03-31T11:59:30.000Z',
  penultimateMessageRole: 'user',
  responderEntity: 'agents',
  responderId: 'r-1',
  responderName: 'Ava',
  responderPicture: 'https://cdn.example/ava.png',
  responderVersionId: 'v-2',
  responderVersionNumber: 2,
  ticketId: 't-1',
  ticketStatus: 'open',
  title: 'Where is my parcel?',
  workspaceId: 'w-1',
};

const conversation = (row: unknown) => fromDetails('zaia', detailedRow(row));
const reference = { source: 'zaia', nativeId: 'c-1' };

test('the plain form knows ids alone, and who carries the rest', () => {
  const part = (nativeId: string) => ({ source: 'zaia', nativeId, carrier: reference });
  expect(fromPlain('zaia', plainRow(plain))).toStrictEqual({
    ...reference,
    status: null,
    rawStatus: null,
    unreadCount: null,
    title: 'Where is my parcel?',
    inbox: part('ch-1'),
    contact: part('o-1'),
    assignee: part('r-1'),
    lastActivityAt: '2026-03-31T12:00:00.000Z',
    createdAt: '2026-03-31T11:59:00.000Z',
    updatedAt: '2026-03-31T12:00:01.000Z',
    isRemoved: false,
    raw: plain,
  });
});

test('the detailed form', () => {
  const contact = {
    source: 'zaia',
    nativeId: 'o-1',
    name: 'Ada',
    email: 'ada@example.com',
    phone: null,
    identifier: 'crm-7',
    isBlocked: true,
    conversationCount: null,
    createdAt: null,
    raw: {
      isOwnerBlocked: true,
      ownerEmail: 'ada@example.com',
      ownerId: 'o-1',
      ownerIdentifier: 'crm-7',
      ownerName: 'Ada',
    },
  };
  const message = {
    source: 'zaia',
    conversation: reference,
    key: expect.stringMatching(/^[\w-]{22}$/) as string,
    nativeId: null,
    isPrivate: false,
    attachments: [],
  };
  const asked = {
    ...message,
    direction: 'INBOUND',
    author: { role: 'CONTACT', name: 'Ada', contact, agent: null, rawRole: 'user' },
    content: 'Where is it?',
    createdAt: '2026-03-31T11:59:30.000Z',
    raw: {
      penultimateMessageContent: 'Where is it?',
      penultimateMessageCreatedAt: '2026-03-31T11:59:30.000Z',
      penultimateMessageRole: 'user',
    },
  };
  const answered = {
    ...message,
    direction: 'OUTBOUND',
    author: { role: 'BOT', name: null, contact: null, agent: null, rawRole: 'assistant' },
    content: 'On its way.',
    createdAt: '2026-03-31T12:00:00.000Z',
    raw: {
      lastMessageContent: 'On its way.',
      lastMessageCreatedAt: '2026-03-31T12:00:00.000Z',
      lastMessageRole: 'assistant',
    },
  };
  expect(conversation(detailed)).toStrictEqual({
    ...reference,
    status: null,
    rawStatus: null,
    unreadCount: null,
    title: 'Where is my parcel?',
    inbox: {
      source: 'zaia',
      nativeId: 'ch-1',
      name: 'Website',
      channel: 'LIVE_CHAT',
      rawChannel: 'widget',
      isEnabled: null,
      greeting: null,
      raw: { channelId: 'ch-1', channelName: 'Website', channelType: 'widget' },
    },
    contact,
    assignee: {
      source: 'zaia',
      nativeId: 'r-1',
      kind: 'AI',
      name: 'Ava',
      email: null,
      role: null,
      availability: null,
      rawAvailability: null,
      avatarUrl: 'https://cdn.example/ava.png',
      raw: {
        responderEntity: 'agents',
        responderId: 'r-1',
        responderName: 'Ava',
        responderPicture: 'https://cdn.example/ava.png',
        responderVersionId: 'v-2',
        responderVersionNumber: 2,
      },
    },
    assigneeVersion: { nativeId: 'v-2', number: 2 },
    handledBy: 'AI',
    lastMessage: answered,
    messages: [asked, answered],
    lastActivityAt: '2026-03-31T12:00:00.000Z',
    createdAt: '2026-03-31T11:59:00.000Z',
    ticket: { nativeId: 't-1', status: 'open' },
    isRemoved: false,
    raw: detailed,
  });
});

test('a row of nothing but an id', () => {
  expect(conversation({ id: 7 })).toMatchObject({
    nativeId: '7',
    title: null,
    inbox: null,
    contact: null,
    assignee: null,
    assigneeVersion: null,
    handledBy: null,
    lastMessage: null,
    messages: [],
    lastActivityAt: null,
    createdAt: null,
    ticket: null,
    isRemoved: null,
  });
  const bare = fromPlain('zaia', plainRow({ id: 'c-1', currentResponderId: 'r-2', channelId: null }));
  expect(bare).toMatchObject({ contact: null, inbox: null, assignee: { nativeId: 'r-2' }, updatedAt: null });
  expect(bare.ticket).toBeUndefined();
  expect(bare.lastMessage).toBeUndefined();
});

test.each([
  ['widget', 'LIVE_CHAT'],
  ['waha', 'WHATSAPP'],
  ['whatsapp', 'WHATSAPP'],
  ['instagram', 'INSTAGRAM'],
  ['api', 'API'],
  ['telegram', 'OTHER'],
  [null, null],
])('the channel type %j is %s', (channelType, channel) => {
  expect(conversation({ ...detailed, channelType }).inbox).toMatchObject({
    channel,
    rawChannel: channelType,
  });
});

test.each([
  ['agents', 'AI', 'AI'],
  ['agent', 'AI', 'AI'],
  ['squads', 'TEAM', null],
  ['squad', 'TEAM', null],
  ['robots', null, null],
])('the responder entity %j is %s', (responderEntity, kind, handledBy) => {
  expect(conversation({ ...detailed, responderEntity })).toMatchObject({ assignee: { kind }, handledBy });
});

test.each([
  ['user', 'CONTACT', 'INBOUND'],
  ['assistant', 'BOT', 'OUTBOUND'],
  ['agent', 'BOT', 'OUTBOUND'],
  ['bot', 'BOT', 'OUTBOUND'],
  ['human', 'AGENT', 'OUTBOUND'],
  ['System', 'SYSTEM', 'INTERNAL'],
  ['tool', 'UNKNOWN', null],
  [null, 'UNKNOWN', null],
])('the role %j is %s', (lastMessageRole, role, direction) => {
  expect(conversation({ ...detailed, lastMessageRole }).lastMessage).toMatchObject({
    direction,
    author: { role, rawRole: lastMessageRole },
  });
});

test('two equal messages have two keys', () => {
  const [first, second] =
    conversation({
      ...detailed,
      penultimateMessageContent: 'On its way.',
      penultimateMessageCreatedAt: detailed.lastMessageCreatedAt,
      penultimateMessageRole: 'assistant',
    }).messages ?? [];
  expect(first?.content).toBe(second?.content);
  expect(first?.key).not.toBe(second?.key);
});

test('an empty message is one, a missing one is none', () => {
  const one = { ...detailed, lastMessageContent: '', penultimateMessageContent: null };
  expect(conversation(one).messages).toHaveLength(2);
  const none = { ...one, penultimateMessageCreatedAt: null, penultimateMessageRole: null };
  expect(conversation(none).messages).toMatchObject([{ content: '' }]);
});
