import type { Journey } from './journey.ts';
import { type Limits, limitsOf } from './limits.ts';
import { type Place, START } from './place.ts';
import { windowsAt } from './seek.ts';
import { planPages } from './window.ts';

/** Lists give now more, now less: read with a little room, few have to be asked twice for one page. */
const MARGIN = 1.2;
const MARGIN_ROWS = 3;

/**
 * How many rows of a list to read first for a page of several: all that the page can take, or those that it is likely to take where
 * these cost fewer calls. What then lacks is read when the merge has come that far.
 */
export function likelyRows<Row>({ options, size, after, before }: Journey<Row>, rank: number): number {
  const { listings, order } = options;
  if (listings.length < 2 || order !== 'newest' || before !== undefined) return size;
  const { source, memory } = listings[rank] ?? {};
  const isCount = listings.some(({ readTotal }) => readTotal !== undefined);
  if (isCount || source?.walk !== 'page') return size;
  const limits = limitsOf(source.maxLimit, memory);
  const place = after?.places[rank] ?? START;
  const rows =
    Math.ceil(MARGIN * size * shareOf(rank, after?.places ?? listings.map(() => START))) + MARGIN_ROWS;
  // A list is begun with whole pages.
  const isBegun = place.anchors.length > 0 || place.position > (place.base ?? 0);
  const likely = Math.min(size, isBegun ? rows : Math.ceil(rows / limits.max) * limits.max);
  return callsFor(place, likely, limits) < callsFor(place, size, limits) ? likely : size;
}

/** The part of a page that a list gives, by what it gave so far. */
function shareOf(rank: number, places: readonly Place[]): number {
  const given = places.map(({ position, base = 0 }) => position - base + 1);
  return (given[rank] ?? 0) / given.reduce((sum, one) => sum + one, 0);
}

function callsFor(place: Place, rows: number, limits: Limits): number {
  const [need] = windowsAt(place.position, { before: 1, after: rows }, place.base ?? 0);
  return planPages(need, limits).length;
}
