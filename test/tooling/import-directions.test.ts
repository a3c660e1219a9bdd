import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { expect, onTestFinished, test } from 'vitest';
import config from '../../.dependency-cruiser.js';

const ROOT = join(import.meta.dirname, '../..');

/** The broken rules of a project's `src` folder, as "rule: from → to". */
async function violations(project: string): Promise<string[]> {
  const { output } = await cruise(['src'], {
    ...config.options,
    baseDir: project,
    ruleSet: { forbidden: config.forbidden } as IFlattenedRuleSet,
    validate: true,
  });
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} → ${to}`,
  );
}

/** A project of these files in `src` (path: text), that shares this one's package.json and node_modules. */
async function plant(files: Record<string, string>): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'switchboard-directions-'));
  onTestFinished(() => rm(project, { recursive: true }));
  for (const shared of ['package.json', 'tsconfig.json', 'node_modules']) {
    await symlink(join(ROOT, shared), join(project, shared));
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(project, 'src', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return project;
}

test('no import in src goes where it may not', async () => {
  expect(await violations(ROOT)).toEqual([]);
});

const MODULE = 'export const it = 1; export type It = number;\n';
const [value, type] = ['{ it }', 'type { It }'];

/** For every rule at least one import that breaks it: the rule, the file that imports, what, and from where. */
const FORBIDDEN: [rule: string, file: string, what: string, from: string][] = [
  ['room:abort.ts', 'abort.ts', type, './errors.ts'],
  ['room:calendar.ts', 'calendar.ts', type, './errors.ts'],
  ['room:nesting.ts', 'nesting.ts', type, './errors.ts'],
  ['room:syntax.ts', 'syntax.ts', type, './errors.ts'],
  ['room:timers.ts', 'timers.ts', type, './errors.ts'],
  ['room:execution/', 'execution/run.ts', type, '../errors.ts'],
  ['room:errors.ts', 'errors.ts', type, './domain.ts'],
  ['room:caller.ts', 'caller.ts', type, './ids.ts'],
  ['room:secret.ts', 'secret.ts', value, './errors.ts'],
  ['room:domain.ts', 'domain.ts', type, './ids.ts'],
  ['room:ids.ts', 'ids.ts', value, './errors.ts'],
  ['room:store/', 'store/memory.ts', type, '../domain.ts'],
  ['room:pagination/', 'pagination/window.ts', type, '../providers/provider.ts'],
  ['room:collections/', 'collections/seats.ts', value, '../errors.ts'],
  ['room:upstream/', 'upstream/client.ts', type, '../domain.ts'],
  ['room:keyring.ts', 'keyring.ts', value, './errors.ts'],
  ['room:providers/(?!index|capabilities)[^/]+.ts', 'providers/provider.ts', type, '../ids.ts'],
  ['room:providers/capabilities.ts', 'providers/capabilities.ts', value, '../upstream/client.ts'],
  ['room:providers/index.ts', 'providers/index.ts', value, '../config.ts'],
  ['room:providers/[^/]+/', 'providers/ebbot/index.ts', value, '../zaia/wire.ts'],
  ['room:providers/[^/]+/', 'providers/ebbot/index.ts', value, '../capabilities.ts'],
  ['room:data-sources/', 'data-sources/conversations.ts', value, '../upstream/client.ts'],
  ['room:data-sources/', 'data-sources/conversations.ts', value, '../providers/index.ts'],
  ['room:resolvers/', 'resolvers/Conversation.ts', type, '../providers/provider.ts'],
  ['room:resolvers/', 'resolvers/Conversation.ts', type, '../upstream/client.ts'],
  ['room:subgraph/', 'subgraph/subgraph.ts', type, '../ids.ts'],
  ['room:planning/', 'planning/plan.ts', type, '../upstream/client.ts'],
  ['room:planning/', 'planning/plan.ts', value, '../providers/index.ts'],
  ['room:authentication/', 'authentication/api-keys.ts', type, '../server/arrival.ts'],
  ['room:authorization/', 'authorization/guard.ts', value, '../data-sources/nodes.ts'],
  ['room:sandbox/', 'sandbox/main.ts', type, '../domain.ts'],
  ['only-types', 'providers/zaia/index.ts', value, '../../upstream/client.ts'],
  ['only-types', 'resolvers/Contact.ts', value, '../domain.ts'],
  ['generated-only-types', 'generated/resolvers-types.ts', value, '../domain.ts'],
  ['registry-names-providers', 'config.ts', type, './providers/zaia/wire.ts'],
  ['registry-names-providers', 'gateway.ts', value, './providers/zaia/index.ts'],
  ['sandbox-imported-by-start', 'gateway.ts', value, './sandbox/index.ts'],
  ['gateway-composes-main-starts', 'server/health.ts', value, '../gateway.ts'],
  ['gateway-composes-main-starts', 'gateway.ts', value, './start.js'],
  ['graphql-free', 'errors.ts', '{ GraphQLError }', 'graphql'],
  ['graphql-free', 'providers/zaia/index.ts', type, 'graphql-yoga'],
  ['no-cycles', 'server/health.ts', type, './health.ts'],
  ['no-orphans', 'server/health.ts', '', ''],
  ['installed-for-users', 'server/health.ts', type, 'vitest'],
  ['resolvable', 'server/health.ts', value, './nowhere.ts'],
];

test.each(FORBIDDEN)('%s forbids %s to import %s from %s', async (rule, file, what, from) => {
  const statement = what === '' ? '' : `import ${what} from '${from}';\n`;
  const imported = from.startsWith('.') && from !== './nowhere.ts' ? join(dirname(file), from) : file;
  const found = await violations(await plant({ [imported]: MODULE, [file]: statement + MODULE }));
  expect(found.map((violation) => violation.replace(/: .*/, ''))).toContain(rule);
});

test('every rule is shown to forbid something', () => {
  expect(new Set(FORBIDDEN.map(([rule]) => rule))).toEqual(new Set(config.forbidden.map(({ name }) => name)));
});

const ALLOWED: [file: string, what: string, from: string][] = [
  ['ids.ts', value, './secret.ts'],
  ['pagination/cursor.ts', type, '../keyring.ts'],
  ['upstream/cache.ts', value, '../store/memory.ts'],
  ['upstream/dedupe.ts', value, '../collections/passing-map.ts'],
  ['data-sources/idempotency/idempotency.ts', value, '../../collections/head-count.ts'],
  ['providers/zaia/index.ts', type, '../../upstream/client.ts'],
  ['providers/zaia/index.ts', value, './translate.ts'],
  ['providers/zaia/wire.ts', value, '../wire.ts'],
  ['providers/index.ts', value, './zaia/index.ts'],
  ['data-sources/conversations.ts', value, '../providers/capabilities.ts'],
  ['resolvers/Contact.ts', type, '../domain.ts'],
  ['start.js', value, './sandbox/index.ts'],
  ['cli/serve.ts', value, '../gateway.ts'],
  ['gateway.ts', '{ GraphQLError }', 'graphql'],
];

test.each(ALLOWED)('%s may import %s from %s', async (file, what, from) => {
  const statement = `import ${what} from '${from}';\n`;
  const imported = from.startsWith('.') ? join(dirname(file), from) : file;
  expect(await violations(await plant({ [imported]: MODULE, [file]: statement + MODULE }))).toEqual([]);
});
