/**
 * Makes `bundle/` of the sources and of what they import: `src/start.js` runs it for as long as it is fresh. `npm ci` makes it (`prepare`), and so does
 * `npm run bundle`. Where it cannot be made there is none, which is no fault: the sources run.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { BUNDLE_LIST, filesBelow, isUnchanged, stampOf, type BundleList } from '../src/fresh-bundle.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SOURCES = join(ROOT, 'src') + sep;
const BUNDLE = 'bundle';

/** What decides, beside the sources, which packages there are and how all is bundled. */
const DECIDING = ['.ci/bundle.ts', 'package.json', 'node_modules/.package-lock.json'];

/** Large, and loaded late and by few: nothing is won by a copy of them. */
const LEFT_OUT = ['@graphql-yoga/render-graphiql', '@apollo/usage-reporting-protobuf'];

/** Files of a package beside those that are read decide which these are. */
const PACKAGE = /^(.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+\//;

const inRoot = (file: string) => relative(ROOT, file).replaceAll(sep, '/');

/** A source finds the folders beside it, and what it loads when it is needed, from where it was itself. */
const ownUrls: Plugin = {
  name: 'own-urls',
  transform: {
    filter: { code: 'import.meta' },
    handler(code, id) {
      if (!id.startsWith(SOURCES)) return undefined;
      if (/import\.meta\.(?!url)/.test(code))
        throw new Error(`${inRoot(id)} asks import.meta for more than its url`);
      return code.replaceAll('import.meta.url', `new URL('../${inRoot(id)}', import.meta.url).href`);
    },
  },
};

const stampsOf = (paths: readonly string[]) =>
  Object.fromEntries(paths.map((path) => [path, stampOf(ROOT + path)]));

async function bundle(): Promise<BundleList> {
  const began = Date.now();
  const before = stampsOf([...filesBelow(ROOT, 'src'), ...DECIDING]);
  const { rolldown } = await import('rolldown');
  const bundler = await rolldown({
    cwd: ROOT,
    input: 'src/cli/index.ts',
    platform: 'node',
    // Its `paths` lead to declarations, which are for types.
    tsconfig: false,
    // Of graphql the ES modules, since CommonJS is asked for each name at each use; where a package has `exports`, they decide.
    resolve: { mainFields: ['module', 'main'] },
    external: LEFT_OUT,
    plugins: [ownUrls],
    logLevel: 'silent',
  });
  const { output } = await bundler.write({
    dir: join(ROOT, BUNDLE),
    // Else what is loaded late by a gateway that runs could be a part of another bundle, made since.
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: '[name]-[hash].js',
    // Names are told in logs, and a name that two modules use is another's in one of them.
    keepNames: true,
    // Read by profilers and debuggers, not at a start.
    sourcemap: true,
    sourcemapExcludeSources: true,
  });
  const read = (await bundler.watchFiles).map(inRoot);
  await bundler.close();
  const written = output
    .filter(({ type }) => type === 'chunk')
    .map(({ fileName }) => `${BUNDLE}/${fileName}`);
  const packages = new Set(read.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []));
  const ofPackages = stampsOf([...read, ...Array.from(packages, (folder) => `${folder}package.json`)]);
  // What is read is known only afterwards.
  const isOld = Object.values(ofPackages).every(([, changed]) => changed < began);
  if (!isOld || !Object.entries(before).every(([path, stamp]) => isUnchanged(ROOT + path, stamp))) {
    throw new Error('a file changed while it was bundled');
  }
  const files = { ...ofPackages, ...stampsOf(written), ...before };
  return { entry: `${BUNDLE}/${output[0].fileName}`, files };
}

rmSync(join(ROOT, BUNDLE), { recursive: true, force: true });
if (existsSync(join(ROOT, 'node_modules/rolldown'))) {
  try {
    const list = await bundle();
    // Last, and only of a whole bundle.
    writeFileSync(ROOT + BUNDLE_LIST, JSON.stringify(list));
  } catch (error) {
    console.error(`No bundle, so that starts take longer: ${String(error)}`);
    process.exitCode = 1;
  }
}
