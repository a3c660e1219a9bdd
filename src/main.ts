#!/usr/bin/env node
/** The start: the only reader of the command line and the environment. */
import './check-node.js';

const { run } = await import('./cli/index.ts');

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  out: (text) => console.log(text),
  err: (text) => console.error(text),
});
