/** How the process is asked to end. */

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** npm hands on to its child what the terminal already sent to both: copies within this many milliseconds count once. */
const SAME_SIGNAL = 1000;

/** Resolves at the first signal. A later one ends the process at once, with exit code 1. */
export function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        first ??= performance.now();
        if (performance.now() - first > SAME_SIGNAL) process.exit(1);
        resolve();
      });
    }
  });
}
