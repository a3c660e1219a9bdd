/** What a kept reply is still good for. */
import type { Kept, ReplyCache } from './reply-cache.ts';
import type { CachePolicy } from './upstream.ts';

/** `good` as new; `late`: may be shown while a new one is fetched; `spare`: may be shown when no new one can be had; `useless`. */
export type Standing = 'good' | 'late' | 'spare' | 'useless';

/** Milliseconds. The contract: past its life, no reply is shown when older than this, whatever vouches for it. */
const MOST_AGE = 300_000;
/** Milliseconds that a freshness must have stood still before it vouches: providers' moments are whole seconds and their clocks differ. */
const SETTLED_AFTER = 5_000;

/** Leaves the epochs to the caller. */
export function standing(kept: Kept, policy: CachePolicy, cache: ReplyCache, now: number): Standing {
  const age = now - kept.reply.fetchedAt;
  const life = cache.lives[policy.kind] * 1000;
  // A clock that was set back would make a reply immortal.
  if (age < 0) return 'useless';
  const said = freshnessSays(kept, policy);
  if (said !== 'changed' && age < life) return 'good';
  if (age >= MOST_AGE) return 'useless';
  if (said === 'same') return 'good';
  return said !== 'changed' && age < life + cache.staleWindows[policy.kind] * 1000 ? 'late' : 'spare';
}

function freshnessSays(kept: Kept, policy: CachePolicy): 'same' | 'changed' | 'nothing' {
  const { freshness } = policy;
  if (freshness === undefined || kept.freshness === undefined) return 'nothing';
  if (freshness !== kept.freshness) return 'changed';
  const moment = Date.parse(freshness);
  return Number.isNaN(moment) || kept.reply.fetchedAt - moment >= SETTLED_AFTER ? 'same' : 'nothing';
}
