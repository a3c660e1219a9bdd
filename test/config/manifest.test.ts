import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig, readManifest } from '../../src/config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-manifest-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('what codegen, Relay and Apollo write is read', async () => {
  const documents = [
    ['a1', '{ __typename }'],
    ['b2', 'query B { __typename }'],
  ] as const;
  const plain = await written('plain.json', Object.fromEntries(documents));
  const operations = documents.map(([id, body]) => ({ id, body, name: 'x', type: 'query' }));
  const ofApollo = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  for (const file of [plain, await written('apollo.json', ofApollo)]) {
    expect([...readManifest(file)]).toEqual(documents);
  }
});

test.each([
  ['no JSON', '{', 'is no JSON'],
  ['a list', [], 'must be an object of documents by id'],
  ['no texts', { a: 1 }, 'must be an object of documents by id'],
  [
    'another version',
    { format: 'apollo-persisted-query-manifest', version: 2, operations: [] },
    'of version 1',
  ],
])('a manifest that is %s is told by name', async (_, content, message) => {
  const file = await written('wrong.json', content);
  expect(() => readManifest(file)).toThrow(message);
  expect(() => readManifest(file)).toThrow('documents.manifest');
});

test('a manifest that is not there is told by name', () => {
  expect(() => readManifest(join(folder, 'none.json'))).toThrow('documents.manifest: cannot be read');
});

const load = (documents: string) =>
  loadConfig({
    file: join(folder, 'switchboard.yaml'),
    environment: {},
    readFile: () =>
      Promise.resolve(`sources: [{ key: xe, provider: xe-chat, apiKey: k }]\ndocuments: ${documents}`),
  });

test('a manifest is looked for beside the configuration', async () => {
  expect((await load('{ manifest: ops/documents.json }')).documents).toEqual({
    manifest: join(folder, 'ops/documents.json'),
    mode: 'allow',
    automatic: false,
  });
});

test.each([
  ['{ mode: require }', 'documents.manifest: must name a file'],
  ['{ mode: require, manifest: a.json, automatic: true }', 'documents.automatic: must be false'],
])('%s contradicts itself', async (documents, message) => {
  await expect(load(documents)).rejects.toThrow(message);
});
