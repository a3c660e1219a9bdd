// Who may know whom: a room imports only the rooms its line names. Bottom rooms come first.
// A path is a file or a folder below src/; the room itself is always allowed.

/** The gateway's own secret, beside ids.ts: the type that prints as [redacted], and what seals and signs. */
const SECRETS = ['secret.ts', 'keyring.ts'];

/** provider.ts, and beside it the pieces that would else be written once per provider. */
const ADAPTER_PIECES = 'providers/(?!index|capabilities)[^/]+.ts';
const ADAPTER_GROUND = [ADAPTER_PIECES, 'calendar.ts', 'domain.ts', 'errors.ts', 'secret.ts', 'upstream/'];

/** @type {Record<string, string[]>} */
const MAY_KNOW = {
  'abort.ts': [],
  'calendar.ts': [],
  'errors.ts': [],
  'caller.ts': [],
  'nesting.ts': [],
  'syntax.ts': [],
  'timers.ts': [],
  'collections/': ['timers.ts'],
  'secret.ts': [],
  'keyring.ts': ['secret.ts'],
  'domain.ts': ['secret.ts'],
  'ids.ts': SECRETS,
  'store/': ['errors.ts'],
  'pagination/': ['errors.ts', ...SECRETS],
  'upstream/': ['abort.ts', 'collections/', 'errors.ts', 'nesting.ts', 'secret.ts', 'store/', 'timers.ts'],
  [ADAPTER_PIECES]: ADAPTER_GROUND,
  'providers/capabilities.ts': ['providers/provider.ts', 'domain.ts', 'errors.ts'],
  'providers/index.ts': ['providers/', 'domain.ts', 'errors.ts', 'secret.ts', 'upstream/'],
  'providers/[^/]+/': ADAPTER_GROUND,
  'data-sources/': [
    'providers/provider.ts',
    'providers/capabilities.ts',
    'pagination/',
    'collections/',
    'abort.ts',
    'caller.ts',
    'domain.ts',
    'errors.ts',
    'ids.ts',
    'timers.ts',
    ...SECRETS,
  ],
  'resolvers/': [
    'generated/',
    'data-sources/',
    'calendar.ts',
    'ids.ts',
    'errors.ts',
    'domain.ts',
    'syntax.ts',
  ],
  'subgraph/': ['resolvers/', 'data-sources/'],
  'planning/': [
    'data-sources/',
    'providers/provider.ts',
    'pagination/',
    'resolvers/NodeType.ts',
    'resolvers/selection.ts',
    'argument-values.ts',
    'coerced-variables.ts',
    'domain.ts',
    'errors.ts',
    'ids.ts',
    'syntax.ts',
    ...SECRETS,
  ],
  'authentication/': ['config.ts', 'caller.ts', 'errors.ts'],
  'authorization/': ['data-sources/access.ts', 'caller.ts', 'domain.ts', 'errors.ts', 'ids.ts', 'secret.ts'],
  'execution/': ['argument-values.ts', 'coerced-variables.ts', 'syntax.ts'],
  'sandbox/': [],
};

/** @param {string[]} rooms */
const anyOf = (rooms) => `^src/(${rooms.map((room) => pattern(room)).join('|')})`;

/** @param {string} room */
const pattern = (room) => (room.endsWith('/') ? room : `${room.replace('.', '\\.')}$`);

const rooms = Object.entries(MAY_KNOW).map(([room, known]) => ({
  name: `room:${room}`,
  comment: `src/${room} may import ${known.length === 0 ? 'nothing of ours' : known.join(', ')}.`,
  severity: 'error',
  // $1 is the room as matched, so that one provider's folder is not another's.
  from: { path: `^src/(${pattern(room)})` },
  to: { path: '^src/', pathNot: known.length === 0 ? ['^src/$1'] : ['^src/$1', anyOf(known)] },
}));

export default {
  forbidden: [
    ...rooms,
    {
      name: 'only-types',
      comment: 'Providers know upstream, and resolvers know the domain, by their types alone.',
      severity: 'error',
      from: { path: '^src/(providers|resolvers)/' },
      to: { path: '^src/(upstream/|domain\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'generated-only-types',
      comment: 'Generated code describes: it takes types from its mappers and runs nothing.',
      severity: 'error',
      from: { path: '^src/generated/' },
      to: { path: '^src/', pathNot: '^src/generated/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'registry-names-providers',
      comment: 'Nothing above providers/<id> names a provider; the registry alone lists them.',
      severity: 'error',
      from: { pathNot: '^src/providers/(index\\.ts$|[^/]+/)' },
      to: { path: '^src/providers/[^/]+/' },
    },
    {
      name: 'sandbox-imported-by-start',
      comment:
        'Only main, the CLI and tests start the sandbox, so that it and the adapters cannot share a misreading.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sandbox/|cli/|(start\\.js|main\\.ts)$)' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'gateway-composes-main-starts',
      comment: 'gateway.ts is the composition root and start.js the start: no room below reaches up to them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|(start\\.js|main\\.ts)$)' },
      to: { path: '^src/(gateway\\.ts$|cli/|(start\\.js|main\\.ts)$)' },
    },
    {
      name: 'graphql-free',
      comment: 'What lies below the resolvers speaks of chats, not of GraphQL.',
      severity: 'error',
      from: {
        path: '^src/(abort\\.ts|calendar\\.ts|caller\\.ts|domain\\.ts|errors\\.ts|secret\\.ts|keyring\\.ts|ids\\.ts|store/|pagination/|upstream/|providers/|sandbox/)',
      },
      to: { path: '(^|node_modules/)(graphql|graphql-yoga|@graphql-[^/]+/[^/]+)(/|$)' },
    },
    {
      name: 'no-cycles',
      comment: 'No circle, not even of types.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and that nothing imports is dead.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/check-node\\.js$' },
      to: {},
    },
    {
      name: 'installed-for-users',
      comment: 'What src imports is installed for a user too: a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
