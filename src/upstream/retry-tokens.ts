/** How many further tries a source's reads may have: when everything fails, trying again threefold would only make it worse. */
export interface RetryTokens {
  /** A first try went out. */
  earn(): void;
  /** False where there is none to spend. */
  spend(): boolean;
}

/** Further tries at once. */
const MOST = 20;
/** Of a further try, for each first one. */
const PER_CALL = 0.2;
/** Of a further try, for each second that passes. */
const PER_SECOND = 1;

export function createRetryTokens(now: () => number): RetryTokens {
  let tokens = MOST;
  let at = now();
  const add = (more: number) => {
    tokens = Math.min(MOST, tokens + more);
  };
  return {
    earn: () => add(PER_CALL),
    spend() {
      const moment = now();
      add((Math.max(0, moment - at) / 1000) * PER_SECOND);
      at = moment;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
