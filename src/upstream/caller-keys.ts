/** Keys that callers bring with a request, for sources that have none of their own. */
import { Secret } from '../secret.ts';

/** By lower-case name of the header that they came in: as they came, not yet read. Good for one request. */
export type CallerKeys = ReadonlyMap<string, Secret>;

/** Most characters of a key that is looked at. */
const LONGEST = 1024;

const NONE: CallerKeys = new Map();

/** What a request brings of `names`, which are in lower case. A header that is given more than once reads as one list. */
export function callerKeysIn(headers: Pick<Headers, 'get'>, names: readonly string[]): CallerKeys {
  if (names.length === 0) return NONE;
  const keys = new Map<string, Secret>();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) keys.set(name, new Secret(value));
  }
  return keys;
}

/** One key, rather than a list of several, and not of any length. */
export function isOneKey(key: Secret): boolean {
  const text = key.reveal();
  return text.length <= LONGEST && !text.includes(',');
}
