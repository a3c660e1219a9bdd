/** This package at another place, where a test may change it. */
import { cp, readdir, symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../cli/child.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What starts, with the packages that are installed but for `without`, and no bundle. The path of its folder, with a slash at its end. */
export async function packageCopy(without?: string): Promise<string> {
  const root = `${await temporaryFolder()}/`;
  for (const path of ['src', 'schema', '.ci', 'package.json', 'node_modules/.package-lock.json']) {
    await cp(ROOT + path, root + path, { recursive: true });
  }
  for (const name of await readdir(`${ROOT}node_modules`)) {
    if (name === without || name.startsWith('.')) continue;
    await symlink(`${ROOT}node_modules/${name}`, `${root}node_modules/${name}`);
  }
  return root;
}
