import { once } from 'node:events';
import { Agent, type IncomingMessage, request as nodeRequest } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { listen, ListenError } from '../../src/server/listen.ts';

const loopback = { host: '127.0.0.1', port: 0 };

test('port 0 takes a free one', async () => {
  const listening = await listen((_, response) => response.end('here'), loopback);
  expect(listening.origin).toBe(`http://127.0.0.1:${listening.port}`);
  expect(await (await fetch(listening.origin)).text()).toBe('here');
  await listening.close(0);
  await expect(fetch(listening.origin)).rejects.toThrow();
});

test('an IPv6 host stands in brackets', async () => {
  const listening = await listen((_, response) => response.end(), { host: '::1', port: 0 });
  expect(listening.origin).toBe(`http://[::1]:${listening.port}`);
  await listening.close(0);
});

test('a port in use, and a host that is not here, are told in a sentence', async () => {
  const first = await listen((_, response) => response.end(), loopback);
  const again = listen((_, response) => response.end(), { host: '127.0.0.1', port: first.port });
  await expect(again).rejects.toThrow(
    new ListenError(
      `Port ${first.port} on 127.0.0.1 is in use. Choose another with --port; --port 0 takes a free one.`,
    ),
  );
  await first.close(0);
  await expect(listen(() => undefined, { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    '192.0.2.1 is not an address of this machine.',
  );
});

test('who sends slower than there is patience for is cut off, and nobody else', async () => {
  const listening = await listen(
    (request, response) =>
      request
        .on('error', () => undefined)
        .resume()
        .on('end', () => response.end('whole')),
    { ...loopback, patience: 600 },
  );
  const answers = [
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nab',
  ].map(async (begun) => {
    const socket = connect(listening.port, '127.0.0.1').on('error', () => undefined);
    socket.write(begun);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    return answer;
  });
  expect(await (await fetch(listening.origin, { method: 'POST', body: 'quick' })).text()).toBe('whole');
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await listening.close(0);
});

test('what is in flight is finished, and connections kept alive end with it', async () => {
  const held = Promise.withResolvers<undefined>();
  const arrived = Promise.withResolvers<undefined>();
  const listening = await listen((_, response) => {
    arrived.resolve(undefined);
    void held.promise.then(() => response.end('finished'));
  }, loopback);
  const agent = new Agent({ keepAlive: true });
  const asked = nodeRequest(listening.origin, { agent }).end();
  await arrived.promise;

  const closed = listening.close(60_000);
  await expect(fetch(listening.origin)).rejects.toThrow();
  held.resolve(undefined);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  expect(await response.setEncoding('utf8').toArray()).toEqual(['finished']);
  await closed;
  agent.destroy();
});

test('what does not finish in time is cut', async () => {
  const arrived = Promise.withResolvers<undefined>();
  const listening = await listen(() => arrived.resolve(undefined), loopback);
  const answer = expect(fetch(listening.origin)).rejects.toThrow();
  await arrived.promise;
  await listening.close(10);
  await answer;
});
