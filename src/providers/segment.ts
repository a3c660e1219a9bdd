import { BadInputError } from '../errors.ts';

const UNSAFE = /[\u0000-\u001f\u007f]/;

/** Whether a native id can stand in a path. What cannot names nothing at a provider that is asked by path. */
export function isSegment(id: string): boolean {
  return id !== '' && id !== '.' && id !== '..' && !UNSAFE.test(id) && id.isWellFormed();
}

/**
 * Percent-encodes a native id as one path segment, so that no id can name another path.
 * Throws `BadInputError` for what cannot be one: empty, `.`, `..`, control characters, a lone surrogate.
 */
export function segment(id: string): string {
  if (!isSegment(id)) {
    throw new BadInputError('A native id may not be empty, ".", ".." or hold control characters.');
  }
  return encodeURIComponent(id);
}
