import { makeExecutableSchema } from '@graphql-tools/schema';
import { ANYONE } from '../../src/caller.ts';
import { configFrom } from '../../src/config.ts';
import type { Operation } from '../../src/server/operation.ts';
import { createLogger } from '../../src/server/logger.ts';
import { createFlights } from '../../src/server/plain/flights.ts';
import { createServer, type Server, type ServerLimits, type ServerParts } from '../../src/server/server.ts';

export const typeDefs = /* GraphQL */ `
  type Query {
    hello(name: String, count: Int, when: DateTime): String
    list(first: Int): [String!]
    fault: String
    whole: Whole!
    calls: Int
    deadline: Float
    isFresh: Boolean
    kind(is: Kind): String
    size(of: Size): String
  }
  enum Kind {
    LARGE
  }
  input Size {
    height: Int
  }
  type Whole {
    part: String!
  }
  type Mutation {
    change: String
  }
  scalar DateTime
`;

interface Context {
  readonly operation: Operation;
}

export interface SmallServer extends Server {
  /** Log lines, parsed. */
  readonly lines: Record<string, unknown>[];
  /** Raw log text. */
  readonly log: () => string;
  /** POSTs a query as JSON. */
  readonly ask: (
    query: string,
    init?: { headers?: Record<string, string>; variables?: object },
  ) => Promise<Response>;
}

/** As they are without a configuration. */
export const DEFAULT_LIMITS: ServerLimits = configFrom({
  sources: [{ key: 'xe', provider: 'xe-chat', apiKey: 'none' }],
}).limits;

export interface SmallParts extends Partial<Omit<ServerParts, 'limits'>> {
  readonly limits?: Partial<ServerLimits>;
}

/** A server over a schema of a few lines; `fault` throws what it is given. */
export function smallServer(
  fault: () => unknown = () => null,
  { limits, ...parts }: SmallParts = {},
): SmallServer {
  let log = '';
  const lines: Record<string, unknown>[] = [];
  const schema = makeExecutableSchema<Context>({
    typeDefs,
    resolvers: {
      Query: {
        hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'world'}`,
        fault,
        whole: () => ({ part: null }),
        calls(_: unknown, __: unknown, { operation: { calls } }) {
          const call = {
            source: 'xe',
            operation: 'GET /v1/chat/agents',
            ms: 3,
            calls: 0,
            budget: 'default',
            waitedMs: 0,
          };
          calls.push(
            { ...call, outcome: 'fetched', calls: 1, waitedMs: 2 },
            { ...call, outcome: 'failed', calls: 2 },
            { ...call, outcome: 'cached' },
          );
          calls.push({ ...call, outcome: 'deduplicated' }, { ...call, outcome: 'stale' });
          return calls.length;
        },
        deadline: (_: unknown, __: unknown, { operation }) => operation.deadline,
        isFresh: (_: unknown, __: unknown, { operation }) => operation.fresh,
      },
    },
  });
  const write = (text: string) => {
    log += text;
    lines.push(JSON.parse(text) as Record<string, unknown>);
  };
  const server = createServer({
    planning: {
      planner: () => ({ lines: [], calls: 0, nodes: 0 }),
      limits: { cost: 1, nodes: 1 },
      sources: [],
    },
    schema,
    printedSchema: typeDefs,
    authenticate: () => ANYONE,
    schemaFor: (_, __, open) => open,
    createContext: (operation) => ({ operation }),
    files: {
      read: () => undefined,
      open: () => Promise.resolve(null),
      keyHeaderOf: () => undefined,
      timeout: 10,
      now: Date.now,
    },
    logger: createLogger('info', { write }),
    limits: { ...DEFAULT_LIMITS, ...limits },
    introspection: true,
    documents: { trusted: new Map(), mode: 'allow', automatic: false },
    flights: createFlights(),
    isSecure: false,
    origins: [],
    now: Date.now,
    ...parts,
  });
  const ask: SmallServer['ask'] = (query, { headers = {}, variables } = {}) =>
    server.fetch(
      new Request('http://127.0.0.1/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      }),
    );
  return { ...server, lines, log: () => log, ask };
}

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly locations?: readonly object[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: { readonly switchboard?: unknown };
}

export async function answerOf(response: Response | Promise<Response>): Promise<Answer> {
  return (await (await response).json()) as Answer;
}
