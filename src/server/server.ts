/** The HTTP side of a gateway: Yoga and its plugins over a schema. */
import type { RequestListener } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Authenticate } from '../authentication/authenticate.ts';
import type { Authorization } from '../authorization/authorization.ts';
import type { AskedFor } from './arrival.ts';
import { authentication } from './authentication.ts';
import { authorizing } from './authorizing.ts';
import { compiledDocuments } from './compiled-documents.ts';
import { contentNegotiation } from './content-negotiation.ts';
import { corsOf } from './cors.ts';
import { csrfPrevention } from './csrf.ts';
import { createDeadlines } from './deadline.ts';
import { createDocuments, type DocumentsParts } from './documents/documents.ts';
import { persistedDocuments } from './documents/persisted-documents.ts';
import { explaining } from './explain.ts';
import { files, type FileRoute } from './files.ts';
import { gate } from './gate.ts';
import { graphiqlPage } from './graphiql.ts';
import { answerHeaders } from './headers.ts';
import { notedOperation } from './noted-operation.ts';
import { operationLog } from './operation-log.ts';
import { endOperations, openOperation, type Operation } from './operation.ts';
import { inlineTrace } from './inline-trace.ts';
import { withoutIntrospection } from './introspection.ts';
import { concurrentOperations, type ConcurrencyLimits } from './limits/concurrent-operations.ts';
import { documentLimits, type DocumentLimits } from './limits/document-limits.ts';
import { parsedDocuments } from './limits/parsed-documents.ts';
import type { RateLimit } from './limits/rate-limit.ts';
import { readableVariables } from './limits/variables.ts';
import { readableParameters } from './parameters.ts';
import { withOneExecuteHook } from './one-execute-hook.ts';
import { planning, type PlanningParts } from './planning.ts';
import type { Flights } from './plain/flights.ts';
import { writing } from './plain/writing.ts';
import { plainListener } from './plain/plain-listener.ts';
import { rateLimiting } from './rate-limiting.ts';
import { GRAPHQL_PATH, routes } from './routes.ts';
import { choosingSchema, schemaForRouters } from './schema-for-routers.ts';

export interface ServerParts {
  readonly schema: GraphQLSchema;
  /** The same as SDL, descriptions included. */
  readonly printedSchema: string;
  /** The schema for federation routers, which holds the other. Undefined where none may use it. */
  readonly subgraph?: (() => GraphQLSchema) | undefined;
  readonly authenticate: Authenticate;
  /** The schema to run a document with on behalf of a caller. */
  readonly schemaFor: Authorization['schemaFor'];
  /** What resolvers are given; called once per operation, after it was found valid. */
  readonly createContext: (operation: Operation) => object;
  readonly planning: PlanningParts;
  readonly files: FileRoute;
  readonly logger: Logger;
  readonly limits: ServerLimits;
  readonly rateLimit?: RateLimit | undefined;
  readonly documents: DocumentsParts;
  /** Of queries that ask the same at the same time; undefined where each is to run by itself. */
  readonly flights: Flights | undefined;
  /** Whether clients may ask for the schema; GraphiQL is served where they may. */
  readonly introspection: boolean;
  /** Clients reach the gateway by https. */
  readonly isSecure: boolean;
  /** Web origins whose pages may call. */
  readonly origins: readonly string[];
  /** The clock of deadlines. Unix milliseconds. */
  readonly now: () => number;
}

export interface ServerLimits extends DocumentLimits, ConcurrencyLimits {
  /** Most bytes of a request body, after inflation. */
  readonly bodyBytes: number;
}

export interface Server {
  readonly fetch: (request: Request) => Promise<Response>;
  /** For `node:http`. */
  readonly listener: RequestListener;
  /** From now on `/readyz` says that no more requests should be sent. */
  readonly drain: () => void;
}

export function createServer(parts: ServerParts): Server {
  const { schema, authenticate, schemaFor, createContext, logger, limits, introspection, origins, now } =
    parts;
  const { flights } = parts;
  const documents = parsedDocuments();
  const deadlines = createDeadlines(now);
  const longest = limits.operationTimeout;
  let ready = true;
  const pages = [
    files(parts.files, logger),
    routes({
      shown: introspection ? { graphiql: graphiqlPage(), printedSchema: parts.printedSchema } : undefined,
      ready: () => ready,
    }),
  ];
  const schemaOf = parts.subgraph === undefined ? () => schema : schemaForRouters(schema, parts.subgraph);
  const plugins: Plugin[] = [
    ...(parts.subgraph === undefined ? [] : [choosingSchema(schemaOf)]),
    operationLog(logger),
    contentNegotiation(),
    authentication(authenticate),
    csrfPrevention(),
    ...(parts.rateLimit === undefined ? [] : [rateLimiting(parts.rateLimit)]),
    readableParameters(limits.bodyBytes),
    persistedDocuments({
      documents: createDocuments(parts.documents),
      warn: parts.documents.mode === 'prefer',
      logger,
    }),
    notedOperation(),
    documentLimits(limits),
    ...(introspection ? [] : [withoutIntrospection()]),
    readableVariables(),
    authorizing(schemaFor),
    ...(flights === undefined ? [] : [writing(flights)]),
    explaining(),
    planning(parts.planning),
    compiledDocuments(),
    concurrentOperations(limits), // around whichever way an operation is executed
    endOperations(),
    gate({ logger, suggestions: introspection }),
    ...(parts.subgraph === undefined ? [] : [inlineTrace()]),
    answerHeaders({ isSecure: parts.isSecure }),
  ];
  const contextOf = ({ request }: Pick<AskedFor, 'request'>) =>
    createContext(openOperation(request, { longest, deadlines }));
  const yoga = createYoga({
    schema,
    context: (asked) => contextOf(asked),
    graphqlEndpoint: GRAPHQL_PATH,
    // The gate masks, the routes serve the pages and the health checks, the operation log logs.
    maskedErrors: false,
    graphiql: false,
    landingPage: false,
    healthCheckEndpoint: ' ', // no URL ends like this
    logging: false,
    multipart: false,
    maxRequestBodySize: false, // readableParameters bounds it, after inflation too
    parserAndValidationCache: documents,
    cors: corsOf(origins),
    plugins: [...pages, ...withOneExecuteHook(plugins)],
  });
  return {
    fetch: async (request) => yoga.fetch(request),
    listener: plainListener({
      yoga,
      plugins,
      documents,
      schemaOf,
      createContext: contextOf,
      path: GRAPHQL_PATH,
      bodyBytes: limits.bodyBytes,
      flights,
    }),
    drain() {
      ready = false;
    },
  };
}
