import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';

/** One request as a provider's server received it. */
export interface SandboxRequest {
  method: string;
  /** Path as sent, percent-encoding kept, without the query string. */
  path: string;
  /** Query string as sent, without the question mark; empty when there is none. */
  query: string;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body: string;
  /** Epoch milliseconds by the provider's clock. */
  at: number;
  /** Status of the reply; absent while the request hangs or was dropped. */
  status?: number;
  /** The documented path template that answered, such as `/v1/chat/contacts/:id`. */
  route?: string;
}

const capacity = 10_000;

/** The latest 10,000 requests, oldest first; an array that can be cleared. */
export class RequestLog extends Array<SandboxRequest> {
  // filter, map and the like give plain arrays, so that assertions compare plain arrays.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  record(request: SandboxRequest): void {
    if (this.length >= capacity) this.shift();
    this.push(request);
  }

  clear(): void {
    this.length = 0;
  }
}

/** Writes every request to the log before anything answers it, so that a hung or refused one shows too. */
export function recordRequests(log: RequestLog, clock: { now: () => number }): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const entry: SandboxRequest = {
      method: context.req.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: context.req.header(),
      body: '',
      at: clock.now(),
    };
    log.record(entry);
    if (context.req.raw.body !== null) entry.body = await context.req.text();
    await next();
    entry.status = context.res.status;
    entry.route = routePath(context, -1);
  };
}
