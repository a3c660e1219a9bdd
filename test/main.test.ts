import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Tells the version, and in a line each what `expressions` are then. */
async function startAndTell(...expressions: string[]): Promise<string[]> {
  const { ...env } = process.env;
  delete env['NODE_COMPILE_CACHE'];
  delete env['NODE_DISABLE_COMPILE_CACHE'];
  const start = `await import('./src/start.js'); ${expressions.map((each) => `console.log(${each});`).join(' ')}`;
  const args = ['--input-type=module', '--eval', start, 'main', '--version'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  const [version, ...told] = stdout.trim().split('\n');
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  return told;
}

test('what was compiled at one start is kept for the next, within the package', async () => {
  const [kept] = await startAndTell(`(await import('node:module')).getCompileCacheDir()`);
  expect(kept).toContain(`${root}node_modules/.cache/switchboard`);
});

test('a start after the first strips no types, and does not load what strips them', async () => {
  const stripper = `process.moduleLoadList.some((name) => name.includes('amaro'))`;
  await startAndTell(stripper);
  expect(await startAndTell(stripper)).toEqual(['false']);
});

test('an old Node can link main, and so comes to be turned away', async () => {
  const main = await readFile(`${root}src/start.js`, 'utf8');
  const named = [...main.matchAll(/^import (.*) from '(node:[^']+)';$/gm)].map(([, what, from]) => [
    from,
    what,
  ]);
  expect(named).toEqual([
    ['node:module', 'module'],
    ['node:path', '{ basename }'],
    ['node:url', '{ fileURLToPath, pathToFileURL }'],
    ['node:v8', 'v8'],
  ]);
});
