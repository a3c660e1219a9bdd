/** How deep JSON nests, seen before it is parsed: a megabyte of brackets takes the parser a hundred times as long as a megabyte of text. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{`, `]` and `}` differ by this bit alone. */
const EITHER = ~0x20;
const OPENING = 0x5b;
const CLOSING = 0x5d;

/** Whether more than `most` lists and objects stand within each other. `json` is UTF-8. */
export function nestsDeeperThan(most: number, json: Uint8Array): boolean {
  return json.length > most && opensMoreThan(most, json) && findsDeeper(most, json);
}

/** Those in texts count too: what has few of them need not be read byte by byte, which takes as long as parsing it. */
function opensMoreThan(most: number, json: Uint8Array): boolean {
  let count = 0;
  for (const opening of [OPENING, OPENING | ~EITHER]) {
    for (let at = json.indexOf(opening); at !== -1; at = json.indexOf(opening, at + 1)) {
      count += 1;
      if (count > most) return true;
    }
  }
  return false;
}

function findsDeeper(most: number, json: Uint8Array): boolean {
  let nesting = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) isText = !isText;
    else if (isText) at += byte === BACKSLASH ? 1 : 0;
    else if ((byte & EITHER) === OPENING) {
      nesting += 1;
      if (nesting > most) return true;
    } else if ((byte & EITHER) === CLOSING) nesting -= 1;
  }
  return false;
}
