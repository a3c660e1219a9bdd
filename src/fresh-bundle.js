/**
 * The bundle that `.ci/bundle.ts` makes of the sources and what they import: whether it still is what they are. Looking at a thousand files
 * takes some milliseconds; finding and linking them as modules takes half of a start. Plain JavaScript for the reason that `start.js` has.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';

/**
 * A file's size, and the moment of its last change in milliseconds.
 * @typedef {[bytes: number, changed: number]} Stamp
 */

/**
 * What the bundle was made of, and what it consists of: each file's stamp then, by its path from the root.
 * @typedef {object} BundleList
 * @property {string} entry
 * @property {Record<string, Stamp>} files
 */

/** The list's path, from the root. Without it there is no bundle. */
export const BUNDLE_LIST = 'bundle/list.json';

/**
 * The path of the bundle's entry, where nothing that went into it has changed, come or gone since. Any doubt is a no: what runs are the sources then.
 * @param {string} root The path of the package's folder, with a slash at its end.
 * @param {string} sources The folder in it whose start this is. That of a build has no bundle.
 * @returns {string | undefined}
 */
export function freshBundle(root, sources) {
  try {
    /** @type {unknown} */
    const list = JSON.parse(readFileSync(root + BUNDLE_LIST, 'utf8'));
    const { entry, files } = /** @type {BundleList} */ (list);
    const isListed = (/** @type {string} */ path) => Object.hasOwn(files, path);
    const isFresh =
      isListed(entry) &&
      filesBelow(root, sources).every(isListed) &&
      Object.entries(files).every(([path, stamp]) => isUnchanged(root + path, stamp));
    return isFresh ? root + entry : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @returns {Stamp}
 */
export function stampOf(file) {
  const { size, mtimeMs } = statSync(file);
  return [size, mtimeMs];
}

/**
 * @param {string} file
 * @param {Stamp} stamp
 */
export function isUnchanged(file, [bytes, changed]) {
  const { size, mtimeMs } = statSync(file);
  return size === bytes && mtimeMs === changed;
}

/**
 * The paths from the root of all files in one of its folders. Not by `readdirSync`'s own `recursive`, which takes five times as long.
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(root, folder) {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((found) => {
    const path = `${folder}/${found.name}`;
    return found.isDirectory() ? filesBelow(root, path) : [path];
  });
}
