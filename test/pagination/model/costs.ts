/** What a page may cost in calls to one list. */
import { expect } from 'vitest';
import type { Cost } from './walker.ts';

/** Upstream pages that the rows, the anchor and the row behind them fill. */
const pagesOf = ({ size, reach }: Cost): number => Math.ceil((size + 2) / reach);

/** A window lies across page borders, and is read once more where its last row has to tell whether there is more. */
const ACROSS = 2;
/** A clamp is found by a call or two, a short page is proven by another. */
const PROBES = 3;
/** Calls of a gallop. */
const GALLOP = 8;

export function expectFewCalls(costs: readonly Cost[]): void {
  for (const cost of costs) expect(cost.calls, JSON.stringify(cost)).toBeLessThanOrEqual(mostCalls(cost));
  const moved = costs.filter(
    ({ since, shift, reach, isWhole, size }) =>
      since === 'changed' && shift <= reach && isWhole && size + 2 <= reach,
  );
  const cheap = moved.filter(({ calls }) => calls <= 3);
  expect(cheap.length).toBeGreaterThan(0.98 * moved.length);
}

function mostCalls(cost: Cost): number {
  const { size, reach, hasTotal, since, shift, isWhole, isFromEnd, isClamped } = cost;
  const probes = isClamped || !hasTotal ? PROBES : 0;
  const isSmall = size + 2 <= reach;
  if (since !== 'changed') {
    const base = isSmall ? 2 : pagesOf(cost) + ACROSS;
    return base + probes + (isFromEnd ? 2 : 0);
  }
  // Where the place was, what moved, and the window where it is now.
  if (shift <= reach && isWhole && isSmall) return 2 + 1 + 2 + probes;
  return 2 * (pagesOf(cost) + ACROSS) + probes + GALLOP;
}
