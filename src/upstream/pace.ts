/** How long answers take, from the latest of them. */
export interface Pace {
  /** Milliseconds. */
  note(took: number): void;
  /** Milliseconds within which the next answer may be expected. */
  expected(): number;
}

const LATEST = 20;
/** Before anything is known, and as a bound: for one slow answer not every waiting call should be sent away. */
const FIRST = 500;
const LEAST = 100;
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
