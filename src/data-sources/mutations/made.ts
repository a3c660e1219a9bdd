/** Values that the gateway makes where the caller gave none, and that a later attempt needs again. */
import type { InputOf, Writes } from '../../providers/provider.ts';
import { Secret } from '../../secret.ts';
import type { Derive } from '../idempotency/types.ts';
import type { Order } from './read-input.ts';

/** By field, in clear: what it is kept in is sealed. */
export type Made = Readonly<Record<string, string>>;

export function made<W extends keyof Writes>({ makes }: Order<W>, derive?: Derive): Made {
  return Object.fromEntries(
    Object.entries(makes).map(([field, make]) => [field, make(derive?.(field)).reveal()]),
  );
}

/** The input with what was made for it. */
export function complete<W extends keyof Writes>({ input }: Order<W>, values: Made): InputOf<W> {
  const secrets = Object.entries(values).map(([field, value]) => [field, new Secret(value)]);
  return Object.assign({}, input, Object.fromEntries(secrets)) as InputOf<W>;
}

/** Whether the provider would refuse to do it a second time. */
export function isUnique<W extends keyof Writes>(order: Order<W>): boolean {
  const unique = uniqueField(order);
  return unique !== undefined && (unique in Object(order.input) || unique in order.makes);
}

/** Whether it would by a value that is made, and that nobody else knows. */
export function isMadeUnique<W extends keyof Writes>(order: Order<W>): boolean {
  const unique = uniqueField(order);
  return unique !== undefined && unique in order.makes;
}

function uniqueField<W extends keyof Writes>({ write }: Order<W>): string | undefined {
  return (write as { readonly unique?: string }).unique;
}
