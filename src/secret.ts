/** A secret that cannot be printed by accident: credentials, visitor tokens. */
import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/** Holds a string that must not reach a log, an error, a URL of ours or a trace. `reveal()` is the only way to read it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

/** The text of an id that may be secret, for the places that must send or compare it. */
export function revealed(value: string | Secret): string {
  return typeof value === 'string' ? value : value.reveal();
}
