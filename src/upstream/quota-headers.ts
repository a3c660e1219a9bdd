/** `X-RateLimit-Limit`, `-Remaining` and `-Reset` of a reply: what is left of a quota, and until when. */
import type { Quota } from '../store/budget-store.ts';

/** Undefined where the reply does not tell both what is left and when it resets. `now` in Unix milliseconds. */
export function quotaIn(headers: Readonly<Record<string, string>>, now: number): Quota | undefined {
  const remaining = whole(headers['x-ratelimit-remaining']);
  const reset = whole(headers['x-ratelimit-reset']);
  if (remaining === undefined || reset === undefined) return undefined;
  // Unix seconds (Xe Chat's SDK).
  return { limit: whole(headers['x-ratelimit-limit']), remaining, resetsIn: reset * 1000 - now };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text.trim()) ? Number(text) : undefined;
}
