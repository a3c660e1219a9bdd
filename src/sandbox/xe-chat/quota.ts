import type { MiddlewareHandler } from 'hono';
import { day, second } from '../shared/time.ts';
import { refuse } from './errors.ts';
import type { XeChatSettings } from './settings.ts';

/** The daily quota of the key, counted from midnight UTC and told in the `X-RateLimit-*` headers. */
export function quota(settings: XeChatSettings): MiddlewareHandler {
  const used = { day: 0, requests: 0 };
  return async (context, next) => {
    if (!settings.limits) {
      await next();
      return;
    }
    const now = settings.now();
    const today = Math.floor(now / day);
    if (used.day !== today) Object.assign(used, { day: today, requests: 0 });
    const allowed = used.requests < settings.dailyQuota;
    if (allowed) used.requests += 1;
    const resetAt = (today + 1) * day;
    const headers: Record<string, string> = {
      'X-RateLimit-Limit': String(settings.dailyQuota),
      'X-RateLimit-Remaining': String(Math.max(0, settings.dailyQuota - used.requests)),
      'X-RateLimit-Reset': String(resetAt / second),
    };
    if (!allowed) {
      const refusal = refuse(429, 'Rate limit exceeded. Check your plan limits.');
      Object.assign(refusal.headers, headers, { 'Retry-After': String(Math.ceil((resetAt - now) / second)) });
      throw refusal;
    }
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  };
}
