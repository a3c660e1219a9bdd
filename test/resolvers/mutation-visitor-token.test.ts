/** What a key makes of a visitor token that SquirrelStack has already. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import type { SquirrelStackOptions } from '../../src/sandbox/index.ts';
import { Secret } from '../../src/secret.ts';
import { configOver, queryOf, startRig, type Query } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { mutate } from '../support/mutate.ts';

const TOKEN = 'vis-1';
const CREATE = 'POST /api/v1/chat/conversations';
const LOOK = `GET /api/v1/chat/conversations/${TOKEN}/messages`;
const ANSWER = 'conversation { id } message { content direction }';
const MINUTE = 60_000;

const unnamed = {
  source: 'site',
  contact: { name: 'Jo', email: 'jo@example.com' },
  message: { content: 'IMPORTANT' },
  idempotencyKey: 'key',
};

const named = { ...unnamed, visitorToken: TOKEN };

type Fate = 'done' | 'failed' | 'done, then failed';

/** Creations meet the fates given, in turn; then all are done. `looks` are how many looks fail (false) or find nothing yet (null), in turn. */
async function start(
  fates: Fate[] = [],
  looks: (false | null)[] = [],
  overrides: Readonly<Record<string, unknown>> = {},
) {
  const middleware: SquirrelStackOptions['middleware'] = [
    async (context, next) => {
      const isCreation = context.req.method === 'POST' && context.req.path.endsWith('/conversations');
      const fate = (isCreation ? fates.shift() : undefined) ?? 'done';
      const look = context.req.method === 'GET' ? looks.shift() : undefined;
      if (look === false) return context.json({ error: 'Failed' }, 500);
      if (look === null) return context.json({ error: 'Conversation not found' }, 404);
      if (fate === 'failed') return context.json({ error: 'Failed' }, 500);
      await next();
      if (fate !== 'done') context.res = context.json({ error: 'Failed' }, 500);
      return undefined;
    },
  ];
  const rig = await startRig({ squirrelstack: { middleware, limits: false } }, overrides);
  onTestFinished(() => rig.close());
  const { state } = rig.sandbox.squirrelstack;
  const seeded = new Set(state.conversations.keys());
  /** Somebody else's conversation by the token. */
  const begin = (body: string, age: number, direction: 'inbound' | 'outbound' = 'inbound') => {
    const conversation = state.addConversation({
      visitorToken: TOKEN,
      conversationToken: 'conversation',
      name: 'Else',
      email: 'else@example.com',
    });
    state.addMessage(conversation, { direction, body, timestamp: Date.now() - age, author: 'Else' });
  };
  const tokens = () => [...state.conversations.keys()].filter((token) => !seeded.has(token));
  /** Another process with the same configuration, but for `overrides`. */
  const restarted = (again: Readonly<Record<string, unknown>> = overrides) => {
    const gateway = createGateway(configOver(rig.sandbox, again));
    onTestFinished(() => gateway.dispose());
    return queryOf(gateway);
  };
  return { query: rig.query, calls: () => rig.calls(), begin, tokens, restarted };
}

/** The payload, or the code and outcome of the one error. */
async function create(query: Query, input: Record<string, unknown> = named, selection = ANSWER) {
  const { payload, answer } = await mutate(query, 'createConversation', input, selection);
  if (payload !== null) return payload;
  expect(answer.errors).toHaveLength(1);
  const { code, outcome } = answer.errors?.[0]?.extensions ?? {};
  return { code, outcome };
}

