import { hash } from 'node:crypto';
import type { CarriedFailure } from './types.ts';

/** A row as a cursor remembers it. */
export interface Anchor {
  /** Short digest of the row's id. */
  readonly id: string;
  /** Its merge key when it was given, unix milliseconds. */
  readonly time: number | null;
}

/** A gap between two rows of a listing: where a walk stands in it. Made for one cursor, found again when the list has changed. */
export interface Place {
  /** Rows of the list before the gap, when the place was made. */
  readonly position: number;
  /** The rows just before the gap, nearest first, at most ANCHORS. */
  readonly anchors: readonly Anchor[];
  /** The first anchor is the row just behind the gap instead: the row of a cursor that is used as `before`. */
  readonly isAbove: boolean;
  /** Running minimum of the merge key over the rows before the gap; -Infinity after a row without a time, Infinity before any row. */
  readonly key: number;
  /** The list had no more rows after the gap. */
  readonly isDone: boolean;
  readonly isDisordered: boolean;
  /** The list takes no part in this walk: it was begun at the lists' end, and this one has no total. */
  readonly isAbsent: boolean;
  /** The end of the list, wherever that is: a walk backward begins here, and the list has not answered yet. */
  readonly isAtEnd: boolean;
  /** The list's total when it was last read. */
  readonly total: number | undefined;
  /** Offset of the first row that belongs to the list (`ListingInput.from`), once found. */
  readonly base: number | undefined;
  readonly failure: CarriedFailure | undefined;
  /** Unix milliseconds: the last row given had left the list by then, and replies from before would show it again. */
  readonly since: number | undefined;
}

/** Rows that a place remembers: the anchor, and those that stand in for it once it is removed. */
export const ANCHORS = 4;

export const START: Place = {
  position: 0,
  anchors: [],
  isAbove: false,
  key: Infinity,
  isDone: false,
  isDisordered: false,
  isAbsent: false,
  isAtEnd: false,
  total: undefined,
  base: undefined,
  failure: undefined,
  since: undefined,
};

/** Bytes of a digest: short for the cursor's sake, long enough never to meet by chance within one list. */
export const DIGEST_BYTES = 5;

export function digest(id: string): string {
  return hash('sha256', id, 'hex').slice(0, 2 * DIGEST_BYTES);
}

/** The merge key as a number: rows without a time come last. */
export function keyOf(time: number | null): number {
  return time ?? -Infinity;
}

/** The place behind one more row. Lists that come one after another (`rank`) have no merge key to run. */
export function advance(place: Place, row: Anchor, order: 'newest' | 'rank'): Place {
  const key = keyOf(row.time);
  const isMerged = order === 'newest';
  return {
    ...place,
    position: place.position + 1,
    anchors: place.isAbove ? [row] : [row, ...place.anchors.slice(0, ANCHORS - 1)],
    isAbove: false,
    key: isMerged ? Math.min(place.key, key) : key,
    isDisordered: isMerged && (place.isDisordered || key > place.key),
    since: undefined,
  };
}

/** The place at a gap of the list as it is now: `before` are the rows just above it, in list order, as far as they are known. */
export function moved(place: Place, position: number, before: readonly Anchor[]): Place {
  const anchors = before.slice(-ANCHORS).reverse();
  const isKnown = anchors.length > 0 || position === 0;
  return {
    ...place,
    position,
    anchors: isKnown ? anchors : place.anchors,
    isAbove: isKnown ? false : place.isAbove,
    isDone: false,
    isAtEnd: false,
    failure: undefined,
  };
}

/** The place just above its own last row: where `before` that row's cursor ends. */
export function above(place: Place): Place {
  return { ...place, position: place.position - 1, isAbove: true, isDone: false };
}
