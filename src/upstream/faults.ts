/** The sentences of a call that failed. They name the source and the path template: never a URL, a body or a header. */
import { UpstreamError, type ErrorDetails, type UpstreamErrorCode } from '../errors.ts';
import type { Loss, Trip } from './trip.ts';
import type { UpstreamRequest } from './upstream.ts';

/** Method and documented path template. */
export function operation(request: UpstreamRequest): string {
  return `${request.method} ${request.template}`;
}

/** Name of the budget that pays. */
export function budgetOf({ budget = 'default' }: UpstreamRequest): string {
  return budget;
}

export function isWrite(trip: Trip): boolean {
  return trip.request.method !== 'GET';
}

/** A call that has no credential to show; `clause` says what to send. */
export function withoutCredential(
  source: string,
  { method }: UpstreamRequest,
  clause: string,
): UpstreamError {
  const outcome = method === 'GET' ? undefined : 'NOT_DONE';
  return new UpstreamError('UPSTREAM_UNAUTHORIZED', `${source} ${clause}.`, { source, outcome });
}

/** `clause` goes on from the source's name. */
export function fault(
  trip: Trip,
  code: UpstreamErrorCode,
  clause: string,
  details: Omit<ErrorDetails, 'source'> = {},
): UpstreamError {
  return new UpstreamError(code, `${trip.source} ${clause}.`, { source: trip.source, ...details });
}

/**
 * A call that got no whole answer. A write that never left is NOT_DONE; of one that left, nobody knows: OUTCOME_UNKNOWN where nothing
 * was understood, and outcome UNKNOWN in any case.
 */
export function lost(trip: Trip, loss: Loss, sent: boolean): UpstreamError {
  const { retryAfter } = loss;
  if (!isWrite(trip)) return fault(trip, loss.code, loss.clause, { retryAfter });
  if (!sent) {
    return fault(trip, loss.code, `${loss.clause}; nothing was sent`, { outcome: 'NOT_DONE', retryAfter });
  }
  const code = loss.code === 'UPSTREAM_INVALID_RESPONSE' ? loss.code : 'OUTCOME_UNKNOWN';
  return fault(trip, code, `${loss.clause}, so it is not known whether it was done`, { outcome: 'UNKNOWN' });
}

/** The caller's side ends the call: `late`, its time is up; `gone`, nobody listens any more. */
export function abandonment(trip: Trip, why: 'late' | 'gone'): Loss {
  trip.abandoned = true;
  const call = operation(trip.request);
  return why === 'late'
    ? { code: 'UPSTREAM_TIMEOUT', clause: `did not answer \`${call}\` before the operation's deadline` }
    : { code: 'UPSTREAM_UNAVAILABLE', clause: `was not heard out on \`${call}\`: the client went away` };
}

/** As `abandonment`, for an aborted signal: a deadline aborts it too. */
export function leaving(trip: Trip, now: number): Loss {
  return abandonment(trip, now >= trip.deadline || isTimeout(trip.signal.reason) ? 'late' : 'gone');
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}

/** Of a call whose time ends while it waits for its budget; undefined where it does not wait. */
export function budgetLoss(trip: Trip, now: number): Loss | undefined {
  return trip.turnAt === undefined ? undefined : spent(trip, trip.turnAt - now);
}

/** The gateway's own refusal: the provider would not take the call before so many milliseconds have passed. */
export function spent(trip: Trip, wait: number): Loss {
  const retryAfter = Math.max(1, Math.ceil(wait / 1000));
  const clause = `was not asked for \`${operation(trip.request)}\`: it takes no more such calls (budget "${budgetOf(trip.request)}") for ${retryAfter} s`;
  return { code: 'RATE_LIMITED', clause, retryAfter };
}
