import { expect, test } from 'vitest';
import type { GatewayError } from '../../src/errors.ts';
import { testCall } from '../support/call.ts';
import { PATIENCE, get, json, patch, rejection, startSource, until, type Behaviour } from './source.ts';

const hang: Behaviour = () => undefined;
const hangInBody: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"slow":');
};
const drip: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};

test.each([
  ['no answer', hang],
  ['an answer that stops', hangInBody],
  ['an answer that never ends', drip],
])('%s within the time of a call is UPSTREAM_TIMEOUT; for a write OUTCOME_UNKNOWN', async (_name, behave) => {
  const { upstream, sockets, connections } = await startSource(behave, { timeout: 150 });
  const read = (await rejection(upstream.send(get, testCall()))) as GatewayError;
  expect(read).toMatchObject({ code: 'UPSTREAM_TIMEOUT', outcome: undefined, source: 'xe' });
  expect(read.message).toBe('xe did not answer `GET /v1/chat/conversations/{id}` within 0.15 s.');
  const write = (await rejection(upstream.send(patch, testCall()))) as GatewayError;
  expect(write).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' });
  expect(write.message).toBe(
    'xe did not answer `PATCH /v1/chat/conversations/{id}` within 0.15 s, so it is not known whether it was done.',
  );
  // What is still on its way is nobody's: the sockets are gone.
  await expect.poll(sockets, PATIENCE).toBe(0);
  expect(connections()).toEqual({ open: 0, busy: 0, queued: 0 });
});

test('a status that fails is told, though its body never ends', async () => {
  const { upstream } = await startSource(
    (response) => {
      response.writeHead(502);
      response.write('<h1>');
    },
    { timeout: 150 },
  );
  expect(await rejection(upstream.send(get, testCall()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

test('the deadline of the operation ends a call before its own time', async () => {
  const { upstream, sockets } = await startSource(hang);
  const soon = () => testCall({ deadline: Date.now() + 100 });
  const read = (await rejection(upstream.send(get, soon()))) as GatewayError;
  expect(read).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  expect(read.message).toContain("before the operation's deadline.");
  const write = await rejection(upstream.send(patch, soon()));
  expect(write).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' });
  await expect.poll(sockets, PATIENCE).toBe(0);
});

test('after the deadline nothing is sent', async () => {
  const { upstream, seen } = await startSource((response) => json(response, {}));
  const late = testCall({ deadline: Date.now() - 1 });
  expect(await rejection(upstream.send(get, late))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  const write = await rejection(upstream.send(patch, late));
  expect(write).toMatchObject({ code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_DONE' });
  expect(seen).toHaveLength(0);
});

test('a client that goes away stops the call at the provider', async () => {
  let closed = 0;
  const { upstream, seen } = await startSource((response) => {
    response.on('close', () => (closed += 1));
  });
  const client = new AbortController();
  const read = rejection(upstream.send(get, testCall({ signal: client.signal })));
  const write = rejection(upstream.send(patch, testCall({ signal: client.signal })));
  await until(() => seen.length === 2);
  client.abort();
  expect(await read).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(await write).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN' });
  await until(() => closed === 2);
});

test('a signal that a deadline aborted is a time-out', async () => {
  const { upstream } = await startSource(hang);
  const read = await rejection(upstream.send(get, testCall({ signal: AbortSignal.timeout(50) })));
  expect(read).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
});

test('a client that was gone before sends nothing', async () => {
  const { upstream, seen } = await startSource((response) => json(response, {}));
  const gone = testCall({ signal: AbortSignal.abort() });
  expect(await rejection(upstream.send(get, gone))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  const write = await rejection(upstream.send(patch, gone));
  expect(write).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', outcome: 'NOT_DONE' });
  expect(seen).toHaveLength(0);
});

test('a call that ends while it waits for a connection was never sent', async () => {
  const { upstream, seen, sockets } = await startSource(hang, { connections: 1, timeout: 5_000 });
  const client = new AbortController();
  const first = rejection(upstream.send(get, testCall({ signal: client.signal })));
  await until(() => seen.length === 1);
  const queued = await rejection(upstream.send(patch, testCall({ deadline: Date.now() + 50 })));
  expect(queued).toMatchObject({ code: 'UPSTREAM_TIMEOUT', outcome: 'NOT_DONE' });
  client.abort();
  await first;
  await expect.poll(sockets, PATIENCE).toBe(0);
  expect(seen.map(({ method }) => method)).toEqual(['GET']);
});
