/** The composition root: from a configuration to something that answers requests. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createAuthenticate } from './authentication/authenticate.ts';
import { createAuthorization } from './authorization/authorization.ts';
import { readManifest, type Config, type SourceConfig } from './config.ts';
import type { ConnectedSource } from './data-sources/connected-source.ts';
import type { Context, Paging } from './data-sources/context.ts';
import { DataSources } from './data-sources/data-sources.ts';
import { createFileTokens } from './data-sources/file-tokens.ts';
import { openFile } from './data-sources/files.ts';
import { ListMemories } from './data-sources/list-memories.ts';
import { ListedRows } from './data-sources/listed-rows.ts';
import { createIdempotency } from './data-sources/idempotency/idempotency.ts';
import { createSubgraph } from './subgraph/subgraph.ts';
import { createIdCodec } from './ids.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { providers } from './providers/index.ts';
import { createPlanner } from './planning/plan.ts';
import type { Call, Provider } from './providers/provider.ts';
import { resolvers } from './resolvers/index.ts';
import { Secret } from './secret.ts';
import { createRateLimit } from './server/limits/rate-limit.ts';
import { createLogger } from './server/logger.ts';
import type { Operation } from './server/operation.ts';
import { createFlights, type Flights } from './server/plain/flights.ts';
import { createServer, type Server } from './server/server.ts';
import { createMemoryBudgets } from './store/memory-budgets.ts';
import { createMemoryStore } from './store/memory.ts';
import { openBudgets } from './store/open-budgets.ts';
import { callerKeysIn, type CallerKeys } from './upstream/caller-keys.ts';
import { createUpstream, type RunningUpstream } from './upstream/create-upstream.ts';
import type { Destination } from './upstream/credential.ts';
import { createEpochsByAccount } from './upstream/epochs.ts';
import { withBudgets, type Limits } from './upstream/limits.ts';
import { createReplyCache } from './upstream/reply-cache.ts';

export interface Dependencies {
  readonly logger?: Logger;
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** Where the configuration leaves it open, the schema is not told in production. Default false. */
  readonly production?: boolean;
}

export interface Gateway extends Server {
  readonly schema: GraphQLSchema;
  /** In the order of the configuration. */
  readonly sources: readonly ConnectedSource[];
  /** Lets calls under way end and closes the connections to the providers. */
  dispose(): Promise<void>;
}

const SCHEMA_FOLDER = new URL('../schema/', import.meta.url);

/** Connects every source and stands ready to answer. Throws a `TypeError` for a source that cannot be connected. */
export function createGateway(config: Config, dependencies: Dependencies = {}): Gateway {
  const { now = Date.now, logger = createLogger(config.logging.level) } = dependencies;
  const keyring = createKeyring(config.secret ?? [new Secret(randomBytes(32).toString('base64url'))]);
  const secretIds = new Set(
    config.sources.filter((source) => providerOf(source).hasSecretIds).map(({ key }) => key),
  );
  const ids = createIdCodec(keyring, (source) => secretIds.has(source));
  const keyHeaders = keyHeadersOf(config);
  const keyNames = [...new Set(keyHeaders.values())];
  const keysIn = (headers: Pick<Headers, 'get'>) => callerKeysIn(headers, keyNames);
  const paging = pagingOf(config, keyring, now);
  const idempotency = createIdempotency({ store: createMemoryStore({ now }), keyring, now });
  const flights = config.cache.enabled ? createFlights() : undefined;
  const replies = config.cache.enabled ? createReplyCache(config.cache) : undefined;
  const budgets = openBudgets({
    directory: config.state.directory,
    firstShare: config.limits.firstShare,
    log: logger,
    now,
  });
  const epochsOf = createEpochsByAccount();
  const running = config.sources.map((source) => {
    const provider = providerOf(source);
    const destination = destinationOf(source, provider);
    const upstream = createUpstream({
      source: source.key,
      destination,
      limits: withBudgets(destination, source),
      budgets: budgets.store,
      epochsOf,
      replies,
      timeout: config.limits.callTimeout * 1000,
      connections: config.limits.connections,
      waiting: config.limits.waitingCalls,
      breakerOpen: config.limits.breakerOpen * 1000,
      retry: { reads: config.limits.readRetries },
      maxBytes: config.limits.maxReplyBytes,
      maxFileBytes: config.files.maxBytes,
      fileTimeout: config.files.timeoutSeconds * 1000,
      log: logger,
      now,
    });
    return { upstream, connected: connect(source, provider, upstream, now) };
  });
  const sources = running.map(({ connected }) => connected);
  const { publicUrl } = config;
  const tokens = createFileTokens({ keyring, life: config.files.linkSeconds, now });
  const typeDefs = readSchema();
  // Tests hold the files to be valid, so that no start has to.
  const types = buildSchema(typeDefs, { assumeValidSDL: true, noLocation: true });
  const schema = makeExecutableSchema({ typeDefs: types, resolvers, updateResolversInPlace: true });
  const { enabled: isSubgraph, ...federation } = config.federation;
  const authorization = createAuthorization(schema, ids);
  const server = createServer({
    schema,
    printedSchema: typeDefs,
    subgraph: isSubgraph ? () => createSubgraph({ typeDefs, resolvers, ...federation }) : undefined,
    authenticate: createAuthenticate(config.auth),
    schemaFor: (...running) => authorization.schemaFor(...running),
    createContext: (operation): Context => {
      const { caller } = operation;
      const access = authorization.accessOf(caller);
      const call = callOf(operation, { keys: keysIn(operation.headers), flights });
      const files = { tokens, baseUrl: () => publicUrl ?? operation.origin() };
      return {
        sources: new DataSources(
          sources.filter(({ key }) => access.sees(key)),
          call,
        ),
        ids,
        call,
        paging,
        files,
        caller,
        access,
        idempotency,
      };
    },
    planning: {
      planner: createPlanner({ sources, ids, paging }),
      limits: config.limits,
      sources,
    },
    files: {
      read: (token) => tokens.read(token),
      open: (ticket, call, headers) => openFile(sources, ticket, { ...call, keys: keysIn(headers) }),
      keyHeaderOf: (source) => keyHeaders.get(source),
      timeout: config.limits.operationTimeout,
      now,
    },
    logger,
    limits: config.limits,
    documents: { ...config.documents, trusted: trustedBy(config) },
    flights,
    rateLimit:
      config.rateLimit && createRateLimit({ store: createMemoryBudgets({ now }), ...config.rateLimit }),
    introspection: isIntrospectable(config, dependencies.production),
    isSecure: config.publicUrl?.startsWith('https:') ?? false,
    origins: config.cors.origins,
    now,
  });
  return {
    ...server,
    schema,
    sources,
    async dispose() {
      await idempotency.idle();
      await Promise.all(running.map(({ upstream }) => upstream.close()));
      await budgets.close();
    },
  };
}

