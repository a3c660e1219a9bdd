import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mutated } from '../support/mutate.ts';
import { startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { limits: { cost: 20, nodes: 100 } }, { ebbot: { budgets: [{ limit: 2 }] } });
});
afterAll(() => rig.close());
beforeEach(() => {
  rig.calls();
});

const plan = { 'switchboard-explain': 'plan' };
const DEAR = '{ conversations(first: 20, filter: { sources: ["xe"] }) { nodes { contact { phone } } } }';

describe('a dry run', () => {
  test('tells each call by source and template, and what it would spend', async () => {
    const { data, extensions, status } = await rig.query(
      '{ conversations(first: 3, filter: { sources: ["ebbot"] }) { nodes { transcript { text } } } }',
      {},
      plan,
    );
    expect(status).toBe(200);
    expect(data).toBeNull();
    expect(extensions).toEqual({
      switchboard: {
        plan: [
          { source: 'ebbot', operation: 'GET /api/chats/company_chats', calls: 1, most: 3 },
          {
            source: 'ebbot',
            operation: 'GET /api/chats/company_chats/{chatid}/transcript',
            calls: 3,
            most: 3,
          },
        ],
        upstreamCalls: 4,
        cost: 4,
        mostUpstreamCalls: 6,
        nodes: 3,
        budgets: [{ source: 'ebbot', name: 'default', calls: 4, remaining: 2, notBefore: null }],
      },
    });
    expect(rig.calls()).toEqual([]);
  });

  test('of a mutation writes nothing and claims no key', async () => {
    const input = {
      conversationId: globalId('Conversation', 'xe', '1024'),
      content: 'Once.',
      idempotencyKey: 'k',
    };
    const document = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { content } userErrors { code } } }`;
    const { extensions } = await rig.query(document, { input }, plan);
    expect(extensions).toMatchObject({
      switchboard: {
        plan: [{ source: 'xe', operation: 'POST /v1/chat/conversations/{id}/messages', calls: 1 }],
      },
    });
    expect(rig.calls()).toEqual([]);
    // Another input under the same key: it would clash, had the first one been claimed.
    await mutated(rig.query, 'sendMessage', { ...input, content: 'Twice.' });
    expect(rig.calls()).toHaveLength(1);
  });

  test('lists what is looked at before a silent write, the write, and the look behind it', async () => {
    const { conversation } = await mutated<{ conversation: { id: string } }>(
      rig.query,
      'createConversation',
      {
        source: 'site',
        contact: { name: 'Ada', email: 'ada@shop.example' },
        message: { content: 'Hello.' },
      },
      'conversation { id }',
    );
    const { extensions } = await rig.query(
      `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { content } } }`,
      { input: { conversationId: conversation.id, content: 'And?' } },
      plan,
    );
    expect(extensions).toMatchObject({
      switchboard: {
        plan: [
          { operation: 'GET /api/v1/chat/conversations/:visitor_token/messages', calls: 2 },
          { operation: 'POST /api/v1/chat/conversations/:visitor_token/messages', calls: 1 },
        ],
        budgets: [
          { source: 'site', name: 'messages', calls: 2 },
          { source: 'site', name: 'reply', calls: 1 },
        ],
      },
    });
  });

  test('of what is wrong as a whole answers with the fault', async () => {
    const { status, errors } = await rig.query('{ nonsense }', {}, plan);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('limits', () => {
  test.each([
    ['calls', DEAR, /21 upstream calls; at most 20 .* 20, are `GET \/v1\/chat\/contacts\/\{id\}` at xe/],
    [
      'rows',
      '{ conversations(first: 5) { nodes { messages(first: 25) { nodes { id } } } } }',
      /130 rows; at most 100/,
    ],
    [
      'aliases and fragments',
      `{ ${Array.from({ length: 21 }, (_, index) => `a${index}: nodeByNativeId(source: "xe", type: CONVERSATION, nativeId: "${1024 + index}") { ...Parts }`).join(' ')} }
       fragment Parts on Conversation { title }`,
      /21 upstream calls; at most 20/,
    ],
    [
      'nested lists',
      `query ($filter: ConversationFilter) { conversations(first: 10, filter: { sources: ["zaia"] }) { nodes { contact { conversations(first: 5, filter: $filter) { nodes { title } } } } } }`,
      /upstream calls; at most 20/,
    ],
  ])('too many %s are refused before anything runs', async (_, document, message) => {
    const { status, data, errors } = await rig.query(document);
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'COST_LIMIT_EXCEEDED' } }]);
    expect(errors?.[0]?.message).toMatch(message);
    expect(rig.calls()).toEqual([]);
  });

  test.each([
    ['POST', { accept: 'application/json' }],
    ['GET', { accept: 'application/json' }],
    ['POST', { accept: 'text/event-stream' }],
    ['GET', { accept: 'text/event-stream' }],
  ])('hold for %s with %o', async (method, headers) => {
    const url = new URL('http://gateway.test/graphql');
    if (method === 'GET') url.searchParams.set('query', DEAR);
    const response = await rig.gateway.fetch(
      new Request(url, {
        method,
        headers: { ...headers, 'content-type': 'application/json', 'graphql-require-preflight': '1' },
        ...(method === 'GET' ? {} : { body: JSON.stringify({ query: DEAR }) }),
      }),
    );
    expect(await response.text()).toContain('COST_LIMIT_EXCEEDED');
    expect(response.status).toBe(400);
    expect(rig.calls()).toEqual([]);
  });

  test('a mutation beyond them was not done', async () => {
    const sends = Array.from(
      { length: 21 },
      (_, index) =>
        `m${index}: createContact(input: { source: "xe", name: "Ada ${index}" }) { contact { id } }`,
    );
    const { status, errors } = await rig.query(`mutation { ${sends.join(' ')} }`);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'COST_LIMIT_EXCEEDED', outcome: 'NOT_DONE' } }]);
    expect(rig.calls()).toEqual([]);
  });

  test('what is within them runs, and explain shows the estimate beside what it took', async () => {
    const document = '{ conversations(first: 2, filter: { sources: ["xe"] }) { nodes { inbox { name } } } }';
    const { errors, extensions } = await rig.query(document, {}, { 'switchboard-explain': '1' });
    expect(errors).toBeUndefined();
    expect(extensions).toMatchObject({ switchboard: { upstreamCalls: 2, cost: 2 } });
  });
});
