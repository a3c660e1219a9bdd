import { UpstreamRefusal } from '../errors.ts';

/** What was read, or null where the provider says that there is no such thing (any more). */
export async function unlessGone<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UpstreamRefusal && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}
