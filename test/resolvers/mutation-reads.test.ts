import type { MiddlewareHandler } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { Secret } from '../../src/secret.ts';
import { configOver, queryOf, startRig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { mutate, mutated } from '../support/mutate.ts';

async function start(options: SandboxOptions = {}) {
  const rig = await startRig(options);
  onTestFinished(() => rig.close());
  return rig;
}

const id = globalId('Conversation', 'xe', '1024');

test('what PATCH’s reply left out is loaded when selected, and only then', async () => {
  const rig = await start();
  const { query } = rig;
  await mutated(
    query,
    'updateConversation',
    { id, status: 'PENDING' },
    'conversation { id status updatedAt assignee { name } }',
  );
  expect(rig.calls()).toEqual(['PATCH /v1/chat/conversations/1024']);

  const { conversation } = await mutated<{ conversation: unknown }>(
    query,
    'updateConversation',
    { id, status: 'RESOLVED' },
    'conversation { status unreadCount lastActivityAt createdAt contact { name email } }',
  );
  expect(conversation).toMatchObject({
    status: 'RESOLVED',
    unreadCount: expect.any(Number) as number,
    lastActivityAt: expect.any(String) as string,
    contact: { name: expect.any(String) as string, email: expect.any(String) as string },
  });
  expect(rig.calls()).toEqual(['PATCH /v1/chat/conversations/1024', 'GET /v1/chat/conversations/1024']);
});

test('what POST’s reply left out is loaded when selected, and only then', async () => {
  const rig = await start();
  const { query } = rig;
  const input = {
    source: 'xe',
    inboxId: globalId('Inbox', 'xe', '3'),
    contactId: globalId('Contact', 'xe', '55'),
    message: { content: 'Hello Alice' },
  };
  await mutated(query, 'createConversation', input, 'conversation { id status unreadCount createdAt title }');
  expect(rig.calls()).toEqual(['POST /v1/chat/conversations']);
  const { message } = await mutated<{ message: unknown }>(
    query,
    'createConversation',
    input,
    'conversation { lastActivityAt } message { content direction }',
  );
  expect(message).toEqual({ content: 'Hello Alice', direction: 'OUTBOUND' });
  const made = rig.calls().map((call) => call.replace(/\d{4}/, 'N'));
  expect(made[0]).toBe('POST /v1/chat/conversations');
  expect(made.slice(1).sort()).toEqual([
    'GET /v1/chat/conversations/N',
    'GET /v1/chat/conversations/N/messages?page=1&limit=10',
  ]);
});

const SENT = 'POST /v1/chat/conversations/1024/messages';

/** Sends to a Xe Chat whose replies to a send have no more than those fields. */
async function sending(
  shown: readonly string[],
  input: object,
  selection: string,
  middleware: MiddlewareHandler[] = [],
) {
  const rig = await start({
    xeChat: {
      middleware,
      reshape: ({ method, path, body }) =>
        method === 'POST' && path.endsWith('/messages')
          ? Object.fromEntries(Object.entries(body as object).filter(([name]) => shown.includes(name)))
          : body,
    },
  });
  const given = { conversationId: id, content: 'Hello', ...input };
  const told = await mutate(rig.query, 'sendMessage', given, `message { ${selection} }`);
  return { ...told, calls: rig.calls() };
}

const whole = {
  content: 'Hello',
  direction: 'OUTBOUND',
  isPrivate: false,
  createdAt: expect.any(String) as string,
  author: { role: 'AGENT', name: expect.any(String) as string },
};
const FIELDS = 'content direction isPrivate createdAt author { role name }';

test.each([
  ['everything', ['id'], {}, {}],
  [
    'that it is private',
    ['id', 'type', 'content', 'sender', 'created_at'],
    { isPrivate: true },
    { direction: 'INTERNAL', isPrivate: true },
  ],
  ['its author’s name', ['id', 'type', 'content', 'created_at'], {}, {}],
])('what a send’s reply left out is loaded when selected: %s', async (_name, shown, input, changed) => {
  const { answer, payload, calls } = await sending(shown, input, FIELDS);
  expect(answer.errors).toBeUndefined();
  expect(payload).toEqual({ message: { ...whole, ...changed }, userErrors: [] });
  expect(calls[0]).toBe(SENT);
  expect(calls.length).toBeGreaterThan(1);
});

test.each([
  ['its id', ['id'], 'id nativeId conversation { id }'],
  [
    'what it shows',
    ['id', 'content', 'type'],
    'content direction ... on Node { id } ... on Message { content }',
  ],
])('and only then: not for %s', async (_name, shown, selection) => {
  const { answer, calls } = await sending(shown, {}, selection);
  expect(answer.errors).toBeUndefined();
  expect(calls).toEqual([SENT]);
});

test('a message that cannot be loaded was sent all the same', async () => {
  const refuse: MiddlewareHandler = async (context, next) =>
    context.req.method === 'GET' ? context.json({ message: 'Not now' }, 500) : next();
  const { answer, payload } = await sending(['id'], {}, 'content', [refuse]);
  expect(payload).toEqual({ message: null, userErrors: [] });
  expect(answer.errors).toMatchObject([{ path: ['sendMessage', 'message'] }]);
  expect(answer.errors?.[0]?.extensions).not.toHaveProperty('outcome', 'NOT_DONE');
});

test('one that is not shown yet is told as far as the reply tells', async () => {
  const rig = await start({
    xeChat: {
      reshape: ({ method, path, body }) => {
        if (!path.endsWith('/messages')) return body;
        return method === 'POST' ? { id: 77_777, content: 'Hello' } : body;
      },
    },
  });
  const input = { conversationId: id, content: 'Hello' };
  const sent = await mutated(rig.query, 'sendMessage', input, 'message { nativeId content createdAt }');
  expect(sent).toMatchObject({ message: { nativeId: '77777', content: 'Hello', createdAt: null } });
});

test('a new chat’s details are loaded when selected, and only then', async () => {
  const rig = await start();
  const { query, sandbox } = rig;
  const [chat] = sandbox.zaia.state.chats.values();
  const input = { source: 'zaia', contactId: globalId('Contact', 'zaia', chat?.ownerId ?? '') };
  await mutated(
    query,
    'createConversation',
    input,
    'conversation { id title createdAt isRemoved contact { id } }',
  );
  expect(rig.calls()).toEqual(['POST /api/v1/chats']);
  const { conversation } = await mutated<{ conversation: unknown }>(
    query,
    'createConversation',
    { ...input, title: 'Invoice' },
    'conversation { title assignee { name kind } assigneeVersion { number } }',
  );
  expect(conversation).toMatchObject({ title: 'Invoice', assignee: { name: expect.any(String) as string } });
  expect(rig.calls()).toEqual([
    'POST /api/v1/chats',
    expect.stringMatching(/^GET \/api\/v1\/chats\/[^/]+\/details$/),
  ]);
});

test('a later mutation of one request is not answered with what an earlier one read', async () => {
  const { query } = await start();
  const fields =
    'conversation { status contact { name } lastActivityAt messages(last: 1) { totalCount nodes { content } } }';
  const { data } = await query<Record<'a' | 'b' | 'c', { conversation: Record<string, unknown> }>>(
    `mutation ($id: ID!) {
       a: updateConversation(input: { id: $id, status: PENDING }) { ${fields} }
       b: sendMessage(input: { conversationId: $id, content: "In between" }) { ${fields} }
       c: updateConversation(input: { id: $id, status: OPEN }) { ${fields} }
     }`,
    { id },
  );
  const { a, b, c } = data;
  expect(a.conversation).toMatchObject({
    status: 'PENDING',
    contact: { name: expect.any(String) as string },
  });
  expect(b.conversation).toMatchObject({
    status: 'PENDING',
    messages: { nodes: [{ content: 'In between' }] },
  });
  expect(c.conversation).toMatchObject({ status: 'OPEN', messages: { nodes: [{ content: 'In between' }] } });
  expect(c.conversation['lastActivityAt']).toBe(b.conversation['lastActivityAt']);
  expect(String(b.conversation['lastActivityAt']) > String(a.conversation['lastActivityAt'])).toBe(true);
});

test('a read right after a write shows it, from whichever cache', async () => {
  const { query, sandbox } = await start();
  const [chat] = sandbox.zaia.state.chats.values();
  if (chat === undefined) throw new Error();
  const ids = {
    xe: id,
    site: globalId('Conversation', 'site', new Secret('demo-visitor-5')),
    zaia: globalId('Conversation', 'zaia', chat.id),
    owner: globalId('Contact', 'zaia', chat.ownerId),
    alice: globalId('Contact', 'xe', '55'),
  };
  const read = async () => {
    const { data } = await query<Record<string, never>>(
      `query ($xe: ID!, $site: ID!, $zaia: ID!, $owner: ID!, $alice: ID!) {
         pending: conversations(first: 1, filter: { sources: ["xe"], status: [PENDING] }) { totalCount }
         xe: conversation(id: $xe) { status messages(last: 1) { totalCount nodes { content } } transcript { entryCount } }
         site: conversation(id: $site) { messages(last: 1) { nodes { content } } lastMessage { content } }
         zaia: conversation(id: $zaia) { title isRemoved }
         details: conversation(id: $zaia) { title assignee { name } }
         chats: conversations(first: 100, filter: { sources: ["zaia"], contactIds: [$owner] }) { nodes { title } }
         contacts(first: 0, filter: { sources: ["xe"] }) { totalCount }
         alice: contact(id: $alice) { conversationCount }
         agents(filter: { sources: ["xe"] }) { nodes { email } }
       }`,
      ids,
    );
    return data as Record<string, Record<string, never>>;
  };
  const before = await read();
  expect(await read()).toEqual(before);

  await mutated(query, 'updateConversation', { id: ids.xe, status: 'PENDING' });
  await mutated(query, 'sendMessage', { conversationId: ids.xe, content: 'Just written' });
  await mutated(query, 'sendMessage', { conversationId: ids.site, content: 'Just said' });
  await mutated(query, 'updateConversation', { id: ids.zaia, title: 'Just named' });
  await mutated(query, 'createConversation', { source: 'zaia', contactId: ids.owner, title: 'Just begun' });
  await mutated(query, 'createContact', { source: 'xe', name: 'New' });
  await mutated(query, 'createAgent', { source: 'xe', name: 'New', email: 'new@example.com' });
  const inboxId = globalId('Inbox', 'xe', '3');
  await mutated(query, 'createConversation', { source: 'xe', inboxId, contactId: ids.alice });

  const after = await read();
  expect(after['pending']?.['totalCount']).toBe(Number(before['pending']?.['totalCount']) + 1);
  expect(after['xe']).toMatchObject({
    status: 'PENDING',
    messages: { nodes: [{ content: 'Just written' }] },
  });
  expect(after['site']).toMatchObject({
    messages: { nodes: [{ content: 'Just said' }] },
    lastMessage: { content: 'Just said' },
  });
  expect([after['zaia'], after['details']]).toMatchObject([{ title: 'Just named' }, { title: 'Just named' }]);
  expect(after['chats']).toMatchObject({
    nodes: expect.arrayContaining([{ title: 'Just named' }, { title: 'Just begun' }]) as unknown[],
  });
  expect(after['contacts']?.['totalCount']).toBe(Number(before['contacts']?.['totalCount']) + 1);
  expect(after['alice']?.['conversationCount']).toBe(Number(before['alice']?.['conversationCount']) + 1);
  expect(after['agents']?.['nodes']).toContainEqual({ email: 'new@example.com' });

  await mutated(query, 'deleteConversation', { id: ids.zaia });
  expect((await read())['zaia']).toMatchObject({ isRemoved: true });
});

test('a contact that did not exist is found once it was created', async () => {
  const { query } = await start();
  const search = '{ customer(email: "new.one@example.com") { contacts { name } } }';
  expect((await query(search)).data).toEqual({ customer: null });
  await mutated(query, 'createContact', { source: 'xe', name: 'New One', email: 'new.one@example.com' });
  expect((await query(search)).data).toEqual({ customer: { contacts: [{ name: 'New One' }] } });
});

test('one without a cache writes and reads the same', async () => {
  const { sandbox } = await start();
  const gateway = createGateway(configOver(sandbox, { cache: { enabled: false } }));
  onTestFinished(() => gateway.dispose());
  const query = queryOf(gateway);
  await mutated(query, 'updateConversation', { id, status: 'SNOOZED' });
  const { data } = await query('query ($id: ID!) { conversation(id: $id) { status } }', { id });
  expect(data).toEqual({ conversation: { status: 'SNOOZED' } });
});

test('what is written by one source is shown by another with its account', async () => {
  const rig = await startRig();
  onTestFinished(() => rig.close());
  const { xeChat } = rig.sandbox;
  const account = { provider: 'xe-chat', baseUrl: xeChat.url, apiKey: xeChat.credential };
  const gateway = createGateway(
    configOver(rig.sandbox, { sources: ['here', 'there'].map((key) => ({ key, ...account })) }),
  );
  onTestFinished(() => gateway.dispose());
  const query = queryOf(gateway);
  const shown = async () =>
    (
      await query<{ conversation: { status: string } }>(
        'query ($id: ID!) { conversation(id: $id) { status } }',
        {
          id: globalId('Conversation', 'there', '1024'),
        },
      )
    ).data.conversation.status;
  for (const status of ['RESOLVED', 'PENDING']) {
    await mutated(query, 'updateConversation', { id: globalId('Conversation', 'here', '1024'), status });
    expect(await shown()).toBe(status);
  }
});
