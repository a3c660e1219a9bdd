import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../src/config.ts';
import { parseConfig } from '../../src/config/text.ts';
import { configTemplate } from '../../src/cli/config-template.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { runToEnd, start, temporaryFolder } from './child.ts';

test('init writes a configuration that works, and never overwrites', async () => {
  const folder = await temporaryFolder();
  const first = await runToEnd(['init'], { cwd: folder });
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toContain('switchboard check --config switchboard.yaml');
  const file = join(folder, 'switchboard.yaml');
  expect(await readFile(file, 'utf8')).toBe(configTemplate());

  await writeFile(file, 'mine');
  expect(await runToEnd(['init'], { cwd: folder })).toEqual({
    code: 1,
    out: '',
    err: 'switchboard.yaml exists already, and is left as it is.\n',
  });
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await runToEnd(['init', 'other.yaml'], { cwd: folder })).toMatchObject({ code: 0 });
});

test('hints are in the words by which the command line was started', async () => {
  const cwd = await temporaryFolder();
  const environment = { npm_lifecycle_event: 'start' };
  const { out } = await runToEnd(['init'], { cwd, environment });
  expect(out).toContain('  npm start -- check --config switchboard.yaml\n');
  const { err } = await runToEnd(['chek'], { environment });
  expect(err).toBe('There is no command "chek". `npm start -- --help` lists the commands and their flags.\n');
});

const environment = {
  SWITCHBOARD_SECRET: 's'.repeat(32),
  XE_CHAT_API_KEY: 'a',
  SQUIRRELSTACK_SITE_KEY: 'b',
  EBBOT_API_KEY: 'c.c',
  ZAIA_API_KEY: 'd',
};

/** Without the keys that have no value. */
function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, pruned(each)]])),
  );
}

test('the configuration that init writes is valid, and its comments hold the defaults', () => {
  const template = configTemplate();
  const written = parseConfig(template, environment);
  expect(written.sources.map(({ key }) => key)).toEqual(['xe', 'site', 'ebbot', 'zaia']);

  const uncommented = template.replaceAll(/^( *)# ( *[A-Za-z]+:( [^ ]+)?)$/gm, '$1$2');
  expect(uncommented).toMatch(/^limits:\n[^]*^ {2}pageSize:\n[^]*^ {4}max: 100$/m);
  // What is off until it is configured has no default to hold.
  const { rateLimit, ...sections } = parse(uncommented) as Record<string, unknown>;
  expect(rateLimit).toBeDefined();
  expect(parseConfig(JSON.stringify(pruned(sections)), environment)).toEqual(written);
});

test('check calls every source once and says what works', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const { xeChat, squirrelstack, ebbot } = sandbox;
  const { code, out, err } = await runToEnd(['check'], {
    environment: {
      XE_CHAT_URL: xeChat.url,
      XE_CHAT_API_KEY: xeChat.credential,
      SQUIRRELSTACK_URL: squirrelstack.url,
      SQUIRRELSTACK_SITE_KEY: squirrelstack.credential,
      EBBOT_URL: ebbot.url,
      EBBOT_API_KEY: 'wrong.key',
      ZAIA_URL: 'http://127.0.0.1:9',
      ZAIA_API_KEY: 'any',
    },
  });
  expect(err).toBe('');
  expect(code).toBe(1);
  const [head, ...rows] = out.trimEnd().split('\n');
  expect(head).toMatch(/^SOURCE +PRODUCT +RESULT +TIME +CALL$/);
  expect(rows.slice(0, 4)).toEqual([
    expect.stringMatching(/^xe +Xe Chat +ok +\d+ ms +GET \/v1\/chat\/conversations$/),
    expect.stringMatching(/^site +SquirrelStack +ok +\d+ ms +GET \/api\/v1\/chat\/config$/),
    expect.stringMatching(/^ebbot +Ebbot +UNAUTHORIZED +\d+ ms +GET /),
    expect.stringMatching(/^zaia +Zaia +UNAVAILABLE +\d+ ms +GET /),
  ]);
  expect(rows.slice(4)).toEqual([
    expect.stringMatching(/^ebbot refused the gateway's credential for /),
    expect.stringMatching(/^zaia could not be reached for /),
  ]);
  expect([xeChat, squirrelstack, ebbot].map(({ requests }) => requests.length)).toEqual([1, 1, 1]);
});

test('check leaves out a source for which each caller brings a key', async () => {
  const folder = await temporaryFolder();
  const source = { key: 'xe', provider: 'xe-chat', credential: 'caller', header: 'x-xe-key' };
  const file = join(folder, 'callers.json');
  await writeFile(file, JSON.stringify({ sources: [source] }));
  const { code, out } = await runToEnd(['check', '--config', file]);
  expect(out).toMatch(/^xe +Xe Chat +skipped *$/m);
  expect(out).toContain('xe was not tried, because each caller brings a key for it (header x-xe-key).\n');
  expect(code).toBe(0);
});

test('check with nothing configured says what it needs', async () => {
  expect(await runToEnd(['check'])).toEqual({
    code: 1,
    out: '',
    err: 'There is nothing to check: give --config FILE, or set a credential in the environment.\n',
  });
});

test('print-schema prints the schema, print-config-schema the configuration’s', async () => {
  const sdl = await runToEnd(['print-schema']);
  expect(sdl).toMatchObject({ code: 0, err: '' });
  expect(buildSchema(sdl.out).getQueryType()?.getFields()).toHaveProperty('conversations');
  expect(JSON.parse((await runToEnd(['print-config-schema'])).out)).toEqual(configJsonSchema());
});

test('print-schema prints the subgraph too, with node or without', async () => {
  const own = await runToEnd(['print-schema', '--subgraph']);
  expect(own).toMatchObject({ code: 0, err: '' });
  expect(own.out).toMatch(/^extend schema @link\(/);
  expect(own.out).toMatch(/^ {2}nodes\($/m);
  const others = await runToEnd(['print-schema', '--subgraph', '--without-node']);
  expect(others.out).toMatch(/^extend schema @link\(/);
  expect(others.out).not.toMatch(/^ {2}nodes?\($/m);
  const { code, err } = await runToEnd(['print-schema', '--without-node']);
  expect(code).toBe(2);
  expect(err).toContain('--without-node is for --subgraph.');
});

test('sandbox prints the variables by which a gateway finds it', async () => {
  const child = start(['sandbox']);
  await child.line(/^export ZAIA_API_KEY=/);
  child.signal('SIGINT');
  const { code, out } = await child.ended;
  expect(code).toBe(0);
  expect(out.match(/^export [A-Z_]+=\S+$/gm)).toHaveLength(8);
});

test('help lists the commands, and the flags of one', async () => {
  const { out, code } = await runToEnd(['--help']);
  expect(code).toBe(0);
  for (const name of ['serve', 'check', 'init', 'sandbox', 'print-schema']) expect(out).toContain(name);
  expect((await runToEnd(['serve', '--help'])).out).toContain('--port=<N>');
});

test('the version is the package’s', async () => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  expect(await runToEnd(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});
