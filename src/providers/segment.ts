import { BadInputError } from '../errors.ts';

const UNSAFE = /[\u0000-\u001f\u007f]/;

/**
 * Percent-encodes a native id as one path segment, so that no id can name another path.
 * Throws `BadInputError` for what cannot be one: empty, `.`, `..`, control characters, a lone surrogate.
 */
export function segment(id: string): string {
  if (id === '' || id === '.' || id === '..' || UNSAFE.test(id) || !id.isWellFormed()) {
    throw new BadInputError('A native id may not be empty, ".", ".." or hold control characters.');
  }
  return encodeURIComponent(id);
}
