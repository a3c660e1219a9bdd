import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import Client from 'undici/lib/dispatcher/client.js';
import type { Dispatcher } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { Connections } from '../../src/upstream/connections.ts';
import { listenOnLoopback } from '../support/loopback.ts';
import { PATIENCE, until } from './source.ts';

/** What a server does with each request: its whole head came, as a text. */
type Answer = (socket: Socket, request: string, count: number) => void;

const ok = (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');

async function listen(answer: Answer) {
  const sockets: Socket[] = [];
  let requests = 0;
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      for (const request of bytes.toString().match(/GET \S+/g) ?? []) {
        requests += 1;
        answer(socket, request, requests);
      }
    });
  });
  const port = await listenOnLoopback(server);
  return { port, server, sockets, requests: () => requests };
}

async function start(answer: Answer, most = 2) {
  const { port, server, sockets, requests } = await listen(answer);
  const connections = new Connections({
    most,
    client: () => new Client(`http://127.0.0.1:${port}`, { pipelining: 1, connectTimeout: 500 }),
  });
  onTestFinished(async () => {
    await connections.destroy();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    connections,
    server,
    sockets,
    requests,
    ask: (path?: string, party?: object) => ask(connections, path, party),
  };
}

interface Asked {
  /** The body, or the code of the error; rejects where it is told twice. */
  readonly end: Promise<string>;
  readonly controller: () => Dispatcher.DispatchController | undefined;
  /** How often it ended. */
  readonly ends: () => number;
}

/** Of one operation, where it does not matter of which. */
const OPERATION = {};

function ask(connections: Connections, path = '/', party: object = OPERATION): Asked {
  let controller: Dispatcher.DispatchController | undefined;
  let body = '';
  let ends = 0;
  const { promise: end, resolve } = Promise.withResolvers<string>();
  connections.dispatch(
    { method: 'GET', path },
    {
      onRequestStart: (given) => {
        controller = given;
      },
      onResponseData: (_controller, chunk) => {
        body += chunk.toString();
      },
      onResponseEnd: () => {
        ends += 1;
        resolve(body);
      },
      onResponseError: (_controller, error) => {
        ends += 1;
        resolve('code' in error ? String(error.code) : error.message);
      },
    },
    party,
  );
  return { end, controller: () => controller, ends: () => ends };
}

test('calls after each other share one connection', async () => {
  const { ask, sockets, connections } = await start(ok, 10);
  for (let time = 0; time < 5; time += 1) expect(await ask().end).toBe('ok');
  expect(sockets).toHaveLength(1);
  expect(connections.stats).toEqual({ open: 1, busy: 0, queued: 0 });
});

test('a call that is made in the turn in which another ended takes its connection', async () => {
  const { ask, sockets, connections } = await start(ok, 10);
  const second = new Promise<string>((resolve) => {
    connections.dispatch(
      { method: 'GET', path: '/' },
      {
        onResponseEnd: () => queueMicrotask(() => resolve(ask().end)),
        onResponseError: () => resolve('error'),
      },
      OPERATION,
    );
  });
  expect(await second).toBe('ok');
  expect(sockets).toHaveLength(1);
});

test.each([
  ['in line', (one: () => Promise<string>) => Promise.all(Array.from({ length: 60 }, one))],
  [
    'each as soon as the one before has ended',
    async (one: () => Promise<string>) => {
      const ends: string[] = [];
      for (let time = 0; time < 60; time += 1) ends.push(await one());
      return ends;
    },
  ],
])('calls %s are not written to a socket that its server is just closing', async (_how, all) => {
  const { ask } = await start((socket, _request, count) => {
    // Without a word of it in the headers.
    if (count % 2 === 0) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    else ok(socket);
  }, 1);
  const ends = await all(() => ask().end);
  const lost = ends.filter((end) => end !== 'ok');
  // What has not arrived yet nobody can see.
  expect(lost.length).toBeLessThanOrEqual(6);
});

test('a connection that was answered in this turn is waited for, by as many calls as there are such', async () => {
  const { ask, sockets, connections } = await start(ok, 10);
  const again: Promise<string>[] = [];
  connections.dispatch(
    { method: 'GET', path: '/' },
    {
      onResponseEnd: () => queueMicrotask(() => again.push(ask().end, ask().end)),
    },
    OPERATION,
  );
  await until(() => again.length === 2);
  expect(await Promise.all(again)).toEqual(['ok', 'ok']);
  expect(sockets).toHaveLength(2);
});

test('a handler that throws at the end loses its connection, and nobody else does', async () => {
  const { ask, sockets, connections } = await start(ok, 1);
  connections.dispatch(
    { method: 'GET', path: '/' },
    {
      onResponseEnd: () => {
        throw new Error('mistake');
      },
    },
    OPERATION,
  );
  expect(await ask().end).toBe('ok');
  expect(sockets).toHaveLength(2);
});

test('no more connections than allowed; who comes later waits, in turn', async () => {
  const held: Socket[] = [];
  const paths: string[] = [];
  const { ask, sockets, connections } = await start((socket, request) => {
    paths.push(request);
    held.push(socket);
  });
  const calls = ['/1', '/2', '/3', '/4'].map((path) => ask(path));
  await until(() => held.length === 2);
  expect(connections.stats).toEqual({ open: 2, busy: 2, queued: 2 });
  while (paths.length < 4 || held.length > 0) {
    for (const socket of held.splice(0)) ok(socket);
    await new Promise(setImmediate);
  }
  expect(await Promise.all(calls.map(({ end }) => end))).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(sockets).toHaveLength(2);
  expect(paths.slice(2).toSorted()).toEqual(['GET /3', 'GET /4']);
});

test('a refused connection is told to each call, and the next one tries anew', async () => {
  const { ask, server, connections } = await start(ok);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const calls = [ask(), ask(), ask()];
  expect(await Promise.all(calls.map(({ end }) => end))).toEqual(Array(3).fill('ECONNREFUSED'));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await ask().end).toBe('ok');
  expect(connections.stats.queued).toBe(0);
});

