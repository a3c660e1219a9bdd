/** Spares a source that fails, and its callers the waiting: after many failures calls are refused at once, until a probe succeeds. */
import { UpstreamError } from '../errors.ts';
import { fault, isWrite, operation } from './faults.ts';
import type { Observer, Trip } from './trip.ts';

export interface BreakerParts {
  /** Milliseconds for which it stays open before a call is let through as a probe. */
  readonly openFor: number;
  readonly now: () => number;
}

interface Outcome {
  readonly failed: boolean;
  /** Unix milliseconds. */
  readonly at: number;
}

/** It opens when at least so many of the latest calls failed … */
const FAILURES = 10;
/** … and they are at least this part of the latest … */
const SHARE = 1 / 2;
/** … so many calls … */
const LATEST = 20;
/** … of so many milliseconds. */
const MEMORY = 60_000;

/**
 * One per source, whoever calls: what a caller's own key brings about, a refusal or a used-up limit, is no failure.
 *
 * Failures are broken and refused connections, timeouts and 5xx, not what the caller's side ended. A call that a budget or a bulkhead held back says
 * nothing; any other answer is a success, also a refusal.
 */
export function breaker({ openFor, now }: BreakerParts): Observer {
  let latest: Outcome[] = [];
  /** Unix milliseconds; undefined while closed. */
  let openedAt: number | undefined;
  let probing = false;

  const note = (failed: boolean) => {
    const at = now();
    latest.push({ failed, at });
    if (latest.length > LATEST) latest.shift();
    // What does not add a failure does not open it.
    if (!failed) return;
    while (latest[0] !== undefined && at - latest[0].at >= MEMORY) latest.shift();
    let failures = 0;
    for (const outcome of latest) if (outcome.failed) failures += 1;
    if (failures < FAILURES || failures < latest.length * SHARE) return;
    openedAt = at;
    latest = [];
  };
  const settled = (failed: boolean, isProbe: boolean) => {
    if (isProbe) {
      openedAt = failed ? now() : undefined;
      latest = [];
    } else if (openedAt === undefined) {
      // What began before it opened and ends now is old news.
      note(failed);
    }
  };
  const refused = (trip: Trip, wait: number) => {
    const clause = `was not asked for \`${operation(trip.request)}\`: its latest calls failed, and it is left alone for a while`;
    return fault(trip, 'UPSTREAM_UNAVAILABLE', clause, {
      retryAfter: Math.max(1, Math.ceil(wait / 1000)),
      outcome: isWrite(trip) ? 'NOT_DONE' : undefined,
    });
  };

  return {
    begin(trip) {
      trip.isProbe = openedAt !== undefined;
      if (openedAt === undefined) return;
      const wait = openedAt + openFor - now();
      if (wait > 0 || probing) throw refused(trip, wait);
      probing = true;
    },
    replied({ isProbe }) {
      settled(false, isProbe);
      if (isProbe) probing = false;
    },
    failed(trip, error) {
      const { isProbe } = trip;
      const verdict = verdictOn(trip, error);
      if (verdict !== undefined) settled(verdict === 'failed', isProbe);
      if (isProbe) probing = false;
    },
  };
}

/** Undefined where nothing is learnt of the source. */
function verdictOn(trip: Trip, error: unknown): 'failed' | 'answered' | undefined {
  if (trip.abandoned) return undefined;
  const status = trip.answer?.status;
  if (error instanceof UpstreamError && error.code === 'RATE_LIMITED')
    return status === 429 ? 'answered' : undefined;
  // It waited for a place, and came to nothing here.
  if (status === undefined) return undefined;
  if (status >= 500) return 'failed';
  const isLoss =
    error instanceof UpstreamError &&
    /^(UPSTREAM_TIMEOUT|UPSTREAM_UNAVAILABLE|OUTCOME_UNKNOWN)$/.test(error.code);
  return isLoss ? 'failed' : 'answered';
}
