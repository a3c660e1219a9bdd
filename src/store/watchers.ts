/** Who waits for which key to change. */
export interface Watchers {
  wake(key: string): void;
  /** Resolves at the key's next `wake`, rejects with the signal's reason. */
  next(key: string, signal: AbortSignal): Promise<void>;
}

export function createWatchers(): Watchers {
  const waiting = new Map<string, Set<() => void>>();
  return {
    wake(key) {
      const wakes = waiting.get(key);
      waiting.delete(key);
      for (const wake of wakes ?? []) wake();
    },
    next(key, signal) {
      return new Promise((resolve, reject) => {
        const wakes = waiting.get(key) ?? new Set();
        waiting.set(key, wakes);
        const wake = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          wakes.delete(wake);
          if (wakes.size === 0 && waiting.get(key) === wakes) waiting.delete(key);
          reject(signal.reason as Error);
        };
        wakes.add(wake);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
