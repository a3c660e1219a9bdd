/** How deep JSON nests, seen before it is parsed: a megabyte of brackets takes the parser a hundred times as long as a megabyte of text. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{`, `]` and `}` differ by this bit alone. */
const EITHER = ~0x20;
const OPENING = 0x5b;
const CLOSING = 0x5d;

/** Whether more than `most` lists and objects stand within each other. */
export function nestsDeeperThan(most: number, json: string): boolean {
  return json.length > most && opensMoreThan(most, json) && findsDeeper(most, json);
}

/** Those in texts count too: what has few of them need not be read sign by sign, which takes as long as parsing it. */
function opensMoreThan(most: number, json: string): boolean {
  let count = 0;
  for (const opening of ['{', '[']) {
    for (let at = json.indexOf(opening); at !== -1; at = json.indexOf(opening, at + 1)) {
      count += 1;
      if (count > most) return true;
    }
  }
  return false;
}

function findsDeeper(most: number, json: string): boolean {
  let nesting = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) isText = !isText;
    else if (isText) at += sign === BACKSLASH ? 1 : 0;
    else if ((sign & EITHER) === OPENING) {
      nesting += 1;
      if (nesting > most) return true;
    } else if ((sign & EITHER) === CLOSING) nesting -= 1;
  }
  return false;
}
