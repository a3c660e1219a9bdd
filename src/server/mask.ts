/** The one place where a fault becomes what a client sees. */
import { GraphQLError, Kind } from 'graphql';
import type { GraphQLErrorExtensions } from 'graphql';
import { UnauthenticatedError } from '../authentication/refusals.ts';
import { GatewayError, type ErrorCode, type Outcome } from '../errors.ts';
import { withoutSuggestion } from './introspection.ts';
import { RefusedRequest } from './refused-request.ts';

export interface Masking {
  readonly requestId: string;
  /** Whether the operation writes: then its own errors have an outcome. */
  readonly isMutation?: boolean | undefined;
  /** Whether the client asked for `application/json` by name: then faults in a document are answered with 200. */
  readonly acceptsJson?: boolean | undefined;
  /** Whether messages may tell names of the schema that come near what was asked. Default true. */
  readonly suggestions?: boolean | undefined;
  /** Told of what is nobody's input and nobody's outage: a fault of ours. */
  report(error: unknown): void;
}

/** Characters. */
const LONGEST_MESSAGE = 1000;

/** HTTP status of a request that failed as a whole; a failure at a field is part of an answer, which is 200. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_USER_INPUT: 400,
  COST_LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
};

/** A new error with a public code, which holds nothing of the original but what is meant for the client. */
export function maskError(error: unknown, masking: Masking): GraphQLError {
  const origin = originOf(error);
  if (origin instanceof GatewayError) {
    const { code, message, source, retryAfter, outcome } = origin;
    if (code === 'INTERNAL_SERVER_ERROR') masking.report(origin.cause ?? origin);
    return publicError(error, message, masking, { code, source, retryAfter, outcome });
  }
  if (error instanceof GraphQLError && isCallersFault(error, origin)) {
    const message = masking.suggestions === false ? withoutSuggestion(error.message) : error.message;
    return publicError(error, shortened(message), masking, { code: 'BAD_USER_INPUT' });
  }
  masking.report(origin);
  return publicError(error, 'Unexpected error.', masking, { code: 'INTERNAL_SERVER_ERROR' });
}

function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}

/** Messages of graphql-js repeat what is wrong with a request, which may be as long as a request. */
function shortened(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;
}

/** True of what graphql-js and Yoga find wrong with a request, its variables and its arguments. */
function isCallersFault(error: GraphQLError, origin: unknown): boolean {
  if (error.path === undefined) {
    return origin instanceof GraphQLError || error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;
  }
  // An argument's error points into the document; an error about a value that a resolver gave points nowhere.
  return origin instanceof GraphQLError && origin.nodes !== undefined && origin.nodes.length > 0;
}

interface PublicExtensions {
  readonly code: ErrorCode;
  readonly source?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly outcome?: Outcome | undefined;
}

function publicError(
  error: unknown,
  message: string,
  { requestId, isMutation, acceptsJson }: Masking,
  { outcome, ...extensions }: PublicExtensions,
): GraphQLError {
  const { nodes, source, positions, path } =
    error instanceof GraphQLError ? error : new GraphQLError(message);
  const isOwn = isMutation && (path?.length ?? 0) < 2;
  // `http` is for Yoga, which takes it out again.
  const http = path === undefined ? { http: httpOf(error, extensions, acceptsJson === true) } : {};
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source,
    positions: positions ?? null,
    path: path ?? null,
    extensions: {
      ...http,
      ...present({ ...extensions, outcome: outcome ?? (isOwn ? outcomeOf(extensions.code) : undefined) }),
      requestId,
    },
  });
}

/** Of a write's error that says none: what a write meets at its provider says so, and all else but a fault of ours is found before it is sent. */
function outcomeOf(code: ErrorCode): Outcome {
  return code === 'INTERNAL_SERVER_ERROR' ? 'UNKNOWN' : 'NOT_DONE';
}

function httpOf(
  error: unknown,
  { code, retryAfter }: PublicExtensions,
  acceptsJson: boolean,
): NonNullable<GraphQLErrorExtensions['http']> {
  const http = error instanceof GraphQLError ? error.extensions.http : undefined;
  if (http === undefined) {
    const origin = originOf(error);
    const status = origin instanceof RefusedRequest ? origin.status : (STATUS[code] ?? 500);
    return { status, headers: headersOf(origin, retryAfter) };
  }
  // `spec` asks for 200 where plain JSON is answered. That is meant for clients that ask for it by name, and for faults in a document, not in
  // what carries it.
  const isInDocument = error instanceof GraphQLError && error.locations !== undefined;
  return { ...http, spec: http.spec === true && isInDocument && acceptsJson };
}

function headersOf(origin: unknown, retryAfter: number | undefined): Record<string, string> {
  return {
    ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
    ...(origin instanceof UnauthenticatedError ? { 'www-authenticate': origin.challenge } : {}),
  };
}

function present(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