test('what cannot be sent is told to its handler', async () => {
  const { ask } = await start(ok, 1);
  expect(await ask('no path').end).toBe('UND_ERR_INVALID_ARG');
  expect(await ask().end).toBe('ok');
});

test('an idle connection that the server closed is opened anew', async () => {
  const { ask, sockets, connections } = await start(ok, 1);
  expect(await ask().end).toBe('ok');
  sockets[0]?.end();
  await expect.poll(() => connections.stats.open, PATIENCE).toBe(0);
  expect(await ask().end).toBe('ok');
  expect(sockets).toHaveLength(2);
});

test('a connection that the server ends with its answer is followed by another', async () => {
  const { ask, sockets } = await start(
    (socket) => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok'),
    1,
  );
  const calls = [ask(), ask(), ask()];
  expect(await Promise.all(calls.map(({ end }) => end))).toEqual(['ok', 'ok', 'ok']);
  expect(sockets).toHaveLength(3);
});

test.each([
  ['before an answer', () => undefined],
  ['within an answer', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\no')],
])('a call stopped %s cuts its connection and makes room for the next one', async (_name, answer) => {
  const { ask, sockets, requests, connections } = await start((socket, _request, count) => {
    if (count === 1) answer(socket);
    else ok(socket);
  }, 1);
  const stopped = ask();
  const next = ask();
  await until(() => requests() === 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  stopped.controller()?.abort(new Error('stopped'));
  expect(await stopped.end).toBe('stopped');
  expect(await next.end).toBe('ok');
  expect(sockets).toHaveLength(2);
  expect(sockets[0]?.destroyed).toBe(true);
  expect([stopped.ends(), next.ends()]).toEqual([1, 1]);
  expect(connections.stats).toEqual({ open: 1, busy: 0, queued: 0 });
});

test('a call stopped as it starts writes nothing', async () => {
  const { ask, requests, connections } = await start(ok, 1);
  const ended = new Promise<string>((resolve) => {
    connections.dispatch(
      { method: 'GET', path: '/never' },
      {
        onRequestStart: (controller) => controller.abort(new Error('stopped')),
        onResponseError: (_controller, error) => resolve(error.message),
      },
      OPERATION,
    );
  });
  expect(await ended).toBe('stopped');
  expect(await ask().end).toBe('ok');
  expect(requests()).toBe(1);
});

test('closing lets calls under way end, refuses those that wait, and all that come later', async () => {
  const held: Socket[] = [];
  const { ask, connections, sockets } = await start((socket) => held.push(socket), 1);
  const running = ask();
  const waiting = ask();
  await until(() => held.length === 1);
  const closed = connections.close();
  expect(await waiting.end).toBe('UND_ERR_CLOSED');
  expect(await ask().end).toBe('UND_ERR_CLOSED');
  for (const socket of held) ok(socket);
  expect(await running.end).toBe('ok');
  await closed;
  await until(() => sockets.every((socket) => socket.destroyed));
  expect([running.ends(), waiting.ends()]).toEqual([1, 1]);
});

test('destroying cuts calls under way', async () => {
  const held: Socket[] = [];
  const { ask, connections, sockets } = await start((socket) => held.push(socket), 1);
  const running = ask();
  const waiting = ask();
  await until(() => held.length === 1);
  await connections.destroy();
  expect(await running.end).toBe('UND_ERR_DESTROYED');
  expect(await waiting.end).toBe('UND_ERR_CLOSED');
  await until(() => sockets.every((socket) => socket.destroyed));
  expect([running.ends(), waiting.ends()]).toEqual([1, 1]);
});

test('one that waits can be withdrawn, and is never sent; one that does not wait cannot', async () => {
  const paths: string[] = [];
  const held: Socket[] = [];
  const { ask, connections } = await start((socket, request) => {
    paths.push(request);
    if (held.push(socket) > 1) ok(socket);
  }, 1);
  const running = ask('/running');
  let isTold = false;
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: () => (isTold = true),
    onResponseError: () => (isTold = true),
  };
  connections.dispatch({ method: 'GET', path: '/withdrawn' }, handler, OPERATION);
  const next = ask('/next');
  expect(connections.stats.queued).toBe(2);
  expect(connections.withdraw(handler, OPERATION)).toBe(true);
  expect(connections.withdraw(handler, OPERATION)).toBe(false);
  await until(() => held.length === 1);
  for (const socket of held) ok(socket);
  expect(await Promise.all([running.end, next.end])).toEqual(['ok', 'ok']);
  expect(paths).toEqual(['GET /running', 'GET /next']);
  expect(isTold).toBe(false);
});

test('an operation that has much to ask keeps no other waiting for all of it', async () => {
  const paths: string[] = [];
  const { ask } = await start((socket, request) => {
    paths.push(request);
    ok(socket);
  }, 1);
  const [large, small] = [{}, {}];
  const calls = Array.from({ length: 100 }, () => ask('/large', large));
  calls.push(ask('/small', small));
  await Promise.all(calls.map(({ end }) => end));
  expect(paths).toHaveLength(101);
  // The one on the connection, and what an operation is served in a turn.
  expect(paths.indexOf('GET /small')).toBe(33);
});
