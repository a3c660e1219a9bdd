import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

test('what was compiled at one start is kept for the next, within the package', async () => {
  const { ...env } = process.env;
  delete env['NODE_COMPILE_CACHE'];
  delete env['NODE_DISABLE_COMPILE_CACHE'];
  const start = `
    await import('./src/main.ts');
    console.log((await import('node:module')).getCompileCacheDir());
  `;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', start, 'main', '--version'],
    { cwd: root, env },
  );
  const [version, kept] = stdout.trim().split('\n');
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  expect(kept).toContain(`${root}node_modules/.cache/switchboard`);
});
