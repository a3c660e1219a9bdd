/** How deep JSON nests, seen before it is parsed: a megabyte of brackets takes the parser a hundred times as long as a megabyte of text. */
import { BadInputError } from '../../errors.ts';
import { MAX_NESTING } from './scan.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Throws BadInputError. `json` is UTF-8. */
export function checkNesting(json: Uint8Array): void {
  let nesting = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) at = endOfText(json, at);
    else if (OPENING.has(byte)) nesting += 1;
    else if (CLOSING.has(byte)) nesting -= 1;
    if (nesting > MAX_NESTING) {
      throw new BadInputError(`The body nests more than ${MAX_NESTING} lists and objects; no more are read.`);
    }
  }
}

function endOfText(json: Uint8Array, start: number): number {
  let end = json.indexOf(QUOTE, start + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf(QUOTE, end + 1);
  return end === -1 ? json.length : end;
}

/** True after an odd number of backslashes. */
function isEscaped(json: Uint8Array, at: number): boolean {
  let first = at;
  while (json[first - 1] === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}
