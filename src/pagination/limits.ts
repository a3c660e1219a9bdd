import type { ListMemory } from './types.ts';

/** The limits that pages of a list may have. */
export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** By what was learnt of the endpoint. Where its pages are all larger than may be asked for, they have but that one size. */
export function limitsOf(maxLimit: number, { clampedTo = Infinity, raisedTo = 1 }: ListMemory = {}): Limits {
  return { min: raisedTo, max: Math.max(raisedTo, Math.min(maxLimit, clampedTo)) };
}

/** The provider applied a smaller or a larger limit than was asked for: what was planned must be planned again. */
export class Clamped extends Error {}

/** In one walk. What goes up and down for ever, as where the rows of a page depend on nothing that is asked for, has no size to be learnt. */
export const MOST_RAISES = 3;
