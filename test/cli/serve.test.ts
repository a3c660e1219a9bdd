import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startXeChat } from '../../src/sandbox/index.ts';
import { runToEnd, start, temporaryFolder } from './child.ts';

const READY = /^Switchboard ready at http:\/\/127\.0\.0\.1:\d+\/graphql$/;

async function ask(readyLine: string, query: string): Promise<unknown> {
  const response = await fetch(readyLine.replace('Switchboard ready at ', ''), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

test('with nothing configured it serves the sandbox, and ends at SIGTERM', async () => {
  const child = start(['--port', '0']);
  const ready = await child.line(READY);
  expect(await ask(ready, '{ sources { key } conversations(first: 1) { nodes { id } } }')).toEqual({
    data: {
      sources: ['xe', 'site', 'ebbot', 'zaia'].map((key) => ({ key })),
      conversations: { nodes: [{ id: expect.any(String) as string }] },
    },
  });
  child.signal('SIGTERM');
  const { code, out, err } = await child.ended;
  expect(code).toBe(0);
  expect(out).toBe(`${ready}\n`);
  expect(err).toContain('Nothing is configured, so these are four chat products emulated on this machine');
  expect(err).toContain(`curl ${ready.replace('Switchboard ready at ', '')} -H`);
  expect(err).toContain('every program on this machine can read and write every source');
});

test('SIGINT ends it as well, also when npm sends it twice', async () => {
  const child = start(['serve', '--port', '0']);
  await child.line(READY);
  child.signal('SIGINT');
  child.signal('SIGINT');
  expect((await child.ended).code).toBe(0);
});

test('a file is served, and a request in flight is answered before the end', async () => {
  const xe = await startXeChat();
  onTestFinished(() => xe.close());
  const asked = Promise.withResolvers<undefined>();
  const held = Promise.withResolvers<undefined>();
  const slow = createServer((request, response) => {
    asked.resolve(undefined);
    void held.promise.then(async () => {
      const { authorization = '' } = request.headers;
      const reply = await fetch(xe.origin + (request.url ?? ''), { headers: { authorization } });
      response.setHeader('content-type', 'application/json').end(await reply.text());
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void slow.close());
  await new Promise((resolve) => slow.once('listening', resolve));

  const folder = await temporaryFolder();
  const baseUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/v1/chat`;
  await writeFile(
    join(folder, 'chat.yaml'),
    `secret: "\${SWITCHBOARD_SECRET}"\nsources: [{ key: shop, provider: xe-chat, baseUrl: "${baseUrl}", apiKey: "\${KEY}" }]`,
  );
  const environment = { SWITCHBOARD_SECRET: 's'.repeat(32), KEY: xe.credential };
  const child = start(['--config', 'chat.yaml', '--port=0'], { cwd: folder, environment });
  const ready = await child.line(READY);
  const answer = ask(ready, '{ inboxes(first: 1) { nodes { source { key name } } } }');
  await asked.promise;
  child.signal('SIGTERM');
  held.resolve(undefined);
  expect(await answer).toEqual({
    data: { inboxes: { nodes: [{ source: { key: 'shop', name: 'Xe Chat' } }] } },
  });
  const { code, err } = await child.ended;
  expect(code).toBe(0);
  expect(err).not.toContain('secret');
  expect(err).not.toContain(xe.credential);
});

test('credentials in the environment are enough; an open gateway says so', async () => {
  const environment = { ZAIA_API_KEY: 'zk_1', ZAIA_URL: 'http://127.0.0.1:9' };
  const child = start(['serve', '--port', '0', '--host', '0.0.0.0'], { environment });
  const ready = await child.line(/^Switchboard ready at http:\/\/0\.0\.0\.0:\d+\/graphql$/);
  expect(await ask(ready.replace('0.0.0.0', '127.0.0.1'), '{ sources { key } }')).toEqual({
    data: { sources: [{ key: 'zaia' }] },
  });
  child.signal('SIGTERM');
  expect((await child.ended).err).toContain(
    'The gateway is open (no `auth` is configured): whoever reaches 0.0.0.0',
  );
});

test.each([
  ['production', { XE_CHAT_API_KEY: 'k', NODE_ENV: 'production' }, 400],
  ['production over the sandbox, which is there to be looked at', { NODE_ENV: 'production' }, 200],
])('whether the schema is told in %s', async (_, environment, status) => {
  const child = start(['--port', '0'], { environment });
  const url = (await child.line(READY)).replace('Switchboard ready at ', '');
  const body = JSON.stringify({ query: '{ __schema { queryType { name } } }' });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(status);
  child.signal('SIGTERM');
  expect((await child.ended).err.includes('Introspection and GraphiQL are off')).toBe(status === 400);
});

test('faults of a file are told together, by name, without a stack', async () => {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, 'chat.yaml'),
    'sources: [{ key: xe, provider: xe-chat, apiKey: "${NO_KEY}" }]\nauth: {}\nport: 1',
  );
  const ended = await runToEnd(['serve', '--config', 'chat.yaml'], { cwd: folder });
  expect(ended.code).toBe(1);
  expect(ended.out).toBe('');
  expect(ended.err.split('\n')).toEqual([
    'chat.yaml cannot be used (3 faults):',
    '  sources[0].apiKey: needs the environment variable NO_KEY, which is not set (line 1)',
    expect.stringMatching(/^ {2}auth: must have apiKeys, jwt or both/),
    expect.stringMatching(/^ {2}port: is not a known key/),
    '',
  ]);
});

test('a port in use is told in one sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  expect(await runToEnd(['--port', String(port)])).toEqual({
    code: 1,
    out: '',
    err: `Port ${port} on 127.0.0.1 is in use. Choose another with --port; --port 0 takes a free one.\n`,
  });
});

const HINT = '`switchboard --help` lists the commands and their flags.';

test.each([
  [['--prot', '4000'], "Unknown option '--prot'."],
  [['serve', '--port'], "Option '--port <value>' argument missing."],
  [['--port', 'http'], '--port must be a number from 0 to 65535, not "http".'],
  [['--port', '70000'], '--port must be a number from 0 to 65535, not "70000".'],
  [['start'], 'There is no command "start".'],
  [['serve', 'chat.yaml'], 'serve takes no argument "chat.yaml".'],
])('%j is refused with exit code 2', async (args, sentence) => {
  expect(await runToEnd(args)).toEqual({ code: 2, out: '', err: `${sentence} ${HINT}\n` });
});
