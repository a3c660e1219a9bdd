/** The README's table of providers and capabilities, read off the adapters themselves. `node .ci/capability-table.ts` writes it. */
import { readFileSync } from 'node:fs';
import { allCapabilities, capabilitiesOf } from '../src/providers/capabilities.ts';
import { providers } from '../src/providers/index.ts';
import type { Provider } from '../src/providers/provider.ts';
import type { Upstream } from '../src/upstream/upstream.ts';
import { generatedFile } from './generated-file.ts';

const README = new URL('../README.md', import.meta.url);
const BEGIN = '<!-- capabilities: written by npm run generate -->';
const END = '<!-- /capabilities -->';

const refuse = () => Promise.reject(new Error('The capability table makes no calls.'));

/** No adapter calls its provider before it is asked for something. */
const nowhere: Upstream = {
  source: 'none',
  fingerprint: () => 'none',
  send: refuse,
  download: refuse,
};

const columns = (providers as readonly Provider[]).map((provider) => {
  const required = Object.entries(provider.environment).filter(([, { required }]) => required);
  const config = provider.config.parse(Object.fromEntries(required.map(([key]) => [key, 'no.key'])));
  return { name: provider.name, capabilities: new Set(capabilitiesOf(provider.connect(nowhere, config))) };
});

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

const table = [
  row(['capability', ...columns.map(({ name }) => name)]),
  row(['---', ...columns.map(() => ':-:')]),
  ...allCapabilities.map((capability) =>
    row([
      `\`${capability}\``,
      ...columns.map(({ capabilities }) => (capabilities.has(capability) ? '✓' : '·')),
    ]),
  ),
].join('\n');

const readme = readFileSync(README, 'utf8');
const [head, rest] = readme.split(BEGIN);
const [, tail] = rest?.split(END) ?? [];
if (head === undefined || tail === undefined) throw new Error(`README.md lacks ${BEGIN} … ${END}.`);
await generatedFile('README.md', `${head}${BEGIN}\n\n${table}\n\n${END}${tail}`);
