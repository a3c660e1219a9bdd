/** Once all that can be done without waiting for a provider has been: ticks come behind the promises of a promise that is still running. */
export function settled(): Promise<void> {
  return Promise.resolve().then(
    () =>
      new Promise((resolve) => {
        process.nextTick(resolve);
      }),
  );
}
