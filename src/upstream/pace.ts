/** How long answers take, from the latest of them. */
export interface Pace {
  /** Milliseconds. */
  note(took: number): void;
  /** Milliseconds within which the next answer may be expected. */
  expected(): number;
}

const LATEST = 20;
/** Before anything is known; at the least, for a busy moment of this process; and at the most: for one slow answer not every call should be sent away. */
const FIRST = 1_000;
const LEAST = 500;
const MOST = 3_000;
/** The next one may be slower than all of the latest. */
const ALLOWANCE = 1.5;

export function createPace(): Pace {
  const latest: number[] = [];
  return {
    note(took) {
      latest.push(took);
      if (latest.length > LATEST) latest.shift();
    },
    expected() {
      const slowest = latest.length === 0 ? FIRST : Math.max(...latest) * ALLOWANCE;
      return Math.min(MOST, Math.max(LEAST, slowest));
    },
  };
}
