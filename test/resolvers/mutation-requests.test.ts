import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SandboxRequest } from '../../src/sandbox/index.ts';
import { Secret } from '../../src/secret.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { mutate, mutated } from '../support/mutate.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** The last request that changed something at a provider: how it was addressed, and its body. */
function lastWrite(requests: readonly SandboxRequest[]) {
  const request = requests.findLast(({ method }) => method !== 'GET');
  if (request === undefined) throw new Error('Nothing was written.');
  const { method, path, headers, body } = request;
  const json: unknown = body === '' ? undefined : JSON.parse(body);
  return { endpoint: `${method} ${path}`, type: headers['content-type'], json };
}

const JSON_TYPE = 'application/json';
const zaiaRows = () => {
  const { chats, channels } = rig.sandbox.zaia.state;
  const chat = [...chats.values()].find(({ isRemoved }) => !isRemoved);
  const channel = [...channels.values()][0];
  if (chat === undefined || channel === undefined) throw new Error();
  return { chat, channel };
};

test('1: POST /v1/chat/conversations with everything that it takes', async () => {
  const input = {
    source: 'xe',
    inboxId: globalId('Inbox', 'xe', '3'),
    contactId: globalId('Contact', 'xe', '55'),
    assigneeId: globalId('Agent', 'xe', '7'),
    status: 'PENDING',
    message: { content: 'Hi Alice', as: 'AGENT' },
  };
  const { conversation } = await mutated<{ conversation: unknown }>(
    rig.query,
    'createConversation',
    input,
    'conversation { status nativeId assignee { nativeId } contact { nativeId email } inbox { nativeId } }',
  );
  expect(lastWrite(rig.sandbox.xeChat.requests)).toEqual({
    endpoint: 'POST /v1/chat/conversations',
    type: JSON_TYPE,
    json: { inbox_id: 3, contact_id: 55, agent_id: 7, status: 'pending', message: { content: 'Hi Alice' } },
  });
  expect(conversation).toMatchObject({
    status: 'PENDING',
    assignee: { nativeId: '7' },
    contact: { nativeId: '55', email: 'alice@example.com' },
    inbox: { nativeId: '3' },
  });
});

test('1: what is not given, or null, is not sent', async () => {
  const input = {
    source: 'xe',
    inboxId: globalId('Inbox', 'xe', '3'),
    contactId: globalId('Contact', 'xe', '55'),
    assigneeId: null,
    status: null,
    title: null,
    message: null,
    contact: null,
  };
  await mutated(rig.query, 'createConversation', input);
  expect(lastWrite(rig.sandbox.xeChat.requests).json).toEqual({ inbox_id: 3, contact_id: 55 });
});

test('2: PATCH /v1/chat/conversations/{id} with only what is given', async () => {
  const id = globalId('Conversation', 'xe', '1024');
  const endpoint = 'PATCH /v1/chat/conversations/1024';
  const sent = async (input: object) => {
    await mutated(rig.query, 'updateConversation', { id, ...input });
    return lastWrite(rig.sandbox.xeChat.requests);
  };
  expect(await sent({ status: 'SNOOZED' })).toEqual({
    endpoint,
    type: JSON_TYPE,
    json: { status: 'snoozed' },
  });
  expect((await sent({ assigneeId: globalId('Agent', 'xe', '8') })).json).toEqual({ agent_id: 8 });
  expect((await sent({ assigneeId: null })).json).toEqual({ agent_id: null });
  expect((await sent({ status: null, assigneeId: null, title: null })).json).toEqual({ agent_id: null });
  expect((await sent({ status: 'OPEN', assigneeId: globalId('Agent', 'xe', '7') })).json).toEqual({
    status: 'open',
    agent_id: 7,
  });
});

test('3: POST /v1/chat/conversations/{id}/messages', async () => {
  const conversationId = globalId('Conversation', 'xe', '1024');
  const { message } = await mutated<{ message: unknown }>(
    rig.query,
    'sendMessage',
    {
      conversationId,
      content: 'Shipped! 🚚',
      isPrivate: true,
      agentId: globalId('Agent', 'xe', '8'),
      as: 'AGENT',
    },
    'message { content direction isPrivate author { role agent { nativeId } } }',
  );
  expect(lastWrite(rig.sandbox.xeChat.requests)).toEqual({
    endpoint: 'POST /v1/chat/conversations/1024/messages',
    type: JSON_TYPE,
    json: { content: 'Shipped! 🚚', private: true, agent_id: 8 },
  });
  expect(message).toEqual({
    content: 'Shipped! 🚚',
    direction: 'INTERNAL',
    isPrivate: true,
    author: { role: 'AGENT', agent: { nativeId: '8' } },
  });
  await mutated(rig.query, 'sendMessage', { conversationId, content: 'Bare' });
  expect(lastWrite(rig.sandbox.xeChat.requests).json).toEqual({ content: 'Bare' });
});

