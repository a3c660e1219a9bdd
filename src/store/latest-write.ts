/** Writes one after the other, of which those that wait are one: it finds what all of them wanted written. */
export class LatestWrite {
  readonly #write: () => Promise<void>;
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** Resolves once a write that began after this call has ended. */
  begin(): Promise<void> {
    this.#next ??= this.#afterCurrent();
    return this.#next;
  }

  /** Resolves once nothing is being written. */
  async ended(): Promise<void> {
    await (this.#next ?? this.#current);
  }

  async #afterCurrent(): Promise<void> {
    await this.#current;
    // Whoever comes from here on may be too late for this write.
    this.#current = this.#write();
    this.#next = undefined;
    await this.#current;
  }
}
