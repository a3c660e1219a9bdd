/** Chance that comes again: the same seed gives the same requests. */
export interface Random {
  /** From 0 up to, and without, `below`. */
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** True once in `times`. */
  once(times: number): boolean;
  bytes(count: number): string;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // xorshift32
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    pick: <T>(from: readonly T[]) => from[int(from.length)] as T,
    once: (times) => int(times) === 0,
    bytes: (count) => String.fromCharCode(...Array.from({ length: count }, () => int(256))),
  };
}
