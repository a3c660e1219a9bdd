import type { MiddlewareHandler } from 'hono';
import { refuse } from './errors.ts';
import type { XeChatSettings, XeScope } from './settings.ts';

/** "All requests require a valid API key in the Authorization header." */
export function authenticate(settings: XeChatSettings): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.header('authorization') !== `Bearer ${settings.credential}`) {
      throw refuse(401, 'Missing or expired API key.');
    }
    await next();
  };
}

/** "API key lacks the required scope." */
export function requireScope(settings: XeChatSettings, scope: XeScope): MiddlewareHandler {
  return async (_context, next) => {
    if (!settings.scopes.includes(scope)) throw refuse(403, `API key lacks the required scope ${scope}.`);
    await next();
  };
}

/** Numbers the replies, so that support can find them: `X-Request-Id`. */
export function requestIds(): MiddlewareHandler {
  let count = 0;
  return async (context, next) => {
    count += 1;
    const id = `req_${String(count).padStart(8, '0')}`;
    await next();
    context.header('X-Request-Id', id);
  };
}