function trustedBy({ documents: { manifest } }: Config): ReadonlyMap<string, string> {
  return manifest === undefined ? new Map() : readManifest(manifest);
}

/** Whether clients may ask for the schema. */
export function isIntrospectable({ introspection, auth }: Config, production = false): boolean {
  return introspection ?? (auth === undefined && !production);
}

function callOf({ signal, deadline, fresh, calls }: Operation, { keys, flights }: CallParts): Call {
  const record: Call['record'] = (made) => {
    calls.push(made);
    if (made.outcome !== 'cached') flights?.settle();
  };
  return { signal, deadline, fresh, keys, staleAllowed: false, record };
}

interface CallParts {
  readonly keys: CallerKeys;
  readonly flights: Flights | undefined;
}

/** The public SDL, as the files in `schema/` say it. */
export function readSchema(): string {
  return readdirSync(SCHEMA_FOLDER)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(new URL(name, SCHEMA_FOLDER), 'utf8'))
    .join('\n');
}

function connect(
  source: SourceConfig,
  provider: Provider,
  { upstream, epochs, health, budgets, broughtBy, isCurrent }: RunningUpstream,
  now: () => number,
): ConnectedSource {
  const scopeOf = (call: Call) => upstream.fingerprint(call);
  return {
    key: source.key,
    name: source.name,
    provider,
    adapter: provider.connect(upstream, source.settings),
    outlook: provider.outlook,
    health,
    budgets,
    broughtBy,
    touched: (names) => epochs.move(names),
    listed: new ListedRows({ isCurrent, scopeOf, now }),
    memories: new ListMemories(scopeOf),
  };
}

function destinationOf({ credential, settings }: SourceConfig, provider: Provider): Destination & Limits {
  const transport = provider.transport(settings);
  if (credential instanceof Secret) return { ...transport, credential };
  const read = (text: string) => provider.credential.form.safeParse(text).data;
  return { ...transport, credential: { header: credential.header, read } };
}

/** By source: the header in which each caller brings their key. */
function keyHeadersOf({ sources }: Config): ReadonlyMap<string, string> {
  return new Map(
    sources.flatMap(({ key, credential }) =>
      credential instanceof Secret ? [] : [[key, credential.header] as const],
    ),
  );
}

function providerOf(source: SourceConfig): Provider {
  const provider = (providers as readonly Provider[]).find(({ id }) => id === source.provider);
  if (provider === undefined) throw new TypeError(`There is no provider "${source.provider}".`);
  return provider;
}

function pagingOf(config: Config, keyring: Keyring, now: () => number): Paging {
  return {
    signer: {
      sign: (text) => keyring.sign('cursor', text),
      verify: (text, signature) => keyring.verify('cursor', text, signature),
    },
    sizes: config.limits.pageSize,
    transcriptEntries: config.limits.transcriptEntries,
    now,
  };
}
