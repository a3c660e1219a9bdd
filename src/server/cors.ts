/** What pages of other origins are told: those that are configured may read answers, all others nothing. */
import type { YogaServerOptions } from 'graphql-yoga';

type Cors = Exclude<YogaServerOptions<object, object>['cors'], undefined>;

export function corsOf(origins: readonly string[]): Cors {
  if (origins.length === 0) return false;
  const allowed = {
    origin: [...origins],
    methods: ['GET', 'POST'],
    credentials: false,
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
  };
  // Of its own accord Yoga tells a page that is not configured "null", which is the origin of any page within a sandboxed frame.
  return (request) => (origins.includes(request.headers.get('origin') ?? '') ? allowed : false);
}
