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

  /** Resolves when nobody is there. */
  empty(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#present === 0) resolve();
      else this.#waiting.push(resolve);
    });
  }
}
