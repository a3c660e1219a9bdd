/** Calls that began and have not ended yet, so that closing can let them end. */
export interface UnderWay {
  /** The same promise, watched until it settles. */
  watch<Result>(call: Promise<Result>): Promise<Result>;
  /** Resolves once all that are watched now have settled. */
  ended(): Promise<unknown>;
}

export function createUnderWay(): UnderWay {
  const calls = new Set<Promise<unknown>>();
  return {
    watch(call) {
      calls.add(call);
      const end = () => void calls.delete(call);
      call.then(end, end);
      return call;
    },
    ended: () => Promise.allSettled(calls),
  };
}
