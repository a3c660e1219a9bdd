/** What a key may take for its own after an attempt of which nobody knows whether it was done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { XeChatOptions } from '../../src/sandbox/index.ts';
import { Secret } from '../../src/secret.ts';
import { startCutGateway } from '../support/cut-gateway.ts';
import type { Fate } from '../support/cutting-server.ts';
import { globalId } from '../support/ids.ts';
import { mutate, type MutationName } from '../support/mutate.ts';

const CONVERSATION = 1024;
const TOKEN = 'demo-visitor-1';
const xeId = globalId('Conversation', 'xe', String(CONVERSATION));
const siteId = globalId('Conversation', 'site', new Secret(TOKEN));

/** As `startCutGateway`, with a way to ask. */
async function start(fates: Fate[] = ['before it is done'], options: XeChatOptions = {}) {
  const { apps, query, writes } = await startCutGateway(fates, options);
  /** Asks, and gives the payload, or the code of the one error. */
  const ask = async (name: MutationName, input: Record<string, unknown>, selection = '') => {
    const { payload, answer } = await mutate<Record<string, unknown>>(query, name, input, selection);
    if (payload !== null) return payload;
    expect(answer.errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN' } }]);
    return answer.errors?.[0]?.extensions['code'];
  };
  return { xe: apps.xe.state, settings: apps.xe.settings, zaia: apps.zaia.state, ask, writes };
}

type Rig = Awaited<ReturnType<typeof start>>;

/** Messages are told with their milliseconds, which the sandbox cuts off. */
async function startExactly(fates?: Fate[]): Promise<Rig> {
  const rig = await start(fates);
  const timeOf = (id: number) =>
    rig.xe.messages.get(CONVERSATION)?.find((message) => message.id === id)?.createdAt ?? 0;
  rig.settings.reshape = ({ method, path, body }) => {
    if (method !== 'GET' || !path.endsWith('/messages')) return body;
    const { data, ...rest } = body as { data: { id: number }[] };
    const exact = data.map((row) => ({ ...row, created_at: new Date(timeOf(row.id)).toISOString() }));
    return { ...rest, data: exact };
  };
  return rig;
}

/** Waits until a second is so old, so that all that a test does next happens within it. */
async function within(second: number): Promise<void> {
  await sleep((1000 + second - (Date.now() % 1000)) % 1000);
}

function say({ xe }: Rig, content: string, agent = 7) {
  return xe.addMessage({
    conversationId: CONVERSATION,
    type: 'outgoing',
    content,
    private: false,
    sender: { type: 'agent', id: agent },
    createdAt: Date.now(),
  });
}

const sending = { conversationId: xeId, content: 'ok', idempotencyKey: 'key' };

test('a message of earlier in the same second is not taken for one that was not sent', async () => {
  const rig = await startExactly();
  await within(100);
  say(rig, 'ok');
  await sleep(50);
  expect(await rig.ask('sendMessage', sending)).toBe('OUTCOME_UNKNOWN');
  expect(await rig.ask('sendMessage', sending)).toBe('OUTCOME_UNKNOWN');
  expect(rig.writes()).toHaveLength(1);
});

test('nor does one keep the own one from being found', async () => {
  const rig = await startExactly(['after it is done']);
  await within(100);
  const other = say(rig, 'ok');
  await sleep(50);
  expect(await rig.ask('sendMessage', sending)).toBe('OUTCOME_UNKNOWN');
  const { message } = (await rig.ask('sendMessage', sending, 'message { nativeId }')) as {
    message: { nativeId: string };
  };
  expect(message.nativeId).not.toBe(String(other.id));
});

test.each([
  ['Xe Chat', xeId],
  ['SquirrelStack', siteId],
])('what was sent to %s without a key is not taken for what a key sends', async (_name, conversationId) => {
  const rig = await start(['answered', 'before it is done']);
  const input = { ...sending, conversationId };
  await within(100);
  expect(await rig.ask('sendMessage', { conversationId, content: 'ok' })).toEqual({ userErrors: [] });
  expect(await rig.ask('sendMessage', input)).toBe('OUTCOME_UNKNOWN');
  expect(await rig.ask('sendMessage', input)).toBe('OUTCOME_UNKNOWN');
});

test.each([
  ['was answered', 'answered'],
  ['got no answer', 'after it is done'],
] as const)('nor what is sent without a key afterwards and %s', async (_name, fate) => {
  const rig = await start(['before it is done', fate]);
  expect(await rig.ask('sendMessage', sending)).toBe('OUTCOME_UNKNOWN');
  await rig.ask('sendMessage', { conversationId: xeId, content: 'ok' });
  expect(await rig.ask('sendMessage', sending)).toBe('OUTCOME_UNKNOWN');
});

test.each([null, 'another'])('what was refused under the key %s is no rival', async (idempotencyKey) => {
  let refusals = 1;
  const rig = await start(['answered', 'after it is done'], {
    middleware: [
      async (context, next) =>
        context.req.method === 'POST' && refusals-- > 0
          ? context.json({ message: 'No content today' }, 422)
          : next(),
    ],
  });
  const refused = await rig.ask('sendMessage', { ...sending, idempotencyKey });
  expect(refused).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
  expect(await rig.ask('sendMessage', sending)).toBe('OUTCOME_UNKNOWN');
  expect(await rig.ask('sendMessage', sending)).toEqual({ userErrors: [] });
});

test('a message of another agent is not the one that was to be sent as this one', async () => {
  const rig = await start();
  const input = { ...sending, agentId: globalId('Agent', 'xe', '8') };
  await rig.ask('sendMessage', input);
  say(rig, 'ok', 7);
  expect(await rig.ask('sendMessage', input)).toBe('OUTCOME_UNKNOWN');
});

const hired = { source: 'xe', name: 'Carol', email: 'carol@example.com', idempotencyKey: 'key' };

test.each([
  ['of that role', 'agent', { role: 'AGENT' }],
  ['of another role', 'agent', { role: 'ADMINISTRATOR' }],
  ['where no role is given', 'administrator', {}],
])('an agent who was there before is not taken for the new one: %s', async (_name, role, given) => {
  const rig = await start();
  rig.xe.addAgent({ name: hired.name, email: hired.email, role, availability: 'online' });
  expect(await rig.ask('createAgent', { ...hired, ...given })).toBe('OUTCOME_UNKNOWN');
  expect(await rig.ask('createAgent', { ...hired, ...given })).toBe('OUTCOME_UNKNOWN');
});

test('an agent of another role than the one sent is not taken for it', async () => {
  const rig = await start();
  const input = { ...hired, role: 'ADMINISTRATOR' };
  await rig.ask('createAgent', input);
  rig.xe.addAgent({ name: hired.name, email: hired.email, role: 'agent', availability: 'online' });
  expect(await rig.ask('createAgent', input)).toBe('OUTCOME_UNKNOWN');
});

test('where the agents cannot be read beforehand one is created all the same, and none recognised', async () => {
  let failing = true;
  const options: XeChatOptions = {
    middleware: [
      async (context, next) =>
        context.req.method === 'GET' && failing ? context.json({ message: 'Not now' }, 403) : next(),
    ],
  };
  const answered = await start(['answered'], options);
  expect(await answered.ask('createAgent', hired, 'agent { name }')).toMatchObject({
    agent: { name: 'Carol' },
  });
  const cut = await start(['after it is done'], options);
  await cut.ask('createAgent', hired);
  failing = false;
  expect(await cut.ask('createAgent', hired)).toBe('OUTCOME_UNKNOWN');
});

const ann = { source: 'xe', name: 'ann lee', email: 'ann@example.com', idempotencyKey: 'key' };
const ANSWER = 'contact { nativeId } conflictingContact { nativeId }';

test('a contact whose name the provider wrote its own way is the one that was created', async () => {
  const rig = await start(['after it is done', 'answered'], { now: () => Date.now() - 5000 });
  await rig.ask('createContact', ann);
  const [created] = [...rig.xe.contacts.values()].filter(({ email }) => email === ann.email);
  if (created === undefined) throw new Error();
  created.name = 'Ann Lee';
  const success = { contact: { nativeId: String(created.id) }, conflictingContact: null, userErrors: [] };
  expect(await rig.ask('createContact', ann, ANSWER)).toEqual(success);
  expect(await rig.ask('createContact', ann, ANSWER)).toEqual(success);
});

test('a contact that a search does not find yet is a success, and shown once it does', async () => {
  let isFound = false;
  const rig = await start(['after it is done'], {
    reshape: ({ method, path, body }) =>
      method === 'GET' && path.endsWith('/contacts') && !isFound ? { data: [], total: 0 } : body,
  });
  await rig.ask('createContact', ann);
  const success = { contact: null, conflictingContact: null, userErrors: [] };
  expect(await rig.ask('createContact', ann, ANSWER)).toEqual(success);
  isFound = true;
  expect(await rig.ask('createContact', ann, ANSWER)).toEqual({
    ...success,
    contact: { nativeId: expect.any(String) as string },
  });
  expect(rig.writes()).toHaveLength(2);
});

test('a contact that may not be read is a success too', async () => {
  const rig = await start(['after it is done'], { scopes: ['chat:contacts:write'] });
  await rig.ask('createContact', ann);
  expect(await rig.ask('createContact', ann)).toEqual({ userErrors: [] });
});

test('an email that is in use at the first attempt is a conflict', async () => {
  const rig = await start([]);
  rig.xe.addContact({
    name: 'Ann Lee',
    email: ann.email,
    phone: null,
    conversationCount: 0,
    createdAt: Date.now(),
  });
  expect(await rig.ask('createContact', ann)).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
});

test('a contact with an email is not the one that was created without', async () => {
  const rig = await start();
  const input = { source: 'xe', name: 'Ann', idempotencyKey: 'key' };
  await rig.ask('createContact', input);
  await rig.ask('createContact', { source: 'xe', name: 'Ann', email: ann.email });
  expect(await rig.ask('createContact', input)).toBe('OUTCOME_UNKNOWN');
});

const begun = {
  source: 'xe',
  inboxId: globalId('Inbox', 'xe', '3'),
  contactId: globalId('Contact', 'xe', '55'),
};

function begin({ xe }: Rig) {
  const now = Date.now();
  return xe.addConversation({
    status: 'open',
    inboxId: 3,
    contactId: 55,
    agentId: null,
    unreadCount: 1,
    lastActivityAt: now,
    createdAt: now,
    updatedAt: now,
  });
}

test.each([
  ['another opening message', { message: { content: 'Hi' } }, { message: { content: 'Hello' } }],
  ['an opening message, where none was sent', {}, { message: { content: 'Hello' } }],
  ['a status, where none was sent', {}, { status: 'PENDING' }],
])('a conversation of another key with %s is not its own', async (_name, given, other) => {
  const rig = await start();
  const input = { ...begun, ...given, idempotencyKey: 'key' };
  await rig.ask('createConversation', input);
  await rig.ask('createConversation', { ...begun, ...other, idempotencyKey: 'another' });
  expect(await rig.ask('createConversation', input)).toBe('OUTCOME_UNKNOWN');
});

test.each([
  ['status', { status: 'PENDING' }],
  ['assignee', { assigneeId: globalId('Agent', 'xe', '8') }],
])('nor is one of someone else with another %s', async (_name, given) => {
  const rig = await start();
  const input = { ...begun, ...given, idempotencyKey: 'key' };
  await rig.ask('createConversation', input);
  begin(rig);
  expect(await rig.ask('createConversation', input)).toBe('OUTCOME_UNKNOWN');
});

test('equal conversations with different openings are each found', async () => {
  const rig = await start(['after it is done', 'after it is done']);
  const inputs = ['Hi', 'Hello'].map((content) => ({
    ...begun,
    message: { content },
    idempotencyKey: content,
  }));
  for (const input of inputs) await rig.ask('createConversation', input);
  for (const input of inputs) {
    expect(await rig.ask('createConversation', input, 'message { content }')).toEqual({
      message: input.message,
      userErrors: [],
    });
  }
});

test('a conversation that the contact began with those words is not the one that was to be', async () => {
  const rig = await start();
  const input = { ...begun, message: { content: 'Hello' }, idempotencyKey: 'key' };
  await rig.ask('createConversation', input);
  const { id, createdAt } = begin(rig);
  rig.xe.addMessage({
    conversationId: id,
    type: 'incoming',
    content: 'Hello',
    private: false,
    sender: { type: 'contact', id: 55 },
    createdAt,
  });
  expect(await rig.ask('createConversation', input)).toBe('OUTCOME_UNKNOWN');
});

test('a chat with a title or in an inbox is not the one that was created without', async () => {
  const rig = await start();
  const [chat] = rig.zaia.chats.values();
  if (chat === undefined) throw new Error();
  const input = { source: 'zaia', contactId: globalId('Contact', 'zaia', chat.ownerId) };
  await rig.ask('createConversation', { ...input, idempotencyKey: 'key' });
  await rig.ask('createConversation', { ...input, title: 'Another' });
  expect(await rig.ask('createConversation', { ...input, idempotencyKey: 'key' })).toBe('OUTCOME_UNKNOWN');
});

test('a conversation that does not tell its assignee is not known to have none', async () => {
  const rig = await start(undefined, {
    reshape: ({ method, body }) => {
      if (method !== 'GET') return body;
      const { assigned_agent: _, ...rest } = body as Record<string, unknown>;
      return rest;
    },
  });
  const input = { id: xeId, assigneeId: null, idempotencyKey: 'key' };
  await rig.ask('updateConversation', input);
  expect(await rig.ask('updateConversation', input)).toBe('OUTCOME_UNKNOWN');
});

test('a visitor token that an earlier attempt of the key sent is a success', async () => {
  const rig = await start(['after it is done']);
  const input = {
    source: 'site',
    contact: { name: 'Jo', email: 'jo@example.com' },
    message: { content: 'Hi' },
    visitorToken: 'jo-1',
  };
  const keyed = { ...input, idempotencyKey: 'key' };
  const answer = 'conversation { id } message { content }';
  await rig.ask('createConversation', keyed);
  const success = { conversation: { id: globalId('Conversation', 'site', new Secret('jo-1')) } };
  expect(await rig.ask('createConversation', keyed, answer)).toMatchObject({ ...success, userErrors: [] });
  expect(await rig.ask('createConversation', { ...input, idempotencyKey: 'another' })).toMatchObject({
    userErrors: [{ code: 'CONFLICT', field: ['visitorToken'] }],
  });
});

test('what was done late is shown by lists that were read meanwhile, once its key has found it', async () => {
  const { apps, query, writes } = await startCutGateway(['before it is done']);
  const input = { source: 'xe', name: 'Late Lena', email: 'late@example.test', idempotencyKey: 'late' };
  const listed = async () => {
    const { data } = await query<{ contacts: { nodes: { name: string }[] } }>(
      '{ contacts(filter: { sources: ["xe"], search: "late@example.test" }) { nodes { name } } }',
    );
    return data.contacts.nodes.map(({ name }) => name);
  };
  await mutate(query, 'createContact', input);
  expect(await listed()).toEqual([]);
  const { name, email } = input;
  apps.xe.state.addContact({ name, email, phone: null, conversationCount: 0, createdAt: Date.now() + 1000 });
  const { payload } = await mutate(query, 'createContact', input, 'contact { name }');
  expect(payload).toMatchObject({ contact: { name } });
  expect(writes()).toHaveLength(1);
  expect(await listed()).toEqual([name]);
});
