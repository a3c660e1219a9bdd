/** Calls that began and have not ended yet, so that closing can let them end. */
import { HeadCount } from '../collections/head-count.ts';
import type { Observer } from './trip.ts';

export interface UnderWay extends Observer {
  /** Resolves once none is under way. */
  ended(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const calls = new HeadCount();
  const end = () => calls.leave();
  return {
    begin: () => calls.enter(),
    replied: end,
    failed: end,
    ended: () => calls.empty(),
  };
}
