/** A clock that stands still until it is told to go on. */
export interface Clock {
  now: () => number;
  /** Seconds. */
  pass: (seconds: number) => void;
}

export function stoppedClock(): Clock {
  let moment = Date.now();
  return {
    now: () => moment,
    pass: (seconds) => {
      moment += seconds * 1000;
    },
  };
}
