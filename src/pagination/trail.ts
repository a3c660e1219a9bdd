import type { Pick } from './merge.ts';
import { advance, keyOf, START, type Place } from './place.ts';

/** The places of all listings along a page's rows. Dear, and of use only to those who read cursors: they are found as far as they are asked for. */
export class Trail {
  /** Where the page begins, by rank. */
  readonly start: readonly Place[];
  readonly #picks: readonly Pick[];
  readonly #order: 'newest' | 'rank';
  readonly #behind: (readonly Place[])[] = [];

  constructor(start: readonly Place[], picks: readonly Pick[], order: 'newest' | 'rank') {
    this.start = start;
    this.#picks = picks;
    this.#order = order;
  }

  /** Behind the row at that index of the page. */
  behind(index: number): readonly Place[] {
    for (let next = this.#behind.length; next <= index; next += 1) this.#behind.push(this.#step(next));
    return this.#behind[index] ?? this.start;
  }

  /** Rows behind which each listing stands at the page's end, by rank. */
  positions(): number[] {
    const positions = this.start.map(({ position }) => position);
    for (const { strand } of this.#picks) positions[strand.rank] = (positions[strand.rank] ?? 0) + 1;
    return positions;
  }

  /** Ranks of the listings whose order, up to the page's end, contradicts the merge key. */
  disordered(): ReadonlySet<number> {
    const ranks = new Set<number>();
    for (const [rank, { isDisordered }] of this.start.entries()) if (isDisordered) ranks.add(rank);
    if (this.#order !== 'newest') return ranks;
    const least = this.start.map(({ key }) => key);
    for (const { strand, index } of this.#picks) {
      const key = keyOf(strand.strip.marks[index]?.time ?? null);
      const before = least[strand.rank] ?? Infinity;
      if (key > before) ranks.add(strand.rank);
      else least[strand.rank] = key;
    }
    return ranks;
  }

  #step(index: number): readonly Place[] {
    const before = index === 0 ? this.start : (this.#behind[index - 1] ?? this.start);
    const pick = this.#picks[index];
    const mark = pick?.strand.strip.marks[pick.index];
    if (pick === undefined || mark === undefined) return before;
    const { rank } = pick.strand;
    return before.with(rank, advance(before[rank] ?? START, mark, this.#order));
  }
}
