import { hash } from 'node:crypto';
import { Secret } from '../../secret.ts';
import type { Scope } from './types.ts';

/** Equal for inputs that say the same, whatever the order of their fields. Throws a `TypeError` for what is neither plain data nor a `Secret`. */
export function fingerprint(input: unknown): string {
  return hash('sha256', JSON.stringify([canonical(input)]), 'base64url');
}

/** Where a key's claim is kept; tells nothing of either. */
export function claimKey({ caller, mutation, source, account }: Scope, key: string): string {
  return `idempotency:${fingerprint([caller, mutation, source, account ?? null, key])}`;
}

function canonical(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  if (input instanceof Secret) return input.reveal();
  if (Array.isArray(input)) return input.map(canonical);
  const prototype: unknown = Object.getPrototypeOf(input);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new TypeError(`A ${input.constructor.name} cannot be told from another in a fingerprint.`);
  }
  const fields = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, value]) => [name, canonical(value)]));
}
