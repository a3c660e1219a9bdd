import { type Anchor, keyOf, type Place } from './place.ts';

/** Where a place's gap is among rows. */
export interface Located {
  /** Index of the row behind the gap. */
  readonly gap: number;
  /** A stand-in was found, and the anchor itself may still lie behind the rows at hand. */
  readonly isUnproven: boolean;
}

/** Rows behind a stand-in among which its anchor would be, had it not been removed, where times cannot tell. */
const CLOSE = 10;

/**
 * Finds the gap that `place` stands for: behind the nearest of its anchors that is still there. Undefined where none is.
 *
 * A row whose time changed has most likely moved (a conversation with a new message goes to the top), so it marks the place no more,
 * unless the rows are not sorted by time at all. Only the row that still follows its old neighbour is known not to have moved.
 */
export function locate(rows: readonly Anchor[], place: Place): Located | undefined {
  const indexOf = (anchor: Anchor): number => rows.findIndex(({ id }) => id === anchor.id);
  let nearest = place.anchors.findIndex((anchor) => rows[indexOf(anchor)]?.time === anchor.time);
  if (nearest === -1 && orderOf(rows) === 'mixed') {
    nearest = place.anchors.findIndex((anchor) => indexOf(anchor) !== -1);
  }
  const anchor = place.anchors[nearest];
  if (!anchor) return undefined;

  const nearer = new Set(place.anchors.slice(0, nearest).map(({ id }) => id));
  let gap = indexOf(anchor) + 1;
  for (let next = rows[gap]; next && nearer.has(next.id); next = rows[gap]) gap += 1;
  const isAnchor = rows[gap - 1]?.id === place.anchors[0]?.id;
  if (isAnchor) return { gap: place.isAbove ? gap - 1 : gap, isUnproven: false };
  return { gap, isUnproven: !isPast(rows, gap, place.anchors[0]?.time ?? null) };
}

/** Whether the rows behind the gap reach further down the list than any of this time can be. */
function isPast(rows: readonly Anchor[], gap: number, time: number | null): boolean {
  const key = keyOf(time);
  const behind = rows.slice(gap);
  switch (orderOf(rows)) {
    case 'falling':
      return behind.some((row) => keyOf(row.time) < key);
    case 'rising':
      return behind.some((row) => keyOf(row.time) > key);
    default:
      return behind.length >= CLOSE;
  }
}

export type Order = 'falling' | 'rising' | 'flat' | 'mixed';

/** How the rows are sorted by time, as far as they show it. */
export function orderOf(rows: readonly Anchor[]): Order {
  let falls = false;
  let rises = false;
  for (let index = 1; index < rows.length; index += 1) {
    const previous = keyAt(rows, index - 1);
    const key = keyAt(rows, index);
    falls ||= key < previous;
    rises ||= key > previous;
  }
  return falls && rises ? 'mixed' : falls ? 'falling' : rises ? 'rising' : 'flat';
}

/** Where rows that hold none of a place's anchors stand to it. */
export type Lean =
  /** The place is further down the list, or further up. */
  | Direction
  /** It is at this index, its anchors being gone, or behind any of the next `equal` rows, which have the anchor's very time. */
  | { readonly toward: 'here'; readonly gap: number; readonly equal: number };

export interface Direction {
  readonly toward: 'down' | 'up' | 'unknown';
  /** It cannot be far: a stand-in of the anchor is among the rows, or rows of its very time are at that end. */
  readonly isNear: boolean;
}

/** What is known of the rows' surroundings. */
export interface Edges {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The order to presume where the rows show none. */
  readonly presumed: 'falling' | 'rising';
}

/** Compares by sort key. */
export function lean(rows: readonly Anchor[], time: number | null, edges: Edges): Lean {
  const order = orderOf(rows);
  if (order === 'mixed') return { toward: 'unknown', isNear: false };
  const isRising = (order === 'flat' ? edges.presumed : order) === 'rising';
  const key = keyOf(time);
  const before = rows.filter((row) => (isRising ? keyOf(row.time) < key : keyOf(row.time) > key)).length;
  const equal = rows.filter((row) => keyOf(row.time) === key).length;
  const mayBeBelow = before + equal === rows.length && !edges.isLast;
  const mayBeAbove = before === 0 && !edges.isFirst;
  if (mayBeBelow && mayBeAbove && equal > 0) return { toward: 'unknown', isNear: true };
  if (mayBeBelow) return { toward: 'down', isNear: equal > 0 };
  if (mayBeAbove) return { toward: 'up', isNear: equal > 0 };
  return { toward: 'here', gap: before, equal };
}

function keyAt(rows: readonly Anchor[], index: number): number {
  return keyOf(rows[index]?.time ?? null);
}
