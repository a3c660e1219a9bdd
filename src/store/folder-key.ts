/** A folder's own random key: what is named by it can be told apart only by who may read the folder. */
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'key';
const BYTES = 32;

/** Made if it is not there; of several processes that make one at once, all get the same. Throws where the folder cannot be written. */
export function folderKey(directory: string): Buffer {
  const path = join(directory, FILE);
  const found = readKey(path);
  if (found !== undefined) return found;
  rmSync(path, { force: true });
  const own = join(directory, `${randomBytes(6).toString('hex')}.tmp`);
  writeFileSync(own, randomBytes(BYTES), { mode: 0o600 });
  try {
    // Unlike a rename it does not replace another's.
    linkSync(own, path);
  } catch (error) {
    if (!isTaken(error)) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const key = readKey(path);
  if (key === undefined) throw new Error('its key cannot be read');
  return key;
}

function readKey(path: string): Buffer | undefined {
  try {
    const key = readFileSync(path);
    return key.length === BYTES ? key : undefined;
  } catch {
    return undefined;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
