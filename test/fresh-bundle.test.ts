import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BUNDLE_LIST, filesBelow, stampOf, type BundleList } from '../src/fresh-bundle.js';
import { temporaryFolder } from './cli/child.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRY = 'bundle/index.js';
const LOCK = 'node_modules/.package-lock.json';
const DEPENDENCY = 'node_modules/some/index.js';
const SOURCE = 'src/cli/check.ts';

/** What runs says what it is. */
const telling = (name: string) => `export function run() { console.log('${name}'); return 0; }\n`;

/** A package with this start, sources, a dependency, and a fresh bundle of them. Its path ends with a slash. */
async function plant(): Promise<string> {
  const root = `${await temporaryFolder()}/`;
  for (const folder of ['src/cli', 'bundle', 'node_modules/some']) {
    await mkdir(root + folder, { recursive: true });
  }
  for (const file of ['src/start.js', 'src/fresh-bundle.js', 'src/check-node.js']) {
    await cp(ROOT + file, root + file);
  }
  await writeFile(`${root}package.json`, '{ "type": "module" }');
  await writeFile(`${root}src/cli/index.ts`, telling('sources'));
  await writeFile(root + SOURCE, '');
  await writeFile(root + ENTRY, telling('bundle'));
  await writeFile(root + LOCK, '{}');
  await writeFile(root + DEPENDENCY, '');
  await list(root, [...filesBelow(root, 'src'), ENTRY, LOCK, DEPENDENCY]);
  return root;
}

async function list(root: string, paths: readonly string[]): Promise<void> {
  const files = Object.fromEntries(paths.map((path) => [path, stampOf(root + path)]));
  await writeFile(root + BUNDLE_LIST, JSON.stringify({ entry: ENTRY, files } satisfies BundleList));
}

async function whatRuns(root: string, folder = 'src'): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [`${root}${folder}/start.js`]);
  return stdout.trim();
}

/** Changes when it was changed, and nothing else. */
async function touch(file: string): Promise<void> {
  await utimes(file, new Date(), new Date((await stat(file)).mtimeMs + 1000));
}

/** Changes what is in it, and not when it was changed. */
async function changeUnseen(root: string, path: string): Promise<void> {
  const then = new Date('2020-02-02');
  await utimes(root + path, then, then);
  await list(root, [...filesBelow(root, 'src'), ENTRY, LOCK, DEPENDENCY]);
  expect(await whatRuns(root)).toBe('bundle');
  await appendFile(root + path, '\n');
  await utimes(root + path, then, then);
}

test('a fresh bundle runs', async () => {
  expect(await whatRuns(await plant())).toBe('bundle');
});

test('a build has no bundle', async () => {
  const root = await plant();
  await cp(`${root}src`, `${root}dist`, { recursive: true });
  expect(await whatRuns(root, 'dist')).toBe('sources');
  expect(await whatRuns(root)).toBe('bundle');
});

const CHANGES: [name: string, change: (root: string) => Promise<unknown>][] = [
  ['a source is touched', (root) => touch(root + SOURCE)],
  ['a source grows at the same moment', (root) => changeUnseen(root, SOURCE)],
  ['a source is added', (root) => writeFile(`${root}src/cli/more.ts`, '')],
  ['a folder of sources is added', (root) => cp(`${root}src/cli`, `${root}src/more`, { recursive: true })],
  ['a source is removed', (root) => rm(root + SOURCE)],
  ['a source is renamed', (root) => rename(root + SOURCE, `${root}src/check.ts`)],
  ['packages are installed anew', (root) => touch(root + LOCK)],
  ['packages are gone', (root) => rm(root + LOCK)],
  ['a dependency is touched', (root) => touch(root + DEPENDENCY)],
  ['the bundle is touched', (root) => touch(root + ENTRY)],
  ['the bundle is gone', (root) => rm(root + ENTRY)],
  ['the list is gone', (root) => rm(root + BUNDLE_LIST)],
  ['the list is empty', (root) => writeFile(root + BUNDLE_LIST, '')],
  [
    'the list is cut short',
    async (root) => writeFile(root + BUNDLE_LIST, (await readFile(root + BUNDLE_LIST, 'utf8')).slice(0, -9)),
  ],
  ['the list is none', (root) => writeFile(root + BUNDLE_LIST, 'null')],
  ['the list names no files', (root) => writeFile(root + BUNDLE_LIST, JSON.stringify({ entry: ENTRY }))],
  ['the list has another form', (root) => writeFile(root + BUNDLE_LIST, '{ "entry": 1, "files": [] }')],
  ['the list leaves its entry out', (root) => list(root, [...filesBelow(root, 'src'), LOCK])],
];

test.each(CHANGES)('%s: the sources run', async (_name, change) => {
  const root = await plant();
  await change(root);
  expect(await whatRuns(root)).toBe('sources');
});
