import type { Place } from './place.ts';
import type { CarriedFailure } from './types.ts';
import { locate } from './locate.ts';

/** The decisions on which exactness rests, each a pure function, so that a test can replace one and prove that its suite notices. */
export interface Parts {
  /** Finds a place's gap among rows; undefined where none of its anchors is there. */
  locate: typeof locate;
  /** Whether the row with `key` comes before the one with `otherKey` in a merge; of equal ones the lower rank does. */
  precedes: (key: number, rank: number, otherKey: number, otherRank: number) => boolean;
  /** Whether there are rows at `offset` of a list that ends at `end`. */
  hasRowAt: (offset: number, end: number) => boolean;
  /** Whether a first page with `count` rows, asked with a larger limit, was cut by the provider: `next` are the rows right after them. */
  isClamped: (count: number, next: number) => boolean;
  /** Where a failed listing continues. */
  carry: (place: Place, failure: CarriedFailure | undefined) => Place;
}

export const PARTS: Parts = {
  locate,
  precedes: (key, rank, otherKey, otherRank) => key > otherKey || (key === otherKey && rank < otherRank),
  hasRowAt: (offset, end) => end > offset,
  isClamped: (count, next) => count > 0 && next > 0,
  carry: (place, failure) => ({ ...place, failure }),
};
