/**
 * How many are there, for those who wait until nobody is. In place of a `Set` of them: it holds none, and a `Set` in which members come and go holds
 * some that have left.
 */
export class HeadCount {
  #present = 0;
  readonly #waiting: (() => void)[] = [];

  enter(): void {
    this.#present += 1;
  }

  /** For one that entered. */
  leave(): void {
    this.#present -= 1;
    if (this.#present === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when nobody is there, nor has come since the last one left. */
  async empty(): Promise<void> {
    while (this.#present > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
