import { BadInputError } from '../errors.ts';

const UNSAFE = /[\u0000-\u001f\u007f]/;
/** No provider's ids come near it, and servers refuse URLs that are much longer. */
const LONGEST = 2000;
/** How often in a row somebody on the way might decode it. */
const DECODINGS = 3;

/** What most ids are: as it is one segment, however often it is decoded. */
const PLAIN = /^[\w-]{1,200}$/;

/** Whether a native id can stand in a path. What cannot names nothing at a provider that is asked by path. */
export function isSegment(id: string): boolean {
  return PLAIN.test(id) || isUnusualSegment(id);
}

function isUnusualSegment(id: string): boolean {
  return id !== '' && id.length <= LONGEST && id.isWellFormed() && readings(id).every(isHarmless);
}

/**
 * Percent-encodes a native id as one path segment, so that no id can name another path.
 * Throws `BadInputError` for what cannot be one: empty, `.`, `..`, control characters, also in encoded form, a lone surrogate, more than 2,000 characters.
 */
export function segment(id: string): string {
  if (PLAIN.test(id)) return id;
  if (!isSegment(id)) {
    throw new BadInputError(
      `A native id may not be empty, ".", "..", hold control characters or be longer than ${LONGEST} characters.`,
    );
  }
  return encodeURIComponent(id);
}

function isHarmless(text: string): boolean {
  return text !== '.' && text !== '..' && !UNSAFE.test(text);
}

/** The id, and as a server or proxy reads it that decodes more often than it should. */
function readings(id: string): string[] {
  const all = [id];
  for (let text = id; text.includes('%') && all.length <= DECODINGS;) {
    text = text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    all.push(text);
  }
  return all;
}
