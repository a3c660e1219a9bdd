/** Tries a call again where that can do no harm. Each further try passes everything below once more. */
import { setTimeout as wait } from 'node:timers/promises';
import { UpstreamError } from '../errors.ts';
import { isWrite } from './faults.ts';
import type { Fetched, Interceptor, Send, Trip } from './trip.ts';

export interface RetryParts {
  readonly now: () => number;
  /** From 0 up to, but not including, 1. */
  readonly random?: (() => number) | undefined;
  /** Rejects when the signal is aborted. */
  readonly sleep?: ((milliseconds: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

/** Further tries after the first. */
const MORE_TRIES = 2;
/** Milliseconds that the first further try waits at most, beyond what the provider asked for; each next one twice as long. */
const FIRST_WAIT = 200;

export function retry({
  now,
  random = Math.random,
  sleep = (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
}: RetryParts): Interceptor {
  /** False where a further try is of no use: no time is left for it, or nobody waits any more. */
  const paused = async (trip: Trip, error: UpstreamError, tries: number): Promise<boolean> => {
    // Full jitter, so that those who were refused together do not come back together.
    const jitter = random() * FIRST_WAIT * 2 ** (tries - 1);
    const pause = (error.retryAfter ?? 0) * 1000 + jitter;
    if (trip.signal.aborted || now() + pause >= trip.deadline) return false;
    return sleep(pause, trip.signal).then(
      () => true,
      () => false,
    );
  };
  const write = async (trip: Trip, next: Send): Promise<Fetched> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await next(trip);
      } catch (error) {
        if (tries > MORE_TRIES || trip.abandoned || !provesNothingHappened(error)) throw error;
        if (!(await paused(trip, error, tries))) throw error;
      }
    }
  };
  return (next) => (trip) => (isWrite(trip) ? write(trip, next) : next(trip));
}

/** The rule for writes: no connection was made, or the provider said that it takes no more for now, and until when. */
function provesNothingHappened(error: unknown): error is UpstreamError {
  if (!(error instanceof UpstreamError) || error.outcome !== 'NOT_DONE') return false;
  return (
    error.code === 'UPSTREAM_UNAVAILABLE' || (error.code === 'RATE_LIMITED' && error.retryAfter !== undefined)
  );
}
