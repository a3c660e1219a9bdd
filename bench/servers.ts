/** The servers that are measured, and how each is started. */
import manifest from '../package.json' with { type: 'json' };
import type { Dialect } from './queries.ts';

export interface BenchServer {
  readonly name: string;
  readonly about: string;
  readonly dialect: Dialect;
  /** Arguments of node; `port` and `upstream` are filled in at start. */
  command(port: number, upstream: string): readonly string[];
  /** Beside that of the bench, in which `NODE_ENV` is `production`. */
  readonly environment?: Readonly<Record<string, string>>;
}

const here = (path: string) => new URL(path, import.meta.url).pathname;

const script =
  (path: string) =>
  (port: number, upstream: string): string[] => [here(path), String(port), upstream];

/** Of node, as `npm start` gives them: what is measured is what runs. */
const flags = / node (\S.*) src\/start\.js$/.exec(manifest.scripts.start)?.[1]?.split(' ');
if (flags === undefined) throw new Error('`npm start` no longer ends in `node … src/start.js`.');

const switchboard =
  (config: string) =>
  (port: number): string[] => [
    ...flags,
    here('../src/start.js'),
    '--config',
    here(`servers/${config}`),
    '--port',
    String(port),
  ];

export const BARE = 'bare limit';
export const OFF = 'switchboard, caches off';
export const DEFAULTS = 'switchboard, defaults';
export const STATIC = 'static node:http';

export const servers: readonly BenchServer[] = [
  {
    name: BARE,
    about: 'node:http + undici by hand, no GraphQL',
    dialect: 'plain',
    command: script('servers/bare.ts'),
  },
  {
    name: OFF,
    about: '`cache.enabled: false`',
    dialect: 'switchboard',
    command: switchboard('switchboard-off.yaml'),
  },
  {
    name: DEFAULTS,
    about: 'as it comes',
    dialect: 'switchboard',
    command: switchboard('switchboard-defaults.yaml'),
  },
  {
    name: 'yoga + fetch',
    about: 'DataLoader, global fetch',
    dialect: 'plain',
    command: script('peers/yoga-fetch.ts'),
  },
  {
    name: 'yoga + graphql-jit',
    about: 'DataLoader, undici',
    dialect: 'plain',
    command: script('peers/yoga-jit.ts'),
  },
  { name: 'apollo server', about: 'datasource-rest', dialect: 'plain', command: script('peers/apollo.ts') },
  {
    name: 'mercurius + jit',
    about: 'fastify, DataLoader, undici',
    dialect: 'plain',
    command: script('peers/mercurius.ts'),
  },
  {
    name: 'graphql mesh',
    about: 'OpenAPI handler, in development: in production it cannot read its schema',
    dialect: 'openapi',
    command: script('peers/mesh/start.ts'),
    environment: { NODE_ENV: 'development' },
  },
  {
    name: 'hive gateway',
    about: 'supergraph of OpenAPI',
    dialect: 'openapi',
    command: script('peers/hive/start.ts'),
  },
];

/** Has no upstream and no queries: it answers what it was given. */
export const staticServer: BenchServer = {
  name: STATIC,
  about: 'a prepared answer',
  dialect: 'plain',
  command: script('servers/static.ts'),
};
