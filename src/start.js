#!/usr/bin/env node
/**
 * The start: the only reader of the command line and the environment. Plain JavaScript on purpose: else each start would load what
 * strips types, 17 MB, for this file alone.
 */
import './check-node.js';
// As a whole: a name that an old Node's module lacks would end it before it is turned away.
import module from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import { freshBundle } from './fresh-bundle.js';

// Under load V8 comes to take calls under way for what lasts, and makes their like old at birth: with them whole operations outlive their end.
// Here, since what is compiled is kept by these flags.
v8.setFlagsFromString('--no-allocation-site-pretenuring');

// Else every start compiles anew, and strips of its types, what has not changed. Where nothing can be written, it does without.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/switchboard', import.meta.url)));

// One file for a thousand: half of a start. Never a stale one: after any change it is the sources that run.
const bundle = freshBundle(fileURLToPath(new URL('../', import.meta.url)), basename(import.meta.dirname));

/** @typedef {typeof import('./cli/index.ts')} CommandLine */
const { run } = await (bundle === undefined
  ? import('./cli/index.ts')
  : /** @type {Promise<CommandLine>} */ (import(pathToFileURL(bundle).href)));

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  out: (text) => console.log(text),
  err: (text) => console.error(text),
});
