import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../cli/child.ts';
import { foldersIn, nameOf, optionalIn, serve, xeChat } from '../support/loading.ts';
import { packageCopy } from '../support/package-copy.ts';

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

test('every package of GraphQL is loaded once', async () => {
  const { modules } = await serve(xeChat);
  const graphql = [...foldersIn(await modules())]
    .map(nameOf)
    .filter((name) => /^graphql$|^@graphql-/.test(name));
  expect(graphql).toContain('@graphql-tools/utils');
  expect(graphql).toEqual([...new Set(graphql)]);
});

test('of undici the sources load only what calls need', async () => {
  const { files } = await serve(xeChat, [], { main: `${await packageCopy()}src/start.js` });
  const undici = (await files()).filter((url) => url.includes('/node_modules/undici/'));
  expect(undici.filter((url) => url.endsWith('/dispatcher/client.js'))).toHaveLength(1);
  expect(undici.filter((url) => /\/undici\/(index\.js|lib\/(web|mock|cache)\/)/.test(url))).toEqual([]);
});

test('a file loads what reads it, and tokens what verifies them', async () => {
  const file = join(await temporaryFolder(), 'switchboard.yaml');
  await writeFile(
    file,
    `auth: { jwt: { jwksUri: 'https://127.0.0.1:1/', issuer: 'https://login.example/', audience: switchboard } }
sources: [{ key: xe, provider: xe-chat, apiKey: a }]`,
  );
  const { post, modules } = await serve({}, ['--config', file]);
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