test('4: POST /v1/chat/contacts', async () => {
  const input = { source: 'xe', name: 'Ana Ivić', email: 'ana@example.com', phone: '+385911234567' };
  const { contact } = await mutated<{ contact: unknown }>(
    rig.query,
    'createContact',
    input,
    'contact { name email phone conversationCount }',
  );
  expect(lastWrite(rig.sandbox.xeChat.requests)).toEqual({
    endpoint: 'POST /v1/chat/contacts',
    type: JSON_TYPE,
    json: { name: 'Ana Ivić', email: 'ana@example.com', phone: '+385911234567' },
  });
  expect(contact).toEqual({
    name: 'Ana Ivić',
    email: 'ana@example.com',
    phone: '+385911234567',
    conversationCount: 0,
  });
  await mutated(rig.query, 'createContact', { source: 'xe', name: 'Only a name', email: null });
  expect(lastWrite(rig.sandbox.xeChat.requests).json).toEqual({ name: 'Only a name' });
});

test('5: POST /v1/chat/agents', async () => {
  const { agent } = await mutated<{ agent: unknown }>(
    rig.query,
    'createAgent',
    { source: 'xe', name: 'Carol White', email: 'carol.white@example.com', role: 'ADMINISTRATOR' },
    'agent { kind name email role availability }',
  );
  expect(lastWrite(rig.sandbox.xeChat.requests)).toEqual({
    endpoint: 'POST /v1/chat/agents',
    type: JSON_TYPE,
    json: { name: 'Carol White', email: 'carol.white@example.com', role: 'administrator' },
  });
  expect(agent).toEqual({
    kind: 'HUMAN',
    name: 'Carol White',
    email: 'carol.white@example.com',
    role: 'ADMINISTRATOR',
    availability: 'OFFLINE',
  });
});

test('6: POST /api/v1/chat/conversations, with the token that was given', async () => {
  const input = {
    source: 'site',
    inboxId: globalId('Inbox', 'site', 'widget'),
    contact: { name: 'Jane Doe', email: 'jane@example.com' },
    message: { content: 'Hi, I need help.', as: 'CONTACT' },
    visitorToken: 'visitor/of a test?',
  };
  const { conversation, autoReply } = await mutated<{ conversation: unknown; autoReply: string }>(
    rig.query,
    'createConversation',
    input,
    'autoReply conversation { id nativeId raw messages(first: 5) { nodes { content direction author { name } } } }',
  );
  expect(lastWrite(rig.sandbox.squirrelstack.requests)).toEqual({
    endpoint: 'POST /api/v1/chat/conversations',
    type: JSON_TYPE,
    json: {
      name: 'Jane Doe',
      email: 'jane@example.com',
      message: 'Hi, I need help.',
      visitor_token: 'visitor/of a test?',
    },
  });
  expect(autoReply).toBe(rig.sandbox.squirrelstack.state.autoReply);
  expect(conversation).toMatchObject({
    nativeId: null,
    messages: {
      nodes: [{ content: 'Hi, I need help.', direction: 'INBOUND', author: { name: 'Jane Doe' } }],
    },
  });
  expect(JSON.stringify(conversation)).not.toContain('visitor/of');
});

test('6: a token that is not given is made of 128 random bits', async () => {
  const input = {
    source: 'site',
    contact: { name: 'Jane Doe', email: 'jane@example.com' },
    message: { content: 'Hi' },
  };
  const tokens = new Set<unknown>();
  for (let count = 0; count < 2; count += 1) {
    await mutated(rig.query, 'createConversation', input);
    tokens.add(
      (lastWrite(rig.sandbox.squirrelstack.requests).json as Record<string, unknown>)['visitor_token'],
    );
  }
  expect(tokens.size).toBe(2);
  for (const token of tokens) expect(Buffer.from(String(token), 'base64url')).toHaveLength(16);
});

