/** Hooks of plugins, each after the one before it has ended. Most end at once, and waiting for them would take longer than they do. */
export function inTurn<Hook>(
  hooks: readonly Hook[],
  run: (hook: Hook) => unknown,
  from = 0,
): Promise<void> | undefined {
  for (let index = from; index < hooks.length; index += 1) {
    const ended = run(hooks[index] as Hook);
    if (ended instanceof Promise) return ended.then(() => inTurn(hooks, run, index + 1));
  }
  return undefined;
}
