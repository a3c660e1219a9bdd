/** Every fault the gateway names. `code` is the public `extensions.code`; knows no GraphQL. */

export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'RATE_LIMITED'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_UNAUTHORIZED'
  | 'UPSTREAM_INVALID_RESPONSE'
  | 'UNSUPPORTED'
  | 'COST_LIMIT_EXCEEDED'
  | 'IDEMPOTENCY_CONFLICT'
  | 'OUTCOME_UNKNOWN'
  | 'INTERNAL_SERVER_ERROR';

/** Of a write that failed: `NOT_DONE` is proven, `UNKNOWN` is everything else. */
export type Outcome = 'NOT_DONE' | 'UNKNOWN';

export interface ErrorDetails {
  /** Key of the source concerned. */
  readonly source?: string | undefined;
  /** Seconds until another try may succeed. */
  readonly retryAfter?: number | undefined;
  readonly outcome?: Outcome | undefined;
  /** The provider answered, and its words refuse the call. */
  readonly isRefusal?: boolean | undefined;
  readonly cause?: unknown;
}

/** A fault with a public code. The message is written for the client: never an upstream URL, body, header or secret. */
export class GatewayError extends Error {
  override readonly name: string = 'GatewayError';
  readonly code: ErrorCode;
  readonly source: string | undefined;
  readonly retryAfter: number | undefined;
  readonly outcome: Outcome | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.source = details.source;
    this.retryAfter = details.retryAfter;
    this.outcome = details.outcome;
  }
}

/** The caller asked for something that cannot be: a bad cursor, id, page size or filter. */
export class BadInputError extends GatewayError {
  override readonly name = 'BadInputError';

  constructor(message: string, details?: ErrorDetails) {
    super('BAD_USER_INPUT', message, details);
  }
}

/** The provider has no such operation, filter or field. */
export class UnsupportedError extends GatewayError {
  override readonly name = 'UnsupportedError';

  constructor(message: string, details?: ErrorDetails) {
    super('UNSUPPORTED', message, details);
  }
}

export type UpstreamErrorCode = Extract<ErrorCode, 'RATE_LIMITED' | `UPSTREAM_${string}` | 'OUTCOME_UNKNOWN'>;

/** A call to a provider that gave no usable answer. */
export class UpstreamError extends GatewayError {
  override readonly name = 'UpstreamError';
  declare readonly code: UpstreamErrorCode;
  readonly isRefusal: boolean;

  constructor(code: UpstreamErrorCode, message: string, details: ErrorDetails & { readonly source: string }) {
    super(code, message, details);
    this.isRefusal = details.isRefusal === true;
  }
}

/** Statuses by which a provider refuses what was asked, rather than failing at it. */
export type RefusalStatus = 400 | 404 | 409 | 410 | 422;

/**
 * The provider understood the call and refused it. Adapters and data sources turn it into null (a read of what does not exist) or
 * into a user error (a write); only an unexpected one reaches a client, as UPSTREAM_INVALID_RESPONSE.
 */
export class UpstreamRefusal extends GatewayError {
  override readonly name = 'UpstreamRefusal';
  readonly status: RefusalStatus;
  /** The provider's decoded reply, for the adapter's eyes only. */
  readonly body: unknown;

  constructor(
    status: RefusalStatus,
    message: string,
    body: unknown,
    details: ErrorDetails & { readonly source: string },
  ) {
    super('UPSTREAM_INVALID_RESPONSE', message, details);
    this.status = status;
    Object.defineProperty(this, 'body', { value: body, enumerable: false });
  }
}

/** What was thrown, for those who take nothing but an `Error`. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
