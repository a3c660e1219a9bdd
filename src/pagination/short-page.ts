import type { ListPage } from './types.ts';

/**
 * Whether a first page lacks rows that were left out of it, and not those behind a clamp: in a list that did not move, the page behind it, of as many rows
 * (`next`, of which `fresh` were not in the first), shows again the rows that followed what was left out, or lacks rows too.
 */
export function leavesOut<Row>(
  first: ListPage<Row>,
  limit: number,
  next: ListPage<Row>,
  fresh: number,
): boolean {
  const size = first.rows.length;
  if (first.total === undefined || next.total !== first.total || limit > 2 * size) return false;
  const lacking = Math.min(size, first.total - size) - next.rows.length;
  return next.rows.length - fresh + lacking >= limit - size;
}

/** The provider says that it applied a smaller limit. */
export function isClampedTo<Row>(
  page: ListPage<Row>,
  limit: number,
): page is ListPage<Row> & { readonly limit: number } {
  return page.limit !== undefined && page.limit > 0 && page.limit < limit;
}
