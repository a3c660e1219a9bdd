import type { Context } from 'hono';
import { readJson } from '../shared/json-body.ts';
import { Refusal } from '../shared/refusal.ts';

const maximumCharacters = 10_000;

export function invalid(error: string): Refusal {
  return new Refusal(422, { error });
}

/** The text parameters of a body; one that is missing, empty or no text is an empty string. */
export async function readTexts<Name extends string>(
  context: Context,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const body = await readJson(context);
  const given = (body !== null && typeof body === 'object' ? body : {}) as Record<string, unknown>;
  const texts = names.map((name) => {
    const value = given[name];
    return [name, typeof value === 'string' && value.trim() !== '' ? value : ''] as const;
  });
  return Object.fromEntries(texts) as Record<Name, string>;
}

export function checkEmail(email: string): void {
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) throw invalid('Invalid email address');
}

/** "max 10,000 characters": an emoji is one character, though two UTF-16 units. */
export function checkLength(message: string): void {
  if (Array.from(message).length > maximumCharacters) {
    throw invalid(`Message is too long (maximum ${String(maximumCharacters)} characters)`);
  }
}
