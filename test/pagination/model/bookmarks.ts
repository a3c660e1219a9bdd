/** What the model knows of each cursor that it has seen. */
import type { Edge, WalkedConnection } from '../../../src/pagination/types.ts';
import type { TestRow } from '../memory-list.ts';
import type { Mark, World } from './world.ts';

export interface Bookmark {
  readonly marks: readonly Mark[];
  /** The same gaps as seen by `before`: above the cursor's own row. */
  readonly above: readonly Mark[];
  /** Offsets of the gaps when it was made. */
  readonly madeAt: readonly number[];
  /** Of each list, the rows on both sides of the gap when it was made. */
  readonly neighbours: readonly (readonly TestRow[])[];
  /** Of each list, how often the world had changed when its place was found. */
  readonly ages: readonly number[];
  /** The rows that were there when its walk began. A row that changes is another row. */
  readonly rows: ReadonlySet<TestRow>;
  readonly retryAt: readonly number[];
}

export class Bookmarks {
  readonly #world: World;
  readonly #known = new Map<string, Bookmark>();

  constructor(world: World) {
    this.#world = world;
  }

  get cursors(): string[] {
    return [...this.#known.keys()];
  }

  /** Undefined for a cursor made after the walk lost its place. */
  get(cursor: string | null): Bookmark | undefined {
    return cursor === null ? undefined : this.#known.get(cursor);
  }

  /** Where a page begins, in each list. */
  from(cursor: string | null, isBackward: boolean): readonly Mark[] {
    const bookmark = this.get(cursor);
    if (bookmark) return isBackward ? bookmark.above : bookmark.marks;
    return this.#world.lists.map(({ rows }) => ({ gap: isBackward ? rows.length : 0, isAbove: isBackward }));
  }

  /** Learns the cursors of a page: all of them, or only the one from which the walk goes on. */
  learn(page: WalkedConnection<TestRow>, cursor: string | null, isBackward: boolean, isAll: boolean): void {
    if (page.slices.some(({ drifted }) => drifted)) return;
    if (cursor !== null && !this.get(cursor)) return;
    const { lists } = this.#world;
    const base = this.from(cursor, isBackward);
    const isRead = page.slices.map(({ fetchedAt, error }) => fetchedAt !== undefined && error === undefined);
    const former = this.get(cursor);
    const rows = former?.rows ?? new Set(lists.flatMap((list) => list.rows));
    const offset = (edge: Edge<TestRow>): number => lists[rankOf(edge)]?.rows.indexOf(edge.node) ?? 0;
    const gaps = base.map(({ gap }) => gap);
    if (isBackward) for (const edge of page.edges.toReversed()) gaps[rankOf(edge)] = offset(edge);
    const stays = (rank: number): boolean => isRead[rank] !== true && base[rank]?.isAbove === true;
    const note = (text: string | null, own: number | undefined): void => {
      if (text === null || this.#known.has(text)) return;
      this.#known.set(text, {
        marks: gaps.map((gap, rank) => this.#world.mark(rank, gap, stays(rank))),
        above: gaps.map((gap, rank) =>
          this.#world.mark(rank, rank === own ? gap - 1 : gap, rank === own || stays(rank)),
        ),
        // The place in a list that was not asked is as old as it was.
        madeAt: gaps.map((gap, rank) => (isRead[rank] ? gap : (former?.madeAt[rank] ?? gap))),
        neighbours: gaps.map((gap, rank) =>
          isRead[rank] || !former ? around(lists[rank]?.rows ?? [], gap) : (former.neighbours[rank] ?? []),
        ),
        ages: isRead.map((isNew, rank) => (isNew ? this.#world.changes : (former?.ages[rank] ?? 0))),
        rows,
        retryAt: page.slices.map((slice) => slice.retryAt ?? 0),
      });
    };
    if (page.edges.length === 0) note(page.pageInfo[isBackward ? 'startCursor' : 'endCursor'], undefined);
    const outermost = isBackward ? 0 : page.edges.length - 1;
    page.edges.forEach((edge, index) => {
      gaps[rankOf(edge)] = offset(edge) + 1;
      if (isAll || index === outermost) note(edge.cursor, rankOf(edge));
    });
  }
}

function around(rows: readonly TestRow[], gap: number): TestRow[] {
  return rows.slice(Math.max(0, gap - 2), gap + 1);
}

export function rankOf({ slice }: { readonly slice: string }): number {
  return Number(slice.slice('list '.length));
}
