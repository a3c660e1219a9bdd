import { UpstreamRefusal } from '../errors.ts';

/** What was read, or null where the provider says that there is no such thing (any more). */
export function unlessGone<Value>(reading: Promise<Value>): Promise<Value | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof UpstreamRefusal && (error.status === 404 || error.status === 410)) return null;
    throw error;
  });
}
