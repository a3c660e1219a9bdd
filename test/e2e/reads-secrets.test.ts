/** SquirrelStack's visitor token opens the conversation to whoever knows it: nothing that the gateway says holds it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { faultSwitch, type FaultName } from '../support/faults.ts';
import { configOver, queryOf, startRig, type Rig } from '../support/gateway.ts';

const TOKEN = 'visitor/ünique+0123456789abcdef';
const site = faultSwitch();

let rig: Rig;
let conversationId: string;
beforeAll(async () => {
  rig = await startRig(
    {
      squirrelstack: {
        limits: false,
        middleware: site.middleware,
        // A provider that repeats the token in every message.
        reshape: ({ path, body }) =>
          path.endsWith('/messages') && Array.isArray(body)
            ? body.map((message: object) => ({
                ...message,
                visitor_token: TOKEN,
                conversation_token: 'secret-conversation-token',
                link: `https://site.example/c/${encodeURIComponent(TOKEN)}?t=${TOKEN}`,
              }))
            : body,
      },
    },
    { cache: { enabled: false } },
  );
  const { state } = rig.sandbox.squirrelstack;
  const conversation = state.addConversation({
    visitorToken: TOKEN,
    conversationToken: 'secret-conversation-token',
    name: 'Jane Doe',
    email: 'jane.doe@example.com',
  });
  for (let index = 0; index < 30; index += 1) {
    state.addMessage(conversation, {
      direction: index % 2 === 0 ? 'inbound' : 'outbound',
      body: `Message ${String(index)}`,
      timestamp: Date.parse('2026-03-01T10:00:00Z') + index * 60_000,
      author: 'Jane Doe',
    });
  }
  const { data } = await rig.query<{ nodeByNativeId: { id: string } }>(
    `query ($token: String!) { nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) { id } }`,
    { token: TOKEN },
  );
  conversationId = data.nodeByNativeId.id;
});
afterAll(() => rig.close());

test('a token of few characters is in no raw either', async () => {
  const { state } = rig.sandbox.squirrelstack;
  const token = 'tok5x';
  const conversation = state.addConversation({
    visitorToken: token,
    conversationToken: 'another-conversation-token',
    name: 'Jim',
    email: 'jim@example.com',
  });
  state.addMessage(conversation, {
    direction: 'inbound',
    body: `<a href="https://site.example/conversations/${token}/files/9/1">a file</a>`,
    timestamp: Date.parse('2026-03-01T10:00:00Z'),
    author: token,
  });
  const { data, errors } = await rig.query(
    `query ($token: String!) {
      nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) {
        ... on Conversation { id nativeId raw messages { nodes { id raw } } }
      }
    }`,
    { token },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    nodeByNativeId: {
      nativeId: null,
      messages: {
        nodes: [{ raw: { author: '[redacted]', body: expect.stringContaining('a file</a>') as string } }],
      },
    },
  });
  expect(readings(data)).not.toContain(token);
});

/** Every text in an answer, also as it decodes from base64 and from percent-encoding. */
function readings(answer: unknown): string {
  const text = JSON.stringify(answer);
  const words = text.match(/[\w+/=-]{8,}/g) ?? [];
  const decoded = words.flatMap((word) => [
    Buffer.from(word, 'base64url').toString('utf8'),
    Buffer.from(word, 'base64url').toString('latin1'),
  ]);
  return [text, decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25')), ...decoded].join('\n');
}

function expectNoToken(answer: unknown): void {
  const all = readings(answer);
  for (const form of [TOKEN, encodeURIComponent(TOKEN), '0123456789abcdef', 'secret-conversation-token']) {
    expect(all).not.toContain(form);
  }
}

const WHOLE = `id nativeId raw createdAt source { id key health { lastError { message } } } inbox { id raw }
  lastMessage { id raw content conversation { id nativeId raw } }
  messages(first: 4) { edges { cursor node { id nativeId raw attachments { id } author { name } } } pageInfo { startCursor endCursor } }
  transcript { endCursor text json: text(format: JSON) html: text(format: HTML) entries { id raw } participants { name } }`;

test('ids, cursors, raw, transcripts and explain hold no token', async () => {
  const answer = await rig.query<{ conversation: { messages: { edges: unknown[] } } }>(
    `query ($id: ID!) { conversation(id: $id) { ${WHOLE} } }`,
    { id: conversationId },
    { 'switchboard-explain': '1' },
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data.conversation.messages.edges).toHaveLength(4);
  expect(answer.extensions).toMatchObject({ switchboard: { upstream: expect.anything() as unknown } });
  expectNoToken(answer);
  expect(rig.sandbox.squirrelstack.requests[0]?.path).toContain(encodeURIComponent(TOKEN));
});

test('the id is the same on every read, and in another process', async () => {
  const other = await startRig();
  const id = (answer: { data: { nodeByNativeId: { id: string } } }) => answer.data.nodeByNativeId.id;
  const document = `query ($token: String!) { nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) { id } }`;
  const token = 'demo-visitor-1';
  const [one, two, three] = await Promise.all([
    rig.query<{ nodeByNativeId: { id: string } }>(document, { token }),
    rig.query<{ nodeByNativeId: { id: string } }>(document, { token }),
    other.query<{ nodeByNativeId: { id: string } }>(document, { token }),
  ]);
  expect(new Set([id(one), id(two), id(three)]).size).toBe(1);
  await other.close();
});

test.each<FaultName>(['404', '400', '401', '429', '500', 'html', 'wrong shape', 'redirect', 'slow'])(
  'the error of a source that fails (%s) holds no token',
  async (fault) => {
    // A gateway of its own: it remembers what failed.
    const gateway = createGateway(configOver(rig.sandbox, { limits: { callTimeout: 1 } }));
    site.fault = fault;
    const answer = await queryOf(gateway)(
      `query ($id: ID!, $token: String!) {
        conversation(id: $id) { id }
        nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) { id }
        sources { health { status lastError { code message } } }
      }`,
      { id: conversationId, token: TOKEN },
      { 'switchboard-explain': '1' },
    );
    site.fault = undefined;
    await gateway.dispose();
    expect(answer.extensions).toMatchObject({ switchboard: { upstreamCalls: 1 } });
    expectNoToken(answer);
  },
);

test('an error about an id that no conversation has does not repeat it', async () => {
  const answer = await rig.query(
    `query ($token: String!, $id: ID!) {
      a: nodeByNativeId(source: "site", type: CONTACT, nativeId: $token) { id }
      b: nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) { ... on Conversation { messages(after: "x") { totalCount } } }
      c: conversation(id: $id) { messages(first: 1000) { totalCount } }
    }`,
    { token: TOKEN, id: conversationId },
  );
  expect(answer.errors).toHaveLength(3);
  expectNoToken(answer);
});
