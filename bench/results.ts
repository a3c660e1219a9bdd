/** RESULTS.md: the tables of the last whole run, between two marks; what is said around them is written by hand. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { generator } from './load.ts';
import { pinning } from './processes.ts';

const FILE = new URL('./RESULTS.md', import.meta.url);
const BEGIN = '<!-- tables: written by npm run bench -->';
const END = '<!-- /tables -->';

export function writeResults(sections: readonly string[]): void {
  const [before = '', rest = ''] = readFileSync(FILE, 'utf8').split(BEGIN);
  const [, after = ''] = rest.split(END);
  const how = [
    `\`npm run bench\` on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC: Node ${process.version},`,
    `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, ${generator}, ${pinning}.`,
  ].join(' ');
  writeFileSync(
    FILE,
    [before, BEGIN, '\n\n', how, '\n\n', sections.join('\n\n'), '\n\n', END, after].join(''),
  );
}
