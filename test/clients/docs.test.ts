/** What docs/clients.md shows is what these tests run. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
const snippets = [...text.matchAll(/```(?:ts|json)\n([^]*?)```/g)].map(([, snippet = '']) => snippet);

/** Indentation and line breaks depend on where code stands. */
const squeezed = (code: string) => code.replaceAll(/\s+/g, ' ').trim();

const sources = globSync('*/*.{ts,tsx}', { cwd: import.meta.dirname, exclude: ['node_modules'] })
  .concat('relay.config.json')
  .map((file) => squeezed(readFileSync(new URL(file, import.meta.url), 'utf8')));

test('there are snippets for four clients', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(7);
});

test.each(snippets.map((snippet) => [snippet.split('\n')[0], snippet]))('%s', (_, snippet) => {
  expect(sources.some((source) => source.includes(squeezed(snippet)))).toBe(true);
});
