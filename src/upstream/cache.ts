/** Answers GETs from kept replies, and keeps what is fetched. */
import { Aborter } from '../abort.ts';
import { GatewayError, type ErrorCode } from '../errors.ts';
import type { Epochs } from './epochs.ts';
import { shared } from './freeze.ts';
import type { Kept, ReplyCache } from './reply-cache.ts';
import { standing } from './standing.ts';
import type { Fetched, Interceptor, Send, Trip } from './trip.ts';
import type { CachePolicy, Call } from './upstream.ts';

export interface CacheParts {
  readonly replies: ReplyCache;
  readonly epochs: Epochs;
  /** Milliseconds that a refresh behind a stale reply may take. */
  readonly refreshTime: number;
  readonly now: () => number;
}

/** Faults for which a call that allows it is shown what was there before. */
const SPARED: readonly ErrorCode[] = ['RATE_LIMITED', 'UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE'];

export function cache({ replies, epochs, refreshTime, now }: CacheParts): Interceptor {
  const find = (trip: Trip, policy: CachePolicy): Kept | undefined => {
    const kept = replies.get(trip.key);
    if (kept === undefined) return undefined;
    if (
      !epochs.movedSince(kept.asOf, policy.epochs) &&
      standing(kept, policy, replies, now()) !== 'useless'
    ) {
      return kept;
    }
    replies.forget(trip.key);
    return undefined;
  };

  const fetch = async (trip: Trip, policy: CachePolicy, next: Send): Promise<Fetched> => {
    const asOf = epochs.now();
    const reply = await next(trip);
    const before = replies.get(trip.key)?.reply;
    // Each waiter of a flight comes by with the same reply; a slow flight may bring an older one than is kept.
    const isNews = before === undefined || (before !== reply && before.askedAt <= reply.askedAt);
    if (isNews && replies.lives[policy.kind] > 0 && !epochs.movedSince(asOf, policy.epochs)) {
      replies.keep(trip.key, { reply, asOf, freshness: policy.freshness, refreshing: false });
      if (policy.rows !== undefined) return { ...reply, keptAsOf: asOf };
    }
    return reply;
  };

  const refresh = (kept: Kept, trip: Trip, policy: CachePolicy, next: Send): void => {
    if (kept.refreshing) return;
    kept.refreshing = true;
    const call = unattended(now() + refreshTime);
    const done = () => {
      kept.refreshing = false;
    };
    // A refresh that fails is no one's error: health and log have seen it, and the next reader tries again.
    const spending = { calls: 0, waited: 0 };
    fetch({ ...trip, call, signal: call.signal, deadline: call.deadline, spending }, policy, next).then(
      done,
      done,
    );
  };

  return (next) => (trip) => {
    const policy = trip.request.cache;
    if (trip.request.method !== 'GET' || policy === undefined) return next(trip);
    if (trip.call.fresh) return fetch(trip, policy, next);

    const kept = find(trip, policy);
    const use = kept && standing(kept, policy, replies, now());
    if (kept && use === 'good') {
      trip.outcome = 'cached';
      return Promise.resolve(shared(kept.reply));
    }
    if (kept && use === 'late' && trip.call.staleAllowed) {
      refresh(kept, trip, policy, next);
      return Promise.resolve(stale(kept, trip));
    }
    const fetched = fetch(trip, policy, next);
    if (!trip.call.staleAllowed) return fetched;
    return fetched.catch((error: unknown) => {
      const spare = isSpared(error) ? find(trip, policy) : undefined;
      if (spare === undefined) throw error;
      return stale(spare, trip);
    });
  };
}

function stale(kept: Kept, trip: Trip): Fetched {
  trip.outcome = 'stale';
  return { ...shared(kept.reply), stale: true };
}

function isSpared(error: unknown): boolean {
  return error instanceof GatewayError && SPARED.includes(error.code);
}

/** A call that no client waits for. */
function unattended(deadline: number): Call {
  return {
    signal: new Aborter(),
    deadline,
    fresh: false,
    staleAllowed: false,
    background: true,
    record: () => undefined,
  };
}
