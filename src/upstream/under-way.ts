/** Calls that began and have not ended yet, so that closing can let them end. */
import type { Observer } from './trip.ts';

export interface UnderWay extends Observer {
  /** Resolves once none is under way. */
  ended(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  let calls = 0;
  const waiting: (() => void)[] = [];
  const end = () => {
    calls -= 1;
    if (calls === 0) for (const resolve of waiting.splice(0)) resolve();
  };
  return {
    begin: () => {
      calls += 1;
    },
    replied: end,
    failed: end,
    ended: () =>
      new Promise((resolve) => {
        if (calls === 0) resolve();
        else waiting.push(resolve);
      }),
  };
}
