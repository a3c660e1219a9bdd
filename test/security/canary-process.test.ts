/** No secret leaves the process by its own doors: standard output and error, the process list, the faults of a configuration. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runToEnd, start, temporaryFolder } from '../cli/child.ts';
import { CANARIES, leaks, SECRET_HEADERS } from './canaries.ts';
import { configurationOver, startCanaryUpstreams, type CanaryUpstreams } from './canary-upstreams.ts';

let upstreams: CanaryUpstreams;
beforeAll(async () => {
  upstreams = await startCanaryUpstreams();
});
afterAll(() => upstreams.close());

const SITE = `{ nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "${CANARIES.visitorToken}") { id ... on Conversation { raw messages { nodes { raw } } } } }`;

test('a process tells no secret, from its start to its end', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'switchboard.json');
  await writeFile(file, JSON.stringify(configurationOver(upstreams)));
  const child = start(['--config', file, '--port', '0']);
  const line = await child.line(/ready at/);
  const url = line.split(' ').at(-1) ?? '';
  const found: string[] = [];
  for (const query of ['{ conversations(first: 1) { nodes { id raw } sources { reason } } }', SITE]) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...SECRET_HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    found.push(...leaks('an answer', await response.text()));
  }
  found.push(
    ...leaks(
      'the process list',
      readFileSync(`/proc/${child.pid}/cmdline`, 'utf8') + readFileSync(`/proc/${child.pid}/comm`, 'utf8'),
    ),
  );
  child.signal('SIGTERM');
  const { code, out, err } = await child.ended;
  expect(code).toBe(0);
  expect(err).toContain('"operation"');
  found.push(...leaks('standard output', out), ...leaks('standard error', err));
  expect(found).toEqual([]);
});

test('a configuration that cannot be used is told without what it holds', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const bad = (name: string, text: string) =>
    writeFile(join(folder, name), text).then(() => join(folder, name));
  const wrong = configurationOver(upstreams, {
    secret: CANARIES.gatewaySecret.slice(0, 31),
    [CANARIES.bearer.slice(0, 6)]: CANARIES.bearer,
    sources: [
      {
        key: 'xe',
        provider: 'xe-chat',
        apiKey: `${CANARIES.xeKey} with a blank`,
        baseUrl: `http://u:${CANARIES.xeKey}@x.example/${CANARIES.basePath}`,
      },
      { key: 'ebbot', provider: 'ebbot', apiKey: CANARIES.zaiaKey },
      { key: 'zaia', provider: 'zaia', apiKey: [CANARIES.zaiaKey], authScheme: CANARIES.zaiaKey },
      { key: 'site', provider: CANARIES.siteKey },
    ],
  });
  const files = [
    await bad('faults.json', JSON.stringify(wrong)),
    await bad('syntax.yaml', `secret: "${CANARIES.gatewaySecret}\nsources: [ { apiKey: ${CANARIES.xeKey} }`),
    await bad('alias.yaml', `secret: *${CANARIES.bearer.slice(0, 6)}\nx: ${CANARIES.xeKey}`),
  ];
  const ended = await Promise.all(files.map((file) => runToEnd(['--config', file])));
  for (const { code, out, err } of ended) {
    expect(code).toBe(1);
    expect(err).toContain('cannot be used');
    expect([...leaks('standard output', out), ...leaks('standard error', err)]).toEqual([]);
  }
});
