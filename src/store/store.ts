/**
 * State that replicas share: small texts under keys, each with a lifetime.
 *
 * Every operation is asynchronous, atomic, and one round trip: over Redis each is a command or a Lua script of two lines. What has to
 * change more than one thing at once belongs under one key, changed by `replace` in a loop.
 *
 * Keys and values are well-formed Unicode; values are JSON by convention. Neither may hold a secret or what a person wrote in clear:
 * callers hash keys and seal values. An operation that cannot be done rejects, within a time limit of the implementation's own; whether a
 * rejected change took place is then not known.
 */
export interface Store {
  /** Undefined where there is none, or its life is over. */
  get(key: string): Promise<string | undefined>;
  /**
   * Puts the value there if the key is free. The value that holds the key instead, or undefined: it is added. Rejects where there is no room:
   * nothing is ever evicted to make some.
   */
  add(key: string, value: string, lifetime: Milliseconds): Promise<string | undefined>;
  /** Changes exactly this value into another, which begins a lifetime of its own. False, and nothing changed, where another or none is there. */
  replace(key: string, present: string, next: string, lifetime: Milliseconds): Promise<boolean>;
  /** Removes exactly this value. False, and nothing changed, where another or none is there. */
  remove(key: string, present: string): Promise<boolean>;
  /**
   * Waits until the key holds another value than `seen`, or none, and says which it is then; values in between may be missed, and the end of a
   * life may be noticed late. Rejects with the signal's reason once that is aborted.
   */
  changed(key: string, seen: string | undefined, signal: AbortSignal): Promise<string | undefined>;
}

export type Milliseconds = number;
