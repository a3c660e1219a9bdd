/**
 * Counts what was let through during the last window, per key. A refused request does not count.
 * Sliding, the strictest reading of "n per minute": no window of that length ever holds more than n.
 */
export class SlidingWindow {
  readonly #passed = new Map<string, number[]>();

  /** Milliseconds until the next request would pass, or 0 when this one passes and was counted. */
  take(key: string, at: number, limit: number, windowMs: number): number {
    const recent = (this.#passed.get(key) ?? []).filter((time) => time > at - windowMs);
    this.#passed.set(key, recent);
    const oldest = recent[recent.length - limit];
    if (oldest !== undefined) return oldest + windowMs - at;
    recent.push(at);
    return 0;
  }
}
