import { createServer, type RequestListener, type Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { queryOf, TEST_SECRET } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { freePort, listenOnLoopback } from '../support/loopback.ts';
import { mutate, type MutationName } from '../support/mutate.ts';

const conversationId = globalId('Conversation', 'xe', '1024');

/** A gateway over one account whose provider answers as told, and what reached it. */
async function over(answer: RequestListener, limits: object = {}) {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    answer(request, response);
  });
  const port = await listenOnLoopback(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${port}/v1/chat`;
  const { query } = gatewayTo(baseUrl, limits);
  return { query, requests };
}

function gatewayTo(baseUrl: string, limits: object = {}) {
  const gateway = createGateway(
    configFrom({
      secret: TEST_SECRET,
      logging: { level: 'silent' },
      limits,
      sources: [{ key: 'xe', provider: 'xe-chat', baseUrl, apiKey: 'key' }],
    }),
  );
  onTestFinished(() => gateway.dispose());
  return { query: queryOf(gateway) };
}

const send = { conversationId, content: 'Hi' };
const WRITES: [MutationName, Record<string, unknown>][] = [
  ['sendMessage', send],
  ['updateConversation', { id: conversationId, status: 'OPEN' }],
  ['createContact', { source: 'xe', name: 'Jo' }],
  ['createAgent', { source: 'xe', name: 'Jo', email: 'jo@example.com' }],
  [
    'createConversation',
    { source: 'xe', inboxId: globalId('Inbox', 'xe', '3'), contactId: globalId('Contact', 'xe', '5') },
  ],
];

/** `code`, `outcome` and the rest of the one error, which must be at the mutation's own path. */
async function failure(
  query: ReturnType<typeof queryOf>,
  name: MutationName,
  input: Record<string, unknown>,
) {
  const { payload, answer } = await mutate(query, name, input);
  expect(payload).toBeNull();
  expect(answer.errors).toHaveLength(1);
  const [error] = answer.errors ?? [];
  expect(error?.path).toEqual([name]);
  return { ...error?.extensions, message: error?.message };
}

test.each(WRITES)('%s: a 5xx is UPSTREAM_UNAVAILABLE and UNKNOWN, after one attempt', async (name, input) => {
  const { query, requests } = await over((_, response) => response.writeHead(500).end('LEAK'));
  const error = await failure(query, name, input);
  expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'UNKNOWN', source: 'xe' });
  expect(JSON.stringify(error)).not.toContain('LEAK');
  expect(requests).toHaveLength(1);
});

test.each(WRITES)('%s: a connection cut without an answer is OUTCOME_UNKNOWN', async (name, input) => {
  const { query, requests } = await over((request) => request.socket.destroy());
  expect(await failure(query, name, input)).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' });
  expect(requests).toHaveLength(1);
});

test('a reply cut in the middle is OUTCOME_UNKNOWN', async () => {
  const { query } = await over((_, response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"id": 1', () => response.destroy());
  });
  expect(await failure(query, 'sendMessage', send)).toMatchObject({
    code: 'OUTCOME_UNKNOWN',
    outcome: 'UNKNOWN',
  });
});

test('no answer in time is OUTCOME_UNKNOWN', async () => {
  const { query, requests } = await over(() => undefined, { callTimeout: 0.2 });
  expect(await failure(query, 'sendMessage', send)).toMatchObject({
    code: 'OUTCOME_UNKNOWN',
    outcome: 'UNKNOWN',
  });
  expect(requests).toHaveLength(1);
});

test('an answer that is not as documented is UPSTREAM_INVALID_RESPONSE, and UNKNOWN', async () => {
  const { query } = await over((_, response) =>
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"LEAK":1}'),
  );
  expect(await failure(query, 'sendMessage', send)).toMatchObject({
    code: 'UPSTREAM_INVALID_RESPONSE',
    outcome: 'UNKNOWN',
  });
});

test('a refused connection is NOT_DONE', async () => {
  const port = await freePort();
  const { query } = gatewayTo(`http://127.0.0.1:${port}/v1/chat`);
  expect(await failure(query, 'sendMessage', send)).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    outcome: 'NOT_DONE',
  });
});

