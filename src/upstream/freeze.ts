/** Makes a reply safe to hand to more than one reader. */
import type { Fetched } from './trip.ts';

/** Freezing costs as much as parsing did. Larger bodies are shared as they are: the freeze is a tripwire for code that would change a reply. */
const MOST_BYTES = 65_536;

/** Freezes the body, once. Called when a reply is about to be shared, so that one that never is costs nothing. */
export function shared(reply: Fetched): Fetched {
  if (reply.bytes <= MOST_BYTES && !Object.isFrozen(reply.body)) deepFreeze(reply.body);
  return reply;
}

// Without recursion: a body of nothing but brackets must not exhaust the stack.
function deepFreeze(root: unknown): void {
  const found = [root];
  for (let value = found.pop(); value !== undefined; value = found.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const inner of Object.values(Object.freeze(value))) {
      if (typeof inner === 'object' && inner !== null) found.push(inner);
    }
  }
}
