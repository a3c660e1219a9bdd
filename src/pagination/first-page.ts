import { readArguments } from './arguments.ts';
import { windowsAt } from './seek.ts';
import type { Limits } from './limits.ts';
import type { PageSizes, RawArguments } from './types.ts';
import { type PageRequest, planPages } from './window.ts';

/** The page that a walk without a cursor asks a list for first. Throws BadInputError for bad arguments. */
export function firstPage(asked: RawArguments, sizes: PageSizes, limits: Limits): PageRequest | undefined {
  const { direction, size } = readArguments(asked, sizes);
  if (direction === 'backward')
    return planPages({ from: 0, to: 1 }, limits, [{ from: 0, to: limits.max }])[0];
  const [need, wishes] = windowsAt(0, { before: 1, after: size }, 0);
  return planPages(need, limits, wishes)[0];
}
