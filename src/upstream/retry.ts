/** Tries a call again where that can do no harm. Each further try passes everything below once more. */
import { setTimeout as wait } from 'node:timers/promises';
import { abortSignalOf } from '../abort.ts';
import { UpstreamError } from '../errors.ts';
import { isWrite } from './faults.ts';
import { retryAfter } from './retry-after.ts';
import { createRetryTokens } from './retry-tokens.ts';
import type { Retry, Trip } from './trip.ts';

export interface RetryParts {
  readonly now: () => number;
  /** Further tries of a read. Default 2. */
  readonly reads?: number | undefined;
  /** From 0 up to, but not including, 1. */
  readonly random?: (() => number) | undefined;
  /** Rejects when the signal is aborted. */
  readonly sleep?: ((milliseconds: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** Further tries after the first; of reads, unless told otherwise. */
const MORE_TRIES = 2;
/** Milliseconds that the first further try waits at most, beyond what the provider asked for; each next one twice as long. */
const FIRST_WAIT = 200;

export function retry({
  now,
  reads = MORE_TRIES,
  random = Math.random,
  sleep = (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
}: RetryParts): Retry {
  /** False where a further try is of no use: no time is left for it, or nobody waits any more. */
  const paused = async (trip: Trip, error: UpstreamError, tries: number): Promise<boolean> => {
    // Full jitter, so that those who were refused together do not come back together.
    const jitter = random() * FIRST_WAIT * 2 ** (tries - 1);
    const pause = (error.retryAfter ?? 0) * 1000 + jitter;
    if (trip.signal.aborted || now() + pause >= trip.deadline) return false;
    return sleep(pause, abortSignalOf(trip.signal)).then(
      () => true,
      () => false,
    );
  };
  const tokens = createRetryTokens(now);
  const isWorthIt = (trip: Trip, error: unknown): error is UpstreamError =>
    isWrite(trip) ? provesNothingHappened(trip, error, now()) : mayPass(trip, error, now()) && tokens.spend();

  return {
    begin: () => tokens.earn(),
    async again(trip, error, tries) {
      const most = isWrite(trip) ? MORE_TRIES : reads;
      return tries <= most && !trip.abandoned && isWorthIt(trip, error) && paused(trip, error, tries);
    },
  };
}

const PASSING: readonly number[] = [502, 503, 504];

/**
 * The rule for reads: a connection that was refused or broke, a gateway's trouble, or a limit that says until when. Not a timeout, which has
 * cost its time already, nor what the gateway itself refused.
 */
function mayPass({ answer }: Trip, error: unknown, now: number): error is UpstreamError {
  if (answer === undefined || !(error instanceof UpstreamError)) return false;
  if (error.code === 'RATE_LIMITED') return saysWhen(answer, now);
  return error.code === 'UPSTREAM_UNAVAILABLE' && (answer.status < 500 || PASSING.includes(answer.status));
}

/** The rule for writes: no connection was made, or the provider said that it takes no more for now, and until when. */
function provesNothingHappened({ answer }: Trip, error: unknown, now: number): error is UpstreamError {
  if (!(error instanceof UpstreamError) || error.outcome !== 'NOT_DONE') return false;
  return error.code === 'UPSTREAM_UNAVAILABLE' || (error.code === 'RATE_LIMITED' && saysWhen(answer, now));
}

/** The provider itself said when to come back, rather than the gateway's own budget. */
function saysWhen(answer: Trip['answer'], now: number): boolean {
  return answer?.status === 429 && retryAfter(answer.headers, now) !== undefined;
}
