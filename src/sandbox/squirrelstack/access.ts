import type { MiddlewareHandler } from 'hono';
import type { SandboxEnv } from '../shared/env.ts';
import { Refusal } from '../shared/refusal.ts';
import { SlidingWindow } from '../shared/sliding-window.ts';
import type { SquirrelLimits, SquirrelStackSettings } from './settings.ts';

/** The site key in `X-Api-Key`, then the web origin it is bound to. */
export function authenticate(settings: SquirrelStackSettings): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.header('x-api-key') !== settings.credential) {
      throw new Refusal(401, { error: 'Invalid site key' });
    }
    const { allowedOrigins } = settings;
    if (allowedOrigins !== undefined && !allowedOrigins.includes(context.req.header('origin') ?? '')) {
      throw new Refusal(403, { error: 'Origin not allowed' });
    }
    await next();
  };
}

/** "60 req/min" and the like: per IP and endpoint, whatever the key. */
export function limiter(
  settings: SquirrelStackSettings,
): (endpoint: keyof SquirrelLimits) => MiddlewareHandler<SandboxEnv> {
  const window = new SlidingWindow();
  return (endpoint) => async (context, next) => {
    const { limits, limitWindowMs, retryAfter } = settings;
    if (limits !== false) {
      const address = context.env.incoming?.socket.remoteAddress ?? 'unknown';
      const wait = window.take(`${endpoint} ${address}`, settings.now(), limits[endpoint], limitWindowMs);
      if (wait > 0) {
        const headers = retryAfter ? { 'Retry-After': String(Math.ceil(wait / 1000)) } : {};
        throw new Refusal(429, { error: 'Too many requests' }, headers);
      }
    }
    await next();
  };
}
