import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Thrown where a provider refuses: the reply's status, JSON body and extra headers. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: ContentfulStatusCode, body: unknown, headers: Record<string, string> = {}) {
    super(`refused with ${String(status)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}
