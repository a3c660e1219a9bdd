// Plain JavaScript on purpose: it has to run on the very Node versions that it turns away.
// `npm start` runs it on its own, and main imports it before anything that needs a newer Node.
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  console.error(
    [
      `Switchboard needs Node 22.19 or newer, and this is Node ${process.versions.node} (${process.execPath}).`,
      'On Linux (x64, arm64) `npm ci` brings a Node of its own: run it without --omit=optional, then `npm start`.',
      'Elsewhere, install Node 24 from https://nodejs.org/ and try again.',
    ].join('\n'),
  );
  process.exit(1);
}
