import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { start, temporaryFolder } from '../cli/child.ts';

/** Appends what is loaded to the file that `LOADED` names, a URL a line. */
const RECORDER = `
  import { appendFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      appendFileSync(process.env.LOADED, url + '\\n');
      return next(url, context);
    },
  });
`;

interface Served {
  readonly post: (query: string, headers?: Record<string, string>) => Promise<unknown>;
  readonly openGraphiql: () => Promise<void>;
  /** What was loaded until now: URLs of files. */
  readonly modules: () => Promise<readonly string[]>;
}

async function serve(environment: Record<string, string>, ...args: string[]): Promise<Served> {
  const record = join(await temporaryFolder(), 'modules');
  const recording = {
    LOADED: record,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(RECORDER)}`,
  };
  const child = start(['serve', '--port', '0', ...args], { environment: { ...environment, ...recording } });
  const url = (await child.line(/^Switchboard ready at /)).replace('Switchboard ready at ', '');
  return {
    async post(query, headers = {}) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as unknown;
    },
    async openGraphiql() {
      const response = await fetch(url, { headers: { accept: 'text/html' } });
      expect(await response.text()).toContain('<title>Switchboard</title>');
    },
    modules: async () => (await readFile(record, 'utf8')).trim().split('\n'),
  };
}

/** Where packages lie, once each. */
const foldersIn = (modules: readonly string[]) =>
  new Set(modules.flatMap((url) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(url)?.[0] ?? []));

const nameOf = (folder: string) => folder.replace(/^.*\/node_modules\//, '');

const packagesIn = (modules: readonly string[]) => [...foldersIn(modules)].map(nameOf);

/** Each is for what a configuration may leave out. */
const OPTIONAL = [
  '@apollo/usage-reporting-protobuf',
  '@faker-js/faker',
  '@graphql-yoga/render-graphiql',
  '@hono/node-server',
  '@noble/ciphers',
  'hono',
  'jose',
  'yaml',
];

const optionalIn = (modules: readonly string[]) =>
  packagesIn(modules)
    .filter((name) => OPTIONAL.includes(name))
    .sort();

const xeChat = { XE_CHAT_API_KEY: 'a', XE_CHAT_URL: 'http://127.0.0.1:1' };

test('one source and nothing else loads no package that it does not use', async () => {
  const { post, openGraphiql, modules } = await serve(xeChat);
  expect(await post('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  expect(optionalIn(await modules())).toEqual([]);

  await openGraphiql();
  expect(optionalIn(await modules())).toEqual(['@graphql-yoga/render-graphiql']);

  await post('{ __typename }', { 'apollo-federation-include-trace': 'ftv1' });
  expect(optionalIn(await modules())).toEqual([
    '@apollo/usage-reporting-protobuf',
    '@graphql-yoga/render-graphiql',
  ]);
});

test('of undici only what calls need is loaded, and every package of GraphQL once', async () => {
  const modules = await (await serve(xeChat)).modules();
  const undici = modules.filter((url) => url.includes('/node_modules/undici/'));
  expect(undici.filter((url) => url.endsWith('/dispatcher/client.js'))).toHaveLength(1);
  expect(undici.filter((url) => /\/undici\/(index\.js|lib\/(web|mock|cache)\/)/.test(url))).toEqual([]);

  const graphql = [...foldersIn(modules)].map(nameOf).filter((name) => /^graphql$|^@graphql-/.test(name));
  expect(graphql).toContain('@graphql-tools/utils');
  expect(graphql).toEqual([...new Set(graphql)]);
});

test('a file loads what reads it, and tokens what verifies them', async () => {
  const file = join(await temporaryFolder(), 'switchboard.yaml');
  await writeFile(
    file,
    `auth: { jwt: { jwksUri: 'https://127.0.0.1:1/', issuer: 'https://login.example/', audience: switchboard } }
sources: [{ key: xe, provider: xe-chat, apiKey: a }]`,
  );
  const { post, modules } = await serve({}, '--config', file);
  await post('{ __typename }', { authorization: 'Bearer a.b.c' });
  expect(optionalIn(await modules())).toEqual(['jose', 'yaml']);
});

test('the sandbox loads what emulates, and a secret id what seals it', async () => {
  const { post, modules } = await serve({});
  expect(optionalIn(await modules())).toEqual(['@faker-js/faker', '@hono/node-server', 'hono']);

  const query = '{ nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "demo-visitor-1") { id } }';
  expect(await post(query)).toMatchObject({ data: { nodeByNativeId: { id: expect.any(String) as string } } });
  expect(optionalIn(await modules())).toContain('@noble/ciphers');
});
