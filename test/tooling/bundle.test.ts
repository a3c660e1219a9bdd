import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BUNDLE_LIST, freshBundle, type BundleList } from '../../src/fresh-bundle.js';
import { runToEnd, temporaryFolder } from '../cli/child.ts';
import { foldersIn, optionalIn, serve, xeChat } from '../support/loading.ts';
import { packageCopy } from '../support/package-copy.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** After `npm ci`. */
async function prepared(without?: string): Promise<string> {
  const root = await packageCopy(without);
  expect(await prepare(root)).toBe('');
  return root;
}

/** As npm does it. What is told of it. */
async function prepare(root: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)('npm', ['run', '--silent', 'prepare'], {
    cwd: root,
    env: { ...process.env, PATH: `${ROOT}node_modules/.bin:${process.env['PATH'] ?? ''}` },
  });
  return stdout + stderr;
}

test('the bundle is all that a start loads, with one graphql, and what is used late comes late', async () => {
  const root = await prepared();
  const bundle = pathToFileURL(`${root}bundle/`).href;
  const { post, openGraphiql, files, modules } = await serve(xeChat, [], { main: `${root}src/start.js` });
  expect(await post('{ __typename sources { key } }')).toEqual({
    data: { __typename: 'Query', sources: [{ key: 'xe' }] },
  });
  const outside = (await files()).filter((url) => url.startsWith('file:') && !url.startsWith(bundle));
  expect(outside).toEqual(
    ['start.js', 'check-node.js', 'fresh-bundle.js'].map((name) => pathToFileURL(`${root}src/${name}`).href),
  );
  expect(optionalIn(await modules())).toEqual([]);
  const graphql = (await modules()).filter((url) => url.includes('/node_modules/graphql/'));
  expect(graphql.filter((url) => !url.endsWith('.mjs'))).toEqual([]);
  expect(foldersIn(graphql).size).toBe(1);

  await openGraphiql();
  await post('{ __typename }', { 'apollo-federation-include-trace': 'ftv1' });
  expect(optionalIn(await modules())).toEqual([
    '@apollo/usage-reporting-protobuf',
    '@graphql-yoga/render-graphiql',
  ]);
});

test('what decides which files of a package are read is looked at too', async () => {
  const root = await prepared();
  const { files } = JSON.parse(await readFile(`${root}${BUNDLE_LIST}`, 'utf8')) as BundleList;
  const read = Object.keys(files).filter((path) => path.includes('node_modules/') && /[cm]?js$/.test(path));
  const folders = new Set(read.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path));
  expect(folders.size).toBeGreaterThan(20);
  for (const folder of folders) expect(files).toHaveProperty([`${folder}/package.json`]);
});

test('a source that asks where it is, beyond its url, is not bundled: it would be told where the bundle is', async () => {
  const root = await packageCopy();
  const file = `${root}src/cli/index.ts`;
  const source = await readFile(file, 'utf8');
  await rm(file);
  await writeFile(file, `${source}\nconsole.error(import.meta.dirname);\n`);
  expect(await prepare(root)).toContain('src/cli/index.ts asks import.meta for more than its url');
  expect(freshBundle(root, 'src')).toBeUndefined();
});

test('a bundle says what the sources say', async () => {
  const root = await prepared();
  const file = `${root}faulty.yaml`;
  await writeFile(file, 'sources: [{ key: 1, provider: zaia, baseUrl: no }]');
  const commands = [['--help'], ['print-schema'], ['print-config-schema'], ['check', '--config', file]];
  const said = async () => {
    const all = [];
    for (const command of commands) all.push(await runToEnd(command, { main: `${root}src/start.js` }));
    return all;
  };
  const bundled = await said();
  expect(freshBundle(root, 'src')).toMatch(/bundle\/index-.*\.js$/);
  await rm(`${root}bundle`, { recursive: true });
  expect(await said()).toEqual(bundled);
});

test('without the packages of development there is no bundle, and no fault', async () => {
  const root = await prepared('rolldown');
  expect(await readdir(root)).not.toContain('bundle');
});

test('an old bundle goes, where no new one can be made', async () => {
  const root = await prepared();
  await rm(`${root}node_modules/rolldown`);
  expect(await prepare(root)).toBe('');
  expect(await readdir(root)).not.toContain('bundle');
});

test('before the sources are there, packages can be installed', async () => {
  const root = `${await temporaryFolder()}/`;
  await cp(`${ROOT}package.json`, `${root}package.json`);
  await mkdir(`${root}node_modules`);
  expect(await prepare(root)).toBe('');
});
