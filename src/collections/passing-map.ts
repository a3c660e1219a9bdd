/**
 * As a `Map`, but that what has left is held by nothing: a `Map` under change leaves tables behind, each of which knows the next one, and once one of them
 * is old they and all that was in them live until the old generation is collected. Here only keys do.
 */
export class PassingMap<Key, Value> {
  readonly #slots = new Map<Key, { value: Value | undefined }>();

  get(key: Key): Value | undefined {
    return this.#slots.get(key)?.value;
  }

  set(key: Key, value: Value): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) this.#slots.set(key, { value });
    else slot.value = value;
  }

  delete(key: Key): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    slot.value = undefined;
    this.#slots.delete(key);
  }

  clear(): void {
    for (const slot of this.#slots.values()) slot.value = undefined;
    this.#slots.clear();
  }
}
