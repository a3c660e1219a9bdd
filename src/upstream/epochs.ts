/**
 * What writes touched, and when: one registry per account, and one per source to which callers bring their keys, because two keys may open
 * one account. It tells nobody more than that something was written. Time is a count of writes; a name's epoch is the count
 * at the last write that touched it.
 */
export interface Epochs {
  /** The count now. What a read began at is what its reply is as of. */
  readonly now: () => number;
  /** A write that touches these names (an empty list still counts as a write). */
  move(names: readonly string[]): void;
  /** Whether one of the names moved after `asOf`; without names, whether any write came after it. */
  movedSince(asOf: number, names: readonly string[] | undefined): boolean;
}

const MOST_NAMES = 10_000;

/**
 * At most `mostNames` names are remembered. The longest unmoved are forgotten first, and a forgotten name counts as moved when the last
 * forgotten one was: too late, never too early, so that forgetting costs a call and serves nothing old.
 */
export function createEpochs(mostNames = MOST_NAMES): Epochs {
  const moved = new Map<string, number>();
  let count = 0;
  let forgotten = 0;
  return {
    now: () => count,
    move(names) {
      count += 1;
      for (const name of names) {
        // Deleted first, so that the map stays in the order of the last moves.
        moved.delete(name);
        moved.set(name, count);
      }
      for (const [name, at] of moved) {
        if (moved.size <= mostNames) break;
        moved.delete(name);
        forgotten = at;
      }
    },
    movedSince(asOf, names) {
      if (names === undefined) return count > asOf;
      return names.some((name) => (moved.get(name) ?? forgotten) > asOf);
    },
  };
}

/** Two sources with one account show what the other writes. */
export function createEpochsByAccount(): (account: string) => Epochs {
  const registries = new Map<string, Epochs>();
  return (account) => {
    const epochs = registries.get(account) ?? createEpochs();
    registries.set(account, epochs);
    return epochs;
  };
}
