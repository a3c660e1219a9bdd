/** What was taken from a kept reply is as good as the reply. */
import type { Epochs } from './epochs.ts';
import type { ReplyCache } from './reply-cache.ts';
import type { Keeping } from './upstream.ts';

export interface Taken extends Keeping {
  /** Unix milliseconds. */
  readonly fetchedAt: number;
}

/** Whether it may be told as new: within its life, and neither the reply nor one of `names` touched by a write. */
export type IsCurrent = (taken: Taken, names: readonly string[]) => boolean;

export interface CurrentParts {
  readonly replies: Pick<ReplyCache, 'lives'>;
  readonly epochs: Epochs;
  readonly now: () => number;
}

export function current({ replies, epochs, now }: CurrentParts): IsCurrent {
  return ({ policy, asOf, fetchedAt }, names) => {
    const age = now() - fetchedAt;
    // A clock that was set back would make it immortal.
    if (age < 0 || age >= replies.lives[policy.kind] * 1000) return false;
    return !epochs.movedSince(asOf, policy.epochs) && !epochs.movedSince(asOf, names);
  };
}
