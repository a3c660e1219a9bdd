/** The example in docs/federation.md, which is what these tests run. */
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../../docs/federation.md', import.meta.url), 'utf8');

/** What stands in the code block of that name. */
export function blockOf(name: string): string {
  const [, rest] = text.split(`\`\`\`${name}\n`);
  const [block] = rest?.split('\n```') ?? [];
  if (block === undefined) throw new Error(`docs/federation.md has no block \`${name}\`.`);
  return block;
}
