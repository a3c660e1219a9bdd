import { expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { type CutGateway, startCutGateway } from '../support/cut-gateway.ts';
import { CUTS, DONE, type Fate } from '../support/cutting-server.ts';
import { globalId } from '../support/ids.ts';
import { mutate, type MutationName } from '../support/mutate.ts';

interface Case {
  readonly name: MutationName;
  readonly input: (rig: CutGateway) => Record<string, unknown>;
  readonly selection: string;
  /** How often it was done. */
  readonly count: (rig: CutGateway) => number;
  /** Is sent again where reading back does not find it, since the provider refuses a second one. */
  readonly isUnique?: true;
}

const xeId = globalId('Conversation', 'xe', '1024');
const siteId = globalId('Conversation', 'site', new Secret('demo-visitor-1'));
const firstChat = ({ apps }: CutGateway) => {
  const [chat] = apps.zaia.state.chats.values();
  if (chat === undefined) throw new Error();
  return chat;
};

const VISITOR: Case = {
  name: 'createConversation',
  input: () => ({
    source: 'site',
    contact: { name: 'Once', email: 'once@example.com' },
    message: { content: 'Begun' },
  }),
  selection: 'conversation { id createdAt } message { content }',
  count: ({ apps }) =>
    [...apps.site.state.conversations.values()].filter(({ name }) => name === 'Once').length,
  isUnique: true,
};

const CASES: Record<string, Case> = {
  'a message at Xe Chat': {
    name: 'sendMessage',
    input: () => ({ conversationId: xeId, content: 'Once' }),
    selection: 'message { id content direction } conversation { id }',
    count: ({ apps }) =>
      (apps.xe.state.messages.get(1024) ?? []).filter(({ content }) => content === 'Once').length,
  },
  'a message at SquirrelStack': {
    name: 'sendMessage',
    input: () => ({ conversationId: siteId, content: 'Once' }),
    selection: 'message { id content direction } conversation { id }',
    count: ({ apps }) =>
      (apps.site.state.conversations.get('demo-visitor-1')?.messages ?? []).filter(
        ({ body }) => body === 'Once',
      ).length,
  },
  'a conversation at Xe Chat': {
    name: 'createConversation',
    input: () => ({
      source: 'xe',
      inboxId: globalId('Inbox', 'xe', '3'),
      contactId: globalId('Contact', 'xe', '55'),
      message: { content: 'Begun' },
    }),
    selection: 'conversation { id status contact { nativeId } } message { content }',
    count: ({ apps }) =>
      [...apps.xe.state.messages.values()].filter(([first]) => first?.content === 'Begun').length,
  },
  'a conversation at SquirrelStack': VISITOR,
  'a chat at Zaia': {
    name: 'createConversation',
    input: (rig) => ({
      source: 'zaia',
      contactId: globalId('Contact', 'zaia', firstChat(rig).ownerId),
      title: 'Begun once',
    }),
    selection: 'conversation { id title }',
    count: ({ apps }) =>
      [...apps.zaia.state.chats.values()].filter(({ title }) => title === 'Begun once').length,
  },
  'a status': {
    name: 'updateConversation',
    input: (rig) => {
      const row = rig.apps.xe.state.conversations.get(1024);
      if (row?.status === 'snoozed') throw new Error();
      return { id: xeId, status: 'SNOOZED', assigneeId: null };
    },
    selection: 'conversation { status assignee { id } contact { nativeId } }',
    count: ({ apps }) => Number(apps.xe.state.conversations.get(1024)?.status === 'snoozed'),
  },
  'a title': {
    name: 'updateConversation',
    input: (rig) => ({ id: globalId('Conversation', 'zaia', firstChat(rig).id), title: 'Renamed' }),
    selection: 'conversation { title }',
    count: (rig) => Number(firstChat(rig).title === 'Renamed'),
  },
  'a removal': {
    name: 'deleteConversation',
    input: (rig) => {
      firstChat(rig).isRemoved = false;
      return { id: globalId('Conversation', 'zaia', firstChat(rig).id) };
    },
    selection: 'deletedConversationId conversation { isRemoved }',
    count: (rig) => Number(firstChat(rig).isRemoved),
  },
  'a contact with an email': {
    name: 'createContact',
    input: () => ({ source: 'xe', name: 'Once', email: 'once@example.com' }),
    selection: 'contact { id name email }',
    count: ({ apps }) => [...apps.xe.state.contacts.values()].filter(({ name }) => name === 'Once').length,
    isUnique: true,
  },
  'a contact without an email': {
    name: 'createContact',
    input: () => ({ source: 'xe', name: 'Once', phone: '+15550009999' }),
    selection: 'contact { id name phone }',
    count: ({ apps }) => [...apps.xe.state.contacts.values()].filter(({ name }) => name === 'Once').length,
  },
  'an agent': {
    name: 'createAgent',
    input: () => ({ source: 'xe', name: 'Once', email: 'once@example.com' }),
    selection: 'agent { id name role }',
    count: ({ apps }) => [...apps.xe.state.agents.values()].filter(({ name }) => name === 'Once').length,
  },
};

const cases = Object.entries(CASES);

test.each(cases)(
  '%s is done once, and its answer given again',
  async (_title, { name, input, selection, count }) => {
    const rig = await startCutGateway();
    const given = { ...input(rig), idempotencyKey: 'key' };
    const first = await mutate(rig.query, name, given, selection);
    const again = await mutate(rig.query, name, given, selection);
    expect(first.payload?.userErrors).toEqual([]);
    expect(again).toEqual(first);
    expect(rig.writes()).toHaveLength(1);
    expect(count(rig)).toBe(1);
  },
);

/** Messages meet every fate; for the rest it is enough whether it was done. */
const cut = cases.flatMap(([title, story]) =>
  CUTS.filter((fate) => story.name === 'sendMessage' || fate.endsWith('it is done')).map(
    (fate) => [title, fate, story] as const,
  ),
);

test.each(cut)(
  '%s whose connection is cut %s',
  async (_title, fate, { name, input, selection, count, isUnique }) => {
    const rig = await startCutGateway([fate]);
    const given = { ...input(rig), idempotencyKey: 'key' };
    const first = await mutate(rig.query, name, given, selection);
    expect(first.payload).toBeNull();
    expect(first.answer.errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' },
    ]);

    await rig.settled();
    const isDone = DONE.has(fate);
    expect(count(rig)).toBe(Number(isDone));
    const again = await mutate(rig.query, name, given, selection);
    if (isDone || isUnique) {
      expect(again.answer.errors).toBeUndefined();
      expect(again.payload?.userErrors).toEqual([]);
      expect(Object.values(again.payload ?? {})).not.toContain(null);
      expect(count(rig)).toBe(1);
    } else {
      expect(again.answer.errors?.map(({ extensions }) => extensions)).toMatchObject([
        { code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' },
      ]);
      expect(count(rig)).toBe(0);
    }
    const writes = isUnique && !isDone ? 2 : 1;
    expect(rig.writes()).toHaveLength(writes);
    expect((await mutate(rig.query, name, given, selection)).payload).toEqual(again.payload);
    expect(rig.writes()).toHaveLength(writes);
  },
);

test('a made token is the same in every attempt under its key', async () => {
  const rig = await startCutGateway(Array<Fate>(3).fill('before it is done'));
  const { name, input } = VISITOR;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await mutate(rig.query, name, { ...input(rig), idempotencyKey: 'key' });
  }
  const tokens = rig
    .writes()
    .map(({ body }) => (JSON.parse(body) as { visitor_token: string }).visitor_token);
  expect(tokens).toHaveLength(4);
  expect(new Set(tokens).size).toBe(1);
});

