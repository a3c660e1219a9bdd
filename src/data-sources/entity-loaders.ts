import { asError } from '../errors.ts';

/** Look-ups of one operation by id, each made once. No provider answers for several ids at once, so that there is nothing to batch. */
export interface EntityLoader<E> {
  /** Null where there is no such thing. */
  load(nativeId: string): Promise<E | null>;
}

/** Entities that are looked up one by one. */
export function singleLoader<E>(get: (nativeId: string) => Promise<E | null>): EntityLoader<E> {
  return new OnceEach((nativeId) => {
    try {
      return get(nativeId);
    } catch (error) {
      // What its provider cannot do.
      return Promise.reject(asError(error));
    }
  });
}

/** Entities that can only be listed: one list however many are asked for, matched by id. */
export function listedLoader<E extends { readonly nativeId: string }>(
  list: () => Promise<readonly E[]>,
): EntityLoader<E> {
  let listed: Promise<ReadonlyMap<string, E>> | undefined;
  return new OnceEach((nativeId) => {
    listed ??= list().then((rows) => new Map(rows.map((row) => [row.nativeId, row])));
    return listed.then((byNativeId) => byNativeId.get(nativeId) ?? null);
  });
}

class OnceEach<E> implements EntityLoader<E> {
  readonly #look: (nativeId: string) => Promise<E | null>;
  readonly #found = new Map<string, Promise<E | null>>();

  constructor(look: (nativeId: string) => Promise<E | null>) {
    this.#look = look;
  }

  load(nativeId: string): Promise<E | null> {
    let found = this.#found.get(nativeId);
    if (found === undefined) {
      found = this.#look(nativeId);
      this.#found.set(nativeId, found);
    }
    return found;
  }
}
