/** A clock that only moves when it is told to. */
export interface Clock {
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly elapse: (milliseconds: number) => Promise<void>;
}

export function manualClock(): Clock {
  let moment = 1_760_000_000_000;
  return {
    now: () => moment,
    elapse(milliseconds) {
      moment += milliseconds;
      return Promise.resolve();
    },
  };
}
