import { BadInputError } from '../errors.ts';
import type { PageSizes, RawArguments } from './types.ts';

/** A checked request for a page: `size` rows in one direction. The cursors are still closed. */
export interface PageArguments {
  readonly direction: 'forward' | 'backward';
  readonly size: number;
  readonly after: string | undefined;
  readonly before: string | undefined;
}

const DEFAULT_SIZE = 25;
const MAX_SIZE = 100;

/** Throws BadInputError for `first` with `last`, and for a size that is negative, fractional or above the maximum. */
export function readArguments(raw: RawArguments, sizes: PageSizes = {}): PageArguments {
  const max = sizes.max ?? MAX_SIZE;
  const first = raw.first ?? undefined;
  const last = raw.last ?? undefined;
  if (first !== undefined && last !== undefined) {
    throw new BadInputError(
      `first: ${first} and last: ${last} cannot be combined: a page is read from one end. Leave one of them out.`,
    );
  }
  checkSize('first', first, max);
  checkSize('last', last, max);
  return {
    direction: last === undefined ? 'forward' : 'backward',
    size: first ?? last ?? Math.min(sizes.default ?? DEFAULT_SIZE, max),
    after: raw.after ?? undefined,
    before: raw.before ?? undefined,
  };
}

function checkSize(name: 'first' | 'last', size: number | undefined, max: number): void {
  if (size === undefined || (Number.isInteger(size) && size >= 0 && size <= max)) return;
  throw new BadInputError(`${name}: ${size} is out of range: ask for a whole number from 0 to ${max}.`);
}
