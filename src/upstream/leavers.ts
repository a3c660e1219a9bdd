/** What is to happen when a signal is aborted, at the price of one listener however many calls of an operation stand under it. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Whoever is added is called once when the signal is aborted, unless deleted before. */
export function leaversOf(signal: AbortSignal): Set<() => void> {
  const found = waiting.get(signal);
  if (found !== undefined) return found;
  const leavers = new Set<() => void>();
  waiting.set(signal, leavers);
  signal.addEventListener('abort', () => {
    for (const leave of leavers) leave();
  });
  return leavers;
}