test.each([
  [401, 'UPSTREAM_UNAUTHORIZED'],
  [403, 'UPSTREAM_UNAUTHORIZED'],
])('%i is %s and NOT_DONE', async (status, code) => {
  const { query, requests } = await over((_, response) => response.writeHead(status).end('{}'));
  expect(await failure(query, 'sendMessage', send)).toMatchObject({ code, outcome: 'NOT_DONE' });
  expect(requests).toHaveLength(1);
});

test('a 429 for longer than the operation is RATE_LIMITED, NOT_DONE, and says until when', async () => {
  const { query } = await over((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end('{}'));
  const error = await failure(query, 'sendMessage', send);
  expect(error).toMatchObject({ code: 'RATE_LIMITED', outcome: 'NOT_DONE' });
  expect(error).toHaveProperty('retryAfter', expect.any(Number));
});

test('a 429 for a moment is tried again, and done once', async () => {
  let refusals = 1;
  const { query, requests } = await over((_, response) => {
    if (refusals-- > 0) response.writeHead(429, { 'retry-after': '0' }).end('{}');
    else
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end('{"id":7,"type":"outgoing","content":"Hi"}');
  });
  const { payload } = await mutate(query, 'sendMessage', send, 'message { nativeId }');
  expect(payload).toEqual({ message: { nativeId: '7' }, userErrors: [] });
  expect(requests).toHaveLength(2);
});

test.each([
  [400, '{"message":"content is too odd."}', 'INVALID', ['content']],
  [400, '{}', 'INVALID', ['content']],
  [404, 'no JSON', 'NOT_FOUND', ['conversationId']],
  [409, '{}', 'CONFLICT', null],
  [410, '{}', 'NOT_FOUND', ['conversationId']],
  [422, '{"message":"content was refused"}', 'INVALID', ['content']],
  [422, '{}', 'INVALID', null],
])('a refusal is for the caller to mend: %i %s is %s', async (status, body, code, field) => {
  const { query } = await over((_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body),
  );
  const { payload, answer } = await mutate(query, 'sendMessage', send);
  expect(answer.errors).toBeUndefined();
  expect(payload?.userErrors).toMatchObject([{ code, field }]);
  expect(JSON.stringify(payload)).not.toMatch(/odd|was refused/);
});

test('a payload whose parts cannot be read is still a success', async () => {
  const { query } = await over((request, response) => {
    if (request.method === 'GET') response.writeHead(500).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1024,"status":"open"}');
  });
  const { payload, answer } = await mutate(
    query,
    'updateConversation',
    { id: conversationId, status: 'OPEN' },
    'conversation { status contact { name } }',
  );
  expect(payload).toMatchObject({ conversation: { status: 'OPEN', contact: null }, userErrors: [] });
  expect(answer.errors?.map(({ path }) => path)).toEqual([['updateConversation', 'conversation', 'contact']]);
});

test('a mutation whose variables are wrong is NOT_DONE', async () => {
  const { query, requests } = await over((_, response) => response.end());
  const { answer } = await mutate(query, 'updateConversation', {
    id: conversationId,
    lastActivityAt: 'soon',
  });
  expect(answer.errors?.map(({ extensions }) => extensions)).toMatchObject([
    { code: 'BAD_USER_INPUT', outcome: 'NOT_DONE' },
  ]);
  expect(requests).toEqual([]);
});

test('one mutation that fails leaves the others of the request', async () => {
  const { query } = await over((request, response) => {
    if (request.url?.endsWith('/messages')) request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1024,"status":"open"}');
  });
  const { data, errors } = await query(
    `mutation ($id: ID!) {
       sendMessage(input: { conversationId: $id, content: "Hi" }) { userErrors { code } }
       updateConversation(input: { id: $id, status: OPEN }) { conversation { status } }
     }`,
    { id: conversationId },
  );
  expect(data).toEqual({ sendMessage: null, updateConversation: { conversation: { status: 'OPEN' } } });
  expect(errors).toHaveLength(1);
});
