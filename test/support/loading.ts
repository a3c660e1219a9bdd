/** What a gateway of the command line loads, and when. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { start, temporaryFolder, type Given } from '../cli/child.ts';

/** Appends what is loaded to the file that `LOADED` names, a URL a line. */
const RECORDER = `
  import { appendFileSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      appendFileSync(process.env.LOADED, url + '\\n');
      return next(url, context);
    },
  });
`;

export interface Served {
  readonly post: (query: string, headers?: Record<string, string>) => Promise<unknown>;
  readonly openGraphiql: () => Promise<void>;
  /** What was loaded until now: URLs of files. */
  readonly files: () => Promise<readonly string[]>;
  /** The modules in them, of which a file of a bundle has many. */
  readonly modules: () => Promise<readonly string[]>;
}

export async function serve(
  environment: Record<string, string>,
  args: readonly string[] = [],
  given: Given = {},
): Promise<Served> {
  const record = join(await temporaryFolder(), 'modules');
  const recording = {
    LOADED: record,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(RECORDER)}`,
  };
  const child = start(['serve', '--port', '0', ...args], {
    ...given,
    environment: { ...environment, ...recording },
  });
  const url = (await child.line(/^Switchboard ready at /)).replace('Switchboard ready at ', '');
  const files = async () => (await readFile(record, 'utf8')).trim().split('\n');
  return {
    async post(query, headers = {}) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as unknown;
    },
    async openGraphiql() {
      const response = await fetch(url, { headers: { accept: 'text/html' } });
      expect(await response.text()).toContain('<title>Switchboard</title>');
    },
    files,
    modules: async () => (await files()).flatMap(modulesIn),
  };
}

function modulesIn(url: string): readonly string[] {
  const map = new URL(`${url}.map`);
  if (!url.includes('/bundle/') || !existsSync(map)) return [url];
  const { sources } = JSON.parse(readFileSync(fileURLToPath(map), 'utf8')) as { sources: readonly string[] };
  return sources.map((source) => new URL(source, map).href);
}

/** Where packages lie, once each. */
export const foldersIn = (modules: readonly string[]) =>
  new Set(modules.flatMap((url) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(url)?.[0] ?? []));

export const nameOf = (folder: string) => folder.replace(/^.*\/node_modules\//, '');

/** Each is for what a configuration may leave out. */
const OPTIONAL = [
  '@apollo/usage-reporting-protobuf',
  '@faker-js/faker',
  '@graphql-yoga/render-graphiql',
  '@hono/node-server',
  '@noble/ciphers',
  'hono',
  'jose',
  'yaml',
];

export const optionalIn = (modules: readonly string[]) =>
  [...foldersIn(modules)]
    .map(nameOf)
    .filter((name) => OPTIONAL.includes(name))
    .sort();

/** One source, and nothing else. */
export const xeChat = { XE_CHAT_API_KEY: 'a', XE_CHAT_URL: 'http://127.0.0.1:1' };
