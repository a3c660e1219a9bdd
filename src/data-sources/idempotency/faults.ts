/** The sentences of a keyed write that gave no result, and how they are remembered. */
import { GatewayError, type ErrorCode, type Outcome } from '../../errors.ts';

/** A fault as the claim keeps it, for those who waited for the same answer. */
export interface Told {
  readonly code: ErrorCode;
  readonly message: string;
  readonly source?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly outcome: Outcome;
}

export function told(error: GatewayError): Told {
  const { code, message, source, retryAfter, outcome = 'UNKNOWN' } = error;
  return { code, message, source, retryAfter, outcome };
}

export function retold({ code, message, ...details }: Told): GatewayError {
  return new GatewayError(code, message, details);
}

/** What was thrown, with an outcome: UNKNOWN unless it says otherwise. */
export function withOutcome(thrown: unknown, source: string): GatewayError {
  if (thrown instanceof GatewayError) {
    return thrown.outcome === undefined ? as('UNKNOWN', thrown) : thrown;
  }
  const message = 'The gateway failed while it wrote, so it is not known whether it was done.';
  return new GatewayError('INTERNAL_SERVER_ERROR', message, { source, outcome: 'UNKNOWN', cause: thrown });
}

export function as(outcome: Outcome, error: GatewayError): GatewayError {
  const { code, message, source, retryAfter } = error;
  return new GatewayError(code, message, { source, retryAfter, outcome, cause: error });
}

export function conflict(source: string): GatewayError {
  const message =
    'This idempotency key was used before with another input. Nothing was sent: use a new key for a new input.';
  return new GatewayError('IDEMPOTENCY_CONFLICT', message, { source, outcome: 'NOT_DONE' });
}

/** No store, no keyed write. A fault that tells its outcome is passed on. */
export function storeFailed(source: string, cause: unknown, outcome: Outcome): GatewayError {
  if (cause instanceof GatewayError && cause.outcome !== undefined) return cause;
  const said =
    outcome === 'NOT_DONE'
      ? 'did not take this one, so nothing was sent. Repeat it with the same key'
      : 'failed, so it is not known whether an earlier attempt under this one was done. Repeat it with the same key';
  return new GatewayError('INTERNAL_SERVER_ERROR', `The store of idempotency keys ${said}.`, {
    source,
    outcome,
    cause,
  });
}

/** The caller left, or its time was up, before anything was sent. */
export function leftBefore(source: string): GatewayError {
  const message = `${source} was not asked before the operation's deadline, or its client went away; nothing was sent.`;
  return new GatewayError('UPSTREAM_TIMEOUT', message, { source, outcome: 'NOT_DONE' });
}

/** The caller left, or its time was up, while an attempt was under way: its own, or the one it waited for. */
export function leftDuring(source: string): GatewayError {
  const message =
    'The attempt under this idempotency key is still under way. Repeat it with the same key to learn how it ended.';
  return new GatewayError('OUTCOME_UNKNOWN', message, { source, outcome: 'UNKNOWN' });
}

/** Neither reading back nor sending again told. `cause` is what kept them from telling, if anything did. */
export function stillUnknown(source: string, cause?: unknown): GatewayError {
  const message = `It is not known whether an earlier attempt under this idempotency key was done at ${source}. Repeat it with the same key to look once more.`;
  const retryAfter = cause instanceof GatewayError ? cause.retryAfter : undefined;
  return new GatewayError('OUTCOME_UNKNOWN', message, { source, outcome: 'UNKNOWN', retryAfter, cause });
}