test('7: POST /api/v1/chat/conversations/:visitor_token/messages', async () => {
  const conversationId = globalId('Conversation', 'site', new Secret('demo-visitor-2'));
  await mutated(rig.query, 'sendMessage', {
    conversationId,
    content: 'Still there?',
    isPrivate: false,
    as: 'CONTACT',
  });
  expect(lastWrite(rig.sandbox.squirrelstack.requests)).toEqual({
    endpoint: 'POST /api/v1/chat/conversations/demo-visitor-2/messages',
    type: JSON_TYPE,
    json: { message: 'Still there?' },
  });
});

test('8: POST /api/v1/chats says null for what is not given', async () => {
  const { chat, channel } = zaiaRows();
  const contactId = globalId('Contact', 'zaia', chat.ownerId);
  await mutated(rig.query, 'createConversation', { source: 'zaia', contactId });
  expect(lastWrite(rig.sandbox.zaia.requests)).toEqual({
    endpoint: 'POST /api/v1/chats',
    type: JSON_TYPE,
    json: { channelId: null, ownerId: chat.ownerId, title: null },
  });
  const inboxId = globalId('Inbox', 'zaia', channel.id);
  await mutated(rig.query, 'createConversation', { source: 'zaia', contactId, inboxId, title: 'Invoice' });
  expect(lastWrite(rig.sandbox.zaia.requests).json).toEqual({
    channelId: channel.id,
    ownerId: chat.ownerId,
    title: 'Invoice',
  });
});

test('9: PATCH /api/v1/chats/{id}: an empty title clears, a moment goes as UTC', async () => {
  const { chat } = zaiaRows();
  const id = globalId('Conversation', 'zaia', chat.id);
  const sent = async (input: object) => {
    await mutated(rig.query, 'updateConversation', { id, ...input });
    return lastWrite(rig.sandbox.zaia.requests);
  };
  expect(await sent({ title: 'Refund' })).toEqual({
    endpoint: `PATCH /api/v1/chats/${chat.id}`,
    type: JSON_TYPE,
    json: { title: 'Refund' },
  });
  expect((await sent({ title: '' })).json).toEqual({ title: null });
  expect((await sent({ lastActivityAt: '2026-03-31T14:00:00+02:00', title: null })).json).toEqual({
    lastChatMessageCreatedAt: '2026-03-31T12:00:00.000Z',
  });
});

test('10: DELETE /api/v1/chats/{id}, and again', async () => {
  const { chat } = zaiaRows();
  const id = globalId('Conversation', 'zaia', chat.id);
  for (let count = 0; count < 2; count += 1) {
    const { deletedConversationId, conversation } = await mutated<Record<string, unknown>>(
      rig.query,
      'deleteConversation',
      { id },
      'deletedConversationId conversation { isRemoved }',
    );
    expect({ deletedConversationId, conversation }).toEqual({
      deletedConversationId: id,
      conversation: { isRemoved: true },
    });
    expect(lastWrite(rig.sandbox.zaia.requests)).toEqual({
      endpoint: `DELETE /api/v1/chats/${chat.id}`,
      type: undefined,
      json: undefined,
    });
  }
});

test('explain names the writes by their templates', async () => {
  const conversationId = globalId('Conversation', 'site', new Secret('demo-visitor-3'));
  const { extensions } = await rig.query(
    'mutation ($id: ID!) { sendMessage(input: { conversationId: $id, content: "Hello" }) { userErrors { code } } }',
    { id: conversationId },
    { 'switchboard-explain': '1' },
  );
  expect(extensions).toMatchObject({
    switchboard: {
      upstreamCalls: 1,
      upstream: [
        {
          source: 'site',
          operation: 'POST /api/v1/chat/conversations/:visitor_token/messages',
          outcome: 'fetched',
        },
      ],
    },
  });
  expect(JSON.stringify(extensions)).not.toContain('demo-visitor');
});

test('ids that are no numbers go as the texts they are', async () => {
  const { payload } = await mutate(rig.query, 'createConversation', {
    source: 'xe',
    inboxId: globalId('Inbox', 'xe', 'inb_7'),
    contactId: globalId('Contact', 'xe', '90071992547409931'),
  });
  expect(lastWrite(rig.sandbox.xeChat.requests).json).toEqual({
    inbox_id: 'inb_7',
    contact_id: '90071992547409931',
  });
  expect(payload?.userErrors).toMatchObject([{ code: 'INVALID', field: ['inboxId'] }]);
});
