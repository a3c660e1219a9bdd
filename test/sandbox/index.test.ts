import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox, startXeChat } from '../../src/sandbox/index.ts';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { call, noon } from './call.ts';

async function open(options?: SandboxOptions) {
  const sandbox = await startSandbox(options);
  onTestFinished(sandbox.close);
  return sandbox;
}

test('four APIs answer on loopback at the urls and with the credentials they name', async () => {
  const { xeChat, squirrelstack, ebbot, zaia } = await open();
  const asked = [
    call(`${xeChat.url}/inboxes`, { headers: { authorization: `Bearer ${xeChat.credential}` } }),
    call(`${squirrelstack.url}/config`, { headers: { 'x-api-key': squirrelstack.credential } }),
    call(`${ebbot.url}/api/chats/company_chats`, { headers: { 'x-api-key': ebbot.credential } }),
    call(`${zaia.url}/api/v1/chats`, { headers: { authorization: zaia.credential } }),
  ];
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(new URL(xeChat.url)).toMatchObject({ hostname: '127.0.0.1', pathname: '/v1/chat' });
  expect(new URL(squirrelstack.url).pathname).toBe('/api/v1/chat');
  expect([ebbot.url, zaia.url]).toEqual([ebbot.origin, zaia.origin]);
});

test('customers turn up at several providers under one email', async () => {
  const { xeChat, squirrelstack, ebbot, zaia } = await open({ now: () => noon });
  const emails = [
    [...xeChat.state.contacts.values()].map(({ email }) => email),
    [...squirrelstack.state.conversations.values()].map(({ email }) => email),
    [...ebbot.state.chats.values()].map(({ user }) => user.info['email']),
    [...zaia.state.chats.values()].map(({ ownerId }) => zaia.state.owners.get(ownerId)?.email),
  ];
  for (const known of emails) expect(known).toContain('alice@example.com');
  const places = new Map<string, number>();
  for (const known of emails) {
    for (const email of new Set(known)) {
      if (typeof email === 'string') places.set(email, (places.get(email) ?? 0) + 1);
    }
  }
  expect([...places.values()].filter((count) => count >= 2).length).toBeGreaterThan(50);
});

test('shared options reach all providers, their own come first', async () => {
  const { xeChat, zaia } = await open({
    now: () => noon,
    seed: 5,
    zaia: { now: () => 0, sizes: { chats: 1 } },
  });
  expect([xeChat.settings.now(), zaia.settings.now()]).toEqual([noon, 0]);
  expect(zaia.state.chats.size).toBe(1);
});

test('two accounts at one provider share nothing', async () => {
  const accounts = await Promise.all([startXeChat({ seed: 1, credential: 'a' }), startXeChat({ seed: 2 })]);
  for (const account of accounts) onTestFinished(account.close);
  const [first, second] = accounts;
  expect(first.url).not.toBe(second.url);
  const headers = { authorization: 'Bearer a' };
  expect((await call(`${first.url}/inboxes`, { headers })).status).toBe(200);
  expect((await call(`${second.url}/inboxes`, { headers })).status).toBe(401);
  expect([first.requests.length, second.requests.length]).toEqual([1, 1]);
});

test('after close nothing answers; a taken port starts nothing', async () => {
  const sandbox = await startSandbox();
  await sandbox.close();
  await expect(fetch(sandbox.xeChat.url)).rejects.toThrow('fetch failed');
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  onTestFinished(() => void blocker.close());
  const { port } = blocker.address() as AddressInfo;
  await expect(startSandbox({ zaia: { port } })).rejects.toThrow('EADDRINUSE');
});

test('it is written from the API documents alone: nothing of ours outside its folder is imported', () => {
  const folder = new URL('../../src/sandbox/', import.meta.url);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const depth = name.split('/').length - 1;
    const text = readFileSync(new URL(name, folder), 'utf8');
    for (const [, path = ''] of text.matchAll(/from '(\.[^']*)'/g)) {
      expect(path.split('../').length - 1, `${name} imports ${path}`).toBeLessThanOrEqual(depth);
    }
  }
});
