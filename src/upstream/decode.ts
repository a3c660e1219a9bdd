/** From the bytes of a reply to JSON, trusting nothing about them. */
import { isAscii } from 'node:buffer';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { nestsDeeperThan } from '../nesting.ts';

/** The encodings that `decode` can undo. */
export const ACCEPT_ENCODING = 'gzip, br';

export type Decoded =
  | { readonly problem?: undefined; readonly value: unknown; readonly bytes: number }
  /** What the reply is instead of JSON: "broken JSON", "text that is not UTF-8". */
  | { readonly problem: string };

/** Lists and objects within each other. What descends into a reply, such as writing `raw` out again, must come up again. */
const MOST_NESTING = 250;

const JSON_TYPE = /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * Reads JSON of at most `maxBytes` after inflation. An empty body is `undefined`, whatever its type; a missing content type is taken
 * for JSON, any other than JSON's is a problem.
 */
export function decode(headers: Readonly<Record<string, string>>, body: Buffer, maxBytes: number): Decoded {
  if (body.length === 0) return { value: undefined, bytes: 0 };
  const type = headers['content-type'];
  if (type !== undefined && type !== 'application/json' && !JSON_TYPE.test(type))
    return { problem: 'something other than JSON' };
  const inflated = inflate(headers['content-encoding'], body, maxBytes);
  if (typeof inflated === 'string') return { problem: inflated };
  if (inflated.length === 0) return { value: undefined, bytes: 0 };
  const text = utf8(inflated);
  if (text === undefined) return { problem: 'text that is not UTF-8' };
  if (nestsDeeperThan(MOST_NESTING, text)) {
    return { problem: `JSON that nests more than ${MOST_NESTING} lists and objects` };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { value, bytes: inflated.length };
  } catch {
    return { problem: 'broken JSON' };
  }
}

/** The plain bytes, or the problem. */
function inflate(encoding: string | undefined, body: Buffer, maxBytes: number): Buffer | string {
  if (encoding === undefined) return body;
  const inflater = INFLATERS.get(encoding.trim().toLowerCase());
  if (inflater === undefined) return 'an encoding that it was not asked for';
  try {
    return inflater(body, maxBytes);
  } catch (error) {
    return error instanceof RangeError ? `more than ${maxBytes} bytes` : 'broken compression';
  }
}

// The synchronous calls: a reply is small, and a trip through the thread pool would cost more than inflating it. They stop at the limit.
const INFLATERS = new Map<string, (body: Buffer, maxOutputLength: number) => Buffer>([
  ['identity', (body) => body],
  ['gzip', (body, maxOutputLength) => gunzipSync(body, { maxOutputLength })],
  ['x-gzip', (body, maxOutputLength) => gunzipSync(body, { maxOutputLength })],
  ['br', (body, maxOutputLength) => brotliDecompressSync(body, { maxOutputLength })],
]);

const strict = new TextDecoder('utf-8', { fatal: true });

function utf8(bytes: Buffer): string | undefined {
  // Most replies are plain, and read in a quarter of the time.
  if (isAscii(bytes)) return bytes.toString('latin1');
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
