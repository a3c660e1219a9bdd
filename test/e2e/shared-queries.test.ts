/** What a provider is asked where several ask the gateway the same at the same time, over sockets. */
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { listen } from '../../src/server/listen.ts';
import { createLogger } from '../../src/server/logger.ts';
import { TEST_SECRET, type Answer } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';
import { listenOnLoopback } from '../support/loopback.ts';

const ID = globalId('Conversation', 'xe', '7');
const READ = `{ conversation(id: "${ID}") { status } }`;
const CLOSE = `mutation { updateConversation(input: { id: "${ID}", status: RESOLVED }) { userErrors { message } } }`;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Xe Chat with one conversation; reads are answered, with the state of their arrival, when they are let go. */
async function startProvider() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  let cut = 0;
  let status = 'open';
  let isHolding = true;
  const server = createServer((request, response: ServerResponse) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.on('close', () => (cut += response.writableFinished ? 0 : 1));
    request.resume().on('end', () => {
      if (request.method === 'PATCH') status = 'resolved';
      const body = JSON.stringify({ id: 7, status, inbox_id: 1, contact: { id: 1, name: 'Ada' } });
      const send = () => response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      if (request.method === 'GET' && isHolding) waiting.push(send);
      else send();
    });
  });
  const port = await listenOnLoopback(server);
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    waiting,
    cut: () => cut,
    /** Somebody else resolves the conversation. */
    resolve: () => (status = 'resolved'),
    /** From now on reads are answered at once, and so are those that wait. */
    release() {
      isHolding = false;
      for (const send of waiting.splice(0)) send();
    },
  };
}

async function startGateway(overrides: object = {}) {
  const provider = await startProvider();
  const lines: Record<string, unknown>[] = [];
  const write = (text: string) => void lines.push(JSON.parse(text) as Record<string, unknown>);
  const config = configFrom({
    secret: TEST_SECRET,
    sources: [{ key: 'xe', provider: 'xe-chat', baseUrl: `${provider.url}/v1/chat`, apiKey: 'key' }],
    ...overrides,
  });
  const gateway = createGateway(config, { logger: createLogger('info', { write }) });
  const listening = await listen(gateway.listener, { host: '127.0.0.1', port: 0 });
  closing.push(async () => {
    await listening.close(0);
    await gateway.dispose();
  });
  const ask = async (query: string, headers: object = {}, signal?: AbortSignal) => {
    const response = await fetch(`${listening.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });
    const { data, errors } = (await response.json()) as Answer<{ conversation?: { status: string } }>;
    expect(errors).toBeUndefined();
    return { status: data.conversation?.status, requestId: response.headers.get('x-request-id') };
  };
  return { provider, lines, ask, port: listening.port };
}

const times = <Value>(count: number, make: () => Value) => Array.from({ length: count }, make);

test('many who ask the same at once are one upstream call', async () => {
  const { provider, lines, ask } = await startGateway();
  const asked = times(20, () => ask(READ));
  await vi.waitFor(() => expect(provider.waiting).toHaveLength(1));
  provider.release();
  const got = await Promise.all(asked);
  expect(new Set(got.map(({ status }) => status))).toEqual(new Set(['OPEN']));
  expect(new Set(got.map(({ requestId }) => requestId)).size).toBe(20);
  expect(provider.asked).toEqual(['GET /v1/chat/conversations/7']);
  const sent = lines.reduce((sum, { upstreamCalls }) => sum + Number(upstreamCalls), 0);
  expect({ lines: lines.length, sent }).toEqual({ lines: 20, sent: 1 });
});

test('a caller reads what they wrote, whoever asked the same before', async () => {
  const { provider, ask } = await startGateway();
  const before = ask(READ);
  await vi.waitFor(() => expect(provider.waiting).toHaveLength(1));
  await ask(CLOSE);
  const after = ask(READ);
  await vi.waitFor(() => expect(provider.waiting).toHaveLength(2));
  provider.release();
  expect((await before).status).toBe('OPEN');
  expect((await after).status).toBe('RESOLVED');
});

test('all who wait go away: so does the call', async () => {
  const { provider, ask } = await startGateway();
  const leaving = new AbortController();
  const staying = new AbortController();
  const asked = [ask(READ, {}, leaving.signal), ask(READ, {}, leaving.signal), ask(READ, {}, staying.signal)];
  const ended = Promise.allSettled(asked);
  await vi.waitFor(() => expect(provider.waiting).toHaveLength(1));
  leaving.abort();
  await expect(asked[0]).rejects.toThrow();
  expect(provider.cut()).toBe(0);
  staying.abort();
  await ended;
  await vi.waitFor(() => expect(provider.cut()).toBe(1));
});

test('what is asked in one turn is answered once, also where all of it is kept', async () => {
  const { provider, lines, port } = await startGateway();
  provider.release();
  await statuses(port, 1);
  expect(await statuses(port, 2)).toEqual(['OPEN', 'OPEN']);
  expect(lines.at(-1)).toMatchObject({ shared: true, upstreamCalls: 0, cacheHits: 0 });
  expect(provider.asked).toHaveLength(1);
});

test('what one has read anew, nobody is shown as it was before', async () => {
  const { provider, port } = await startGateway();
  provider.release();
  await statuses(port, 1);
  // From what is kept, and for several: such an answer stands for a moment.
  await statuses(port, 2);
  provider.resolve();
  expect(await statuses(port, 1)).toEqual(['OPEN']);
  expect(await statuses(port, 1, 'cache-control: no-cache\r\n')).toEqual(['RESOLVED']);
  expect(await statuses(port, 1)).toEqual(['RESOLVED']);
  expect(provider.asked).toHaveLength(2);
});

/** Asks so many times in one packet, so that the gateway reads them in one turn. */
async function statuses(port: number, count: number, header = ''): Promise<string[]> {
  const body = JSON.stringify({ query: READ });
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${header}\r\n`;
  const socket = connect(port, '127.0.0.1');
  socket.write(`${head}${body}`.repeat(count));
  let text = '';
  const found = () => [...text.matchAll(/"status":"(\w+)"/g)].map(([, status = '']) => status);
  for await (const chunk of socket) {
    text += String(chunk);
    if (found().length === count) break;
  }
  return found();
}

test('fresh data is read by each who asks for it', async () => {
  const { provider, ask } = await startGateway();
  const asked = times(3, () => ask(READ, { 'cache-control': 'no-cache' }));
  await vi.waitFor(() => expect(provider.waiting).toHaveLength(3));
  provider.release();
  await Promise.all(asked);
  expect(provider.asked).toHaveLength(3);
});

test('without caches each is executed by itself', async () => {
  const { provider, lines, ask } = await startGateway({ cache: { enabled: false } });
  const asked = times(3, () => ask(READ));
  await vi.waitFor(() => expect(provider.waiting).toHaveLength(3));
  provider.release();
  await Promise.all(asked);
  expect(lines.map(({ upstreamCalls }) => upstreamCalls)).toEqual([1, 1, 1]);
});
