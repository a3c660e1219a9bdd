import type { FieldRule, Writes } from '../../providers/provider.ts';
import type { Order } from './read-input.ts';

/** The input's fields but for what the provider does without them: equal for all inputs that ask for the same. */
export function withoutDefaults<W extends keyof Writes>({ write, input }: Order<W>): Record<string, unknown> {
  const rules = write.fields as Readonly<Record<string, FieldRule<unknown> | undefined>>;
  const given = Object.entries(input as Readonly<Record<string, unknown>>);
  return Object.fromEntries(given.filter(([field, value]) => value !== defaultOf(rules[field])));
}

function defaultOf({ default: usual, oneOf = [] }: FieldRule<unknown> = {}): unknown {
  return usual ?? (oneOf.length === 1 ? oneOf[0] : undefined);
}