test('a contact with that email that is someone else’s is a conflict, after a cut too', async () => {
  const rig = await startCutGateway(['before it is done']);
  const input = { source: 'xe', name: 'Not Alice', email: 'alice@example.com', idempotencyKey: 'key' };
  await mutate(rig.query, 'createContact', input);
  const { payload } = await mutate(rig.query, 'createContact', input);
  expect(payload?.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['email'] }]);
});

test('what the caller has to mend is told again, without a call', async () => {
  const rig = await startCutGateway();
  const input = { source: 'xe', name: 'Alice', email: 'alice@example.com', idempotencyKey: 'key' };
  const first = await mutate(rig.query, 'createContact', input, 'conflictingContact { nativeId }');
  expect(first.payload).toMatchObject({
    conflictingContact: { nativeId: '55' },
    userErrors: [{ code: 'CONFLICT', field: ['email'] }],
  });
  expect(await mutate(rig.query, 'createContact', input, 'conflictingContact { nativeId }')).toEqual(first);
  expect(rig.writes()).toHaveLength(1);
});

test('another input under the key is IDEMPOTENCY_CONFLICT and sends nothing', async () => {
  const rig = await startCutGateway();
  const input = { conversationId: xeId, content: 'One', idempotencyKey: 'key' };
  await mutate(rig.query, 'sendMessage', input);
  const { answer } = await mutate(rig.query, 'sendMessage', { ...input, content: 'Two' });
  expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toMatchObject([
    [['sendMessage'], { code: 'IDEMPOTENCY_CONFLICT', outcome: 'NOT_DONE' }],
  ]);
  expect(rig.writes()).toHaveLength(1);
});

const XE = {
  source: 'xe',
  inboxId: globalId('Inbox', 'xe', '3'),
  contactId: globalId('Contact', 'xe', '55'),
};
const AGENT = { source: 'xe', name: 'Carol', email: 'carol@example.com' };