const success = {
  conversation: { id: globalId('Conversation', 'site', new Secret(TOKEN)) },
  message: { content: 'IMPORTANT', direction: 'INBOUND' },
  userErrors: [],
};
const conflict = { conversation: null, userErrors: [{ code: 'CONFLICT', field: ['visitorToken'] }] };
const unknown = { code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' };

test.each([
  ['other words', 'Hello', 5_000],
  ['the same words', 'IMPORTANT', 10 * MINUTE],
])('an older conversation of that token with %s is a conflict', async (_name, words, age) => {
  const { begin, query, calls } = await start(['failed']);
  begin(words, age);
  expect(await create(query)).toEqual({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN' });
  expect(await create(query)).toMatchObject(conflict);
  calls();
  expect(await create(query)).toMatchObject(conflict);
  expect(calls()).toEqual([]);
});

test.each([
  ['other words since', 'Hello', -1_000],
  ['the same words shortly before, by a clock that may be late', 'IMPORTANT', 20_000],
])('with %s it stays unknown', async (_name, words, age) => {
  const { begin, query } = await start(['failed']);
  begin(words, age);
  await create(query);
  expect(await create(query)).toEqual(unknown);
  expect(await create(query)).toEqual(unknown);
});

test('with the same words of the other side it stays unknown', async () => {
  const { begin, query } = await start(['failed']);
  begin('IMPORTANT', -1_000, 'outbound');
  await create(query);
  expect(await create(query)).toEqual(unknown);
});

test('what was begun is found before anything is sent', async () => {
  const { query, calls, tokens } = await start(['done, then failed']);
  await create(query);
  calls();
  expect(await create(query, named, 'conversation { id }')).toMatchObject({ userErrors: [] });
  expect(calls()).toEqual([LOOK]);
  expect(await create(query)).toEqual(success);
  expect(tokens()).toEqual([TOKEN]);
});

test('what was not begun is sent again', async () => {
  const { query, calls, tokens } = await start(['failed']);
  await create(query);
  calls();
  expect(await create(query, named, 'conversation { id }')).toMatchObject({ userErrors: [] });
  expect(calls()).toEqual([LOOK, CREATE]);
  expect(tokens()).toEqual([TOKEN]);
});

test.each([false, null] as const)(
  'a look that tells nothing (%s) is followed by a refusal and another look',
  async (told) => {
    const { query, tokens } = await start(['done, then failed'], [told]);
    await create(query);
    expect(await create(query)).toEqual(success);
    expect(tokens()).toEqual([TOKEN]);
  },
);

test.each([false, null] as const)(
  'a refused token stays unknown while looks tell nothing (%s)',
  async (told) => {
    const { query, tokens } = await start(['done, then failed'], [told, told]);
    await create(query);
    expect(await create(query)).toEqual(unknown);
    expect(await create(query)).toEqual(success);
    expect(tokens()).toEqual([TOKEN]);
  },
);

const begunOnce = {
  conversation: { id: expect.any(String) as string },
  message: success.message,
  userErrors: [],
};

test.each([[[]], [['done, then failed']]] satisfies [Fate[]][])(
  'a process that has lost its keys finds what it began (%j)',
  async (fates) => {
    const { query, restarted, tokens } = await start(fates);
    const first = await create(query, unnamed);
    const again = await create(restarted(), unnamed);
    expect(again).toEqual(begunOnce);
    if ('conversation' in first) expect(again).toEqual(first);
    expect(tokens()).toHaveLength(1);
    expect(tokens()[0]).toMatch(/^[\w-]{22}$/);
  },
);

test('one that cannot be looked at stays unknown, and is found later', async () => {
  const { query, restarted, tokens } = await start([], [false]);
  await create(query, unnamed, 'conversation { id }');
  const later = restarted();
  expect(await create(later, unnamed)).toEqual(unknown);
  expect(await create(later, unnamed)).toEqual(begunOnce);
  expect(tokens()).toHaveLength(1);
});

test('of a key that was used with another input it is told so, as far as that shows', async () => {
  const { query, restarted, tokens } = await start();
  await create(query, unnamed);
  await sleep(1000);
  const later = restarted();
  const other = { ...unnamed, message: { content: 'Else' } };
  const used = { code: 'IDEMPOTENCY_CONFLICT', outcome: 'NOT_DONE' };
  expect(await create(later, other)).toEqual(used);
  expect(await create(later, other)).toEqual(used);
  expect(await create(later, unnamed)).toEqual(begunOnce);
  expect(tokens()).toHaveLength(1);
});

test('the token is another under another key, secret or caller, and at random without a key', async () => {
  const auth = {
    apiKeys: ['ann', 'bob'].map((name) => ({ name, key: `${name}${'0'.repeat(32)}`, scopes: ['*'] })),
  };
  const { query, restarted, tokens } = await start([], [], { auth });
  const as =
    (name: string, asked: Query): Query =>
    (document, variables) =>
      asked(document, variables, { authorization: `Bearer ${name}${'0'.repeat(32)}` });
  const { idempotencyKey: _, ...unkeyed } = unnamed;
  await create(as('ann', query), unnamed);
  await create(as('bob', query), unnamed);
  await create(as('ann', query), { ...unnamed, idempotencyKey: 'another' });
  await create(as('ann', query), unkeyed);
  await create(as('ann', query), unkeyed);
  await create(as('ann', restarted({ auth, secret: 'another secret of thirty-two bytes' })), unnamed);
  expect(tokens()).toHaveLength(6);
});
