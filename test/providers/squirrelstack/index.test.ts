import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Adapter, SinceListing } from '../../../src/providers/provider.ts';
import { squirrelstack } from '../../../src/providers/squirrelstack/index.ts';
import { Secret } from '../../../src/secret.ts';
import type { Message } from '../../../src/domain.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';
import { startPlayback } from '../playback.ts';
import * as examples from './examples.ts';

const call = testCall();
const token = new Secret('visitor 7f3/a');
const path = '/api/v1/chat/conversations/visitor%207f3%2Fa/messages';

async function start(options: { origin?: string } = {}) {
  const playback = await startPlayback({ '/api/v1/chat/config': examples.config, [path]: examples.messages });
  const baseUrl = `${playback.origin}/api/v1/chat`;
  return { playback, ...connect(squirrelstack, 'site', { baseUrl, siteKey: 'site_key_1', ...options }) };
}

function messagesOf(adapter: Adapter, nativeId: Secret | string = token): SinceListing<Message> {
  const listing = adapter.messages?.open({ source: 'site', nativeId });
  if (listing?.walk !== 'since') throw new Error('walked by since');
  return listing;
}

test.each([[undefined], ['https://shop.example']])(
  'the widget is asked for with the key, origin %s',
  async (origin) => {
    const { adapter, playback, sent } = await start(origin === undefined ? {} : { origin });
    const listing = adapter.listInboxes?.();
    if (listing?.walk !== 'whole') throw new Error();
    expect((await listing.read(call)).rows).toEqual([
      {
        source: 'site',
        nativeId: 'widget',
        name: null,
        channel: 'LIVE_CHAT',
        rawChannel: null,
        isEnabled: null,
        greeting: 'Hi there! How can we help?',
        raw: { greeting: 'Hi there! How can we help?' },
      },
    ]);
    expect(playback.requests).toMatchObject([
      { method: 'GET', path: '/api/v1/chat/config', query: '', headers: { 'x-api-key': 'site_key_1' } },
    ]);
    expect(playback.requests[0]?.headers['origin']).toBe(origin);
    expect(sent).toMatchObject([
      {
        template: '/api/v1/chat/config',
        budget: 'config',
        cache: { kind: 'inboxes', epochs: ['inboxes'] },
      },
    ]);
  },
);

test.each([
  [undefined, ''],
  ['2025-01-15T10:30:00.000Z', 'since=2025-01-15T10%3A30%3A00.000Z'],
  ['2025-01-15T10:31:00.000Z', 'since=2025-01-15T10%3A31%3A00.000Z'],
])('messages since %s', async (since, query) => {
  const { adapter, playback, sent } = await start();
  const page = await messagesOf(adapter).read(since, call);
  expect(playback.requests).toMatchObject([
    { method: 'GET', path, query, headers: { 'x-api-key': 'site_key_1' } },
  ]);
  expect(adapter.messages?.completeness).toBe('COMPLETE');
  expect(page.rows).toMatchObject([
    {
      direction: 'INBOUND',
      content: 'Hi, I need help with billing.',
      createdAt: '2025-01-15T10:30:00.000Z',
      author: { role: 'CONTACT', name: 'Jane Doe', contact: null, agent: null, rawRole: null },
      isPrivate: false,
      nativeId: null,
    },
    {
      direction: 'OUTBOUND',
      createdAt: '2025-01-15T10:35:00.000Z',
      author: { role: 'AGENT', name: 'Support' },
      raw: {
        direction: 'outbound',
        body: 'Sure! Let me look into that for you.',
        timestamp: '2025-01-15T10:35:00Z',
        author: 'Support',
      },
    },
  ]);
  expect(sent).toMatchObject([
    {
      template: '/api/v1/chat/conversations/:visitor_token/messages',
      budget: 'messages',
      cache: { kind: 'messages' },
    },
  ]);
});

test.each([token, token.reveal()])('a conversation is proven by its messages (%s)', async (nativeId) => {
  const { adapter } = await start();
  const conversation = await adapter.getConversation?.(nativeId, {}, call);
  expect(conversation).toMatchObject({
    source: 'site',
    createdAt: '2025-01-15T10:30:00.000Z',
    lastActivityAt: '2025-01-15T10:35:00.000Z',
    lastMessage: { content: 'Sure! Let me look into that for you.' },
    inbox: { nativeId: 'widget', channel: 'LIVE_CHAT' },
    ...{ status: null, contact: null, assignee: null, raw: null },
  });
  expect(conversation?.inbox?.greeting).toBeUndefined();
  expect(conversation?.nativeId).toBeInstanceOf(Secret);
  expect((conversation?.nativeId as Secret).reveal()).toBe('visitor 7f3/a');
});

test('an unknown visitor token is null', async () => {
  const { adapter } = await start();
  await expect(adapter.getConversation?.(new Secret('nobody'), {}, call)).resolves.toBeNull();
});

test('the visitor token is nowhere to be seen', async () => {
  const { adapter, sent } = await start();
  const listing = messagesOf(adapter, token.reveal());
  const conversation = await adapter.getConversation?.(token.reveal(), {}, call);
  const { rows } = await listing.read(undefined, call);
  const shown = [
    listing.key,
    rows.map(({ key }) => key),
    sent.map(({ template, cache }) => [template, cache]),
    conversation,
  ];
  expect(inspect(shown, { depth: 9 }) + JSON.stringify(shown)).not.toMatch(/7f3/);
  expect(listing.key).not.toBe(messagesOf(adapter, 'someone else').key);
  expect(listing.key).toBe(messagesOf(adapter, token).key);
  expect(sent[0]?.cache?.epochs).toEqual([listing.key]);
});

test('a token that cannot be a path segment names no conversation', async () => {
  const { adapter, playback } = await start();
  await expect(adapter.getConversation?.('7f3\n', {}, call)).resolves.toBeNull();
  expect(playback.requests).toEqual([]);
});

test('what the API has no endpoint for is left out', async () => {
  const { adapter } = await start();
  const absent = ['listConversations', 'listContacts', 'getContact', 'listAgents', 'getAgent'];
  const unwritten = ['updateConversation', 'deleteConversation', 'createContact', 'createAgent'];
  for (const name of [...absent, ...unwritten]) expect(adapter).not.toHaveProperty(name);
});

test('the configuration', () => {
  const config = squirrelstack.config.parse({ siteKey: 'k', origin: 'https://shop.example' });
  expect(config).toMatchObject({
    baseUrl: 'https://squirrelstack.app/api/v1/chat',
    origin: 'https://shop.example',
  });
  expect(squirrelstack.transport(config).budgets).toEqual([
    { name: 'config', limit: 60, windowSeconds: 60 },
    { name: 'create', limit: 5, windowSeconds: 60 },
    { name: 'messages', limit: 60, windowSeconds: 60 },
    { name: 'reply', limit: 20, windowSeconds: 60 },
    { name: 'files', limit: 60, windowSeconds: 60 },
  ]);
});

test.each(['shop.example', 'https://shop.example/', 'https://shop.example/path', 'file:///', 'null', ''])(
  'the origin %j is refused',
  (origin) => {
    expect(squirrelstack.config.safeParse({ siteKey: 'k', origin }).success).toBe(false);
  },
);