type Said = [MutationName, (rig: CutGateway) => Record<string, unknown>, Record<string, unknown>];

const toXe = () => ({ conversationId: xeId, content: 'One' });
const toSite = () => ({ conversationId: siteId, content: 'One' });
const begunAtXe = () => ({ ...XE, message: { content: 'One' } });
const hired = () => AGENT;

test.each<Said>([
  ['sendMessage', toXe, { isPrivate: false }],
  ['sendMessage', toXe, { as: 'AGENT' }],
  ['sendMessage', toXe, { isPrivate: null, as: null, agentId: null }],
  ['sendMessage', toSite, { isPrivate: false, as: 'CONTACT' }],
  ['createConversation', begunAtXe, { message: { content: 'One', as: 'AGENT' } }],
  ['createConversation', begunAtXe, { status: 'OPEN' }],
  [
    'createConversation',
    (rig) => ({ source: 'zaia', contactId: globalId('Contact', 'zaia', firstChat(rig).ownerId) }),
    { title: '' },
  ],
  ['createAgent', hired, { role: 'AGENT' }],
])('%s says the same with what its provider does anyway', async (name, input, more) => {
  for (const [one, two] of [
    [{}, more],
    [more, {}],
  ]) {
    const rig = await startCutGateway();
    const given = { ...input(rig), idempotencyKey: 'key' };
    const first = await mutate(rig.query, name, { ...given, ...one });
    expect(first.payload?.userErrors).toEqual([]);
    expect(await mutate(rig.query, name, { ...given, ...two })).toEqual(first);
    expect(rig.writes()).toHaveLength(1);
  }
});

test.each<Said>([
  ['sendMessage', toXe, { isPrivate: true }],
  ['sendMessage', toXe, { agentId: globalId('Agent', 'xe', '7') }],
  ['createConversation', begunAtXe, { status: 'PENDING' }],
  ['createAgent', hired, { role: 'ADMINISTRATOR' }],
  ['updateConversation', () => ({ id: xeId, assigneeId: null }), { status: 'OPEN' }],
  ['updateConversation', () => ({ id: xeId, status: 'OPEN' }), { assigneeId: null }],
])('%s says something else with anything more', async (name, input, more) => {
  const rig = await startCutGateway();
  const given = { ...input(rig), idempotencyKey: 'key' };
  await mutate(rig.query, name, given);
  const { answer } = await mutate(rig.query, name, { ...given, ...more });
  expect(answer.errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_CONFLICT' } }]);
  expect(rig.writes()).toHaveLength(1);
});

test('a key means one thing per mutation and source, and an input that is refused does not use it up', async () => {
  const rig = await startCutGateway();
  const idempotencyKey = 'key';
  const blank = await mutate(rig.query, 'sendMessage', {
    conversationId: xeId,
    content: ' ',
    idempotencyKey,
  });
  expect(blank.payload?.userErrors).toMatchObject([{ code: 'INVALID' }]);
  await mutate(rig.query, 'sendMessage', { conversationId: xeId, content: 'One', idempotencyKey });
  await mutate(rig.query, 'sendMessage', { conversationId: siteId, content: 'One', idempotencyKey });
  await mutate(rig.query, 'updateConversation', { id: xeId, status: 'OPEN', idempotencyKey });
  expect(rig.writes()).toHaveLength(3);
});

test('calls under one key at once are one write with one answer', async () => {
  const rig = await startCutGateway();
  const input = { conversationId: siteId, content: 'Together', idempotencyKey: 'key' };
  const all = await Promise.all(
    Array.from({ length: 5 }, () => mutate(rig.query, 'sendMessage', input, 'message { id content }')),
  );
  expect(rig.writes()).toHaveLength(1);
  expect(new Set(all.map(({ payload }) => JSON.stringify(payload))).size).toBe(1);
  expect(all[0]?.payload).toMatchObject({ message: { content: 'Together' } });
});

test('an answer given again shows the message that was sent then, not an equal later one', async () => {
  const rig = await startCutGateway();
  const input = { conversationId: siteId, content: 'Same', idempotencyKey: 'key' };
  const first = await mutate<{ message: unknown }>(rig.query, 'sendMessage', input, 'message { id }');
  const conversation = rig.apps.site.state.conversations.get('demo-visitor-1');
  if (conversation === undefined) throw new Error();
  rig.apps.site.state.addMessage(conversation, {
    direction: 'inbound',
    body: 'Same',
    timestamp: Date.now() + 30_000,
    author: conversation.name,
  });
  const again = await mutate<{ message: unknown }>(rig.query, 'sendMessage', input, 'message { id }');
  expect(again.payload?.message).toEqual(first.payload?.message);
});
