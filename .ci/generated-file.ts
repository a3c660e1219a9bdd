/** Files that are written by a script of `npm run generate` and committed: with `--check` a stale one fails instead of being written. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** `name` is the file's path in the repository. */
export async function generatedFile(name: string, text: string): Promise<void> {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const fresh = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (!process.argv.includes('--check')) writeFileSync(file, fresh);
  else if (!existsSync(file) || fresh !== readFileSync(file, 'utf8')) {
    console.error(`${name} is stale: run npm run generate, and commit it.`);
    process.exitCode = 1;
  }
}
