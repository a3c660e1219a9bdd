/** What a provider's status says: a reply to read, a refusal, or a fault. */
import { UpstreamRefusal, type Outcome, type RefusalStatus, type UpstreamError } from '../errors.ts';
import type { Answer } from './exchange.ts';
import { fault, isWrite, operation } from './faults.ts';
import { retryAfter, retryAfterAlone } from './retry-after.ts';
import type { Trip } from './trip.ts';

const REFUSALS: readonly number[] = [400, 404, 409, 410, 422] satisfies readonly RefusalStatus[];

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

export function isRefusal(status: number): status is RefusalStatus {
  return REFUSALS.includes(status);
}

/** `body` is the decoded reply where it was JSON, for the adapter's eyes only. */
export function refusal(trip: Trip, status: RefusalStatus, body: unknown): UpstreamRefusal {
  const message = `${trip.source} refused \`${operation(trip.request)}\` with status ${status}.`;
  const outcome = isWrite(trip) ? 'NOT_DONE' : undefined;
  return new UpstreamRefusal(status, message, body, { source: trip.source, outcome });
}

/** The fault of a status that is neither a success nor a refusal. */
export function rejection(
  trip: Trip,
  { status, headers }: Pick<Answer, 'status' | 'headers'>,
  now: number,
): UpstreamError {
  const call = operation(trip.request);
  const outcome = isWrite(trip) ? outcomeOf(status) : undefined;
  if (status === 401 || status === 403) {
    const { broughtIn } = trip.credential;
    const clause =
      broughtIn === undefined
        ? `refused the gateway's credential for \`${call}\` with status ${status}; check the credential of this source`
        : `refused the key that came in the header ${broughtIn} for \`${call}\` with status ${status}`;
    return fault(trip, 'UPSTREAM_UNAUTHORIZED', clause, { outcome });
  }
  if (status === 429) {
    const clause = `takes no more calls of \`${call}\` for now (status 429)`;
    return fault(trip, 'RATE_LIMITED', clause, { outcome, retryAfter: retryAfter(headers, now) });
  }
  if (status >= 500) {
    const details = { outcome, retryAfter: retryAfterAlone(headers, now) };
    return fault(trip, 'UPSTREAM_UNAVAILABLE', `failed at \`${call}\` with status ${status}`, details);
  }
  const hint = status < 400 ? ', a redirect, which is never followed; check the base URL of this source' : '';
  return fault(trip, 'UPSTREAM_INVALID_RESPONSE', `answered \`${call}\` with status ${status}${hint}`, {
    outcome,
  });
}

/** Of a write. A refusal proves that nothing happened; 408 only says that the provider gave up waiting. */
function outcomeOf(status: number): Outcome {
  return status >= 400 && status < 500 && status !== 408 ? 'NOT_DONE' : 'UNKNOWN';
}
