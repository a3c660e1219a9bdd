/** Rules that providers document for what is written, shared by the adapters' `writes.ts`. Messages quote no value: it may be anything. */
import type { Fault, FieldRule } from './provider.ts';

type Check = NonNullable<FieldRule<string>['check']>;

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const E164 = /^\+[1-9]\d{1,14}$/;

/** A text in which something is to be read. */
export const filled: Check = (text) =>
  text.trim() === '' ? invalid('The text is empty: write at least one character that shows.') : undefined;

/** A text of at most so many characters: code points, as a reader would count all but the rarest. */
export function atMost(characters: number): Check {
  return (text) => {
    const length = lengthOf(text);
    if (length <= characters) return filled(text);
    const [most, given] = [characters, length].map((count) => count.toLocaleString('en'));
    return {
      code: 'TOO_LONG',
      message: `The text has ${String(given)} characters; at most ${String(most)} are taken.`,
    };
  };
}

export const email: Check = (text) =>
  EMAIL.test(text) ? undefined : invalid('This is no email address: write one like alice@example.com.');

export const phone: Check = (text) =>
  E164.test(text)
    ? undefined
    : invalid('This is no phone number in E.164 form: write + and digits alone, like +15550001234.');

export function invalid(message: string): Fault {
  return { code: 'INVALID', message };
}

/** Code points: a pair of surrogates is one. */
function lengthOf(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
