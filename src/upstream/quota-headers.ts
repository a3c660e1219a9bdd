/** `X-RateLimit-Limit`, `-Remaining` and `-Reset` of a reply: what is left of a quota, and until when. */
import type { Quota } from '../store/budget-store.ts';
import { LONGEST_LIMIT } from './retry-after.ts';

/** Undefined where the reply does not tell both what is left and when it resets, or a time that no quota lasts. `now` in Unix milliseconds. */
export function quotaIn(headers: Readonly<Record<string, string>>, now: number): Quota | undefined {
  const remaining = whole(headers['x-ratelimit-remaining']);
  const reset = whole(headers['x-ratelimit-reset']);
  if (remaining === undefined || reset === undefined) return undefined;
  // Unix seconds (Xe Chat's SDK).
  const resetsIn = reset * 1000 - now;
  if (resetsIn > LONGEST_LIMIT * 1000) return undefined;
  return { limit: whole(headers['x-ratelimit-limit']), remaining, resetsIn };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text.trim()) ? Number(text) : undefined;
}
