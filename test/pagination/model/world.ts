/** Lists that change, and marks in them that stay between the same rows: the reference's own idea of a cursor. */
import { Down, MemoryList, type TestRow } from '../memory-list.ts';
import type { Change, ListPlan } from './plan.ts';

/** Where a cursor stands in one list. The model moves it with every change; the engine has to find it again. */
export interface Mark {
  gap: number;
  /** The row just behind the gap, of a cursor used as `before`: what is inserted between stays before it. */
  readonly isAbove: boolean;
}

const NOW = 1_000_000_000;

export class World {
  readonly lists: readonly MemoryList[];
  readonly #marks: Set<Mark>[];
  #made = 0;
  changes = 0;
  #time = NOW;

  constructor(plans: readonly ListPlan[]) {
    this.lists = plans.map((plan) => new MemoryList(this.#rowsOf(plan), plan));
    this.#marks = plans.map(() => new Set());
  }

  mark(list: number, gap: number, isAbove: boolean): Mark {
    const mark = { gap, isAbove };
    this.#marks[list]?.add(mark);
    return mark;
  }

  fail(down: readonly number[]): void {
    this.lists.forEach((list, rank) => {
      list.error = down.some((index) => index % this.lists.length === rank)
        ? new Down('it is down')
        : undefined;
    });
  }

  change(change: Change): void {
    const rank = change.list % this.lists.length;
    const list = this.lists[rank];
    if (!list) return;
    this.#time += 1;
    this.changes += 1;
    if (change.kind === 'insert') {
      for (let count = 0; count < change.count; count += 1) this.#insert(rank, 0, this.#row(this.#time));
      return;
    }
    const at = change.at % (list.rows.length + 1);
    if (change.kind === 'insert inside') {
      const below = list.rows[at]?.time ?? null;
      const time = below === null ? below : Math.floor((below + (list.rows[at - 1]?.time ?? below)) / 2);
      this.#insert(rank, at, this.#row(time));
      return;
    }
    const row = list.rows[at];
    if (!row) return;
    this.#delete(rank, at);
    if (change.kind === 'bump') this.#insert(rank, 0, { id: row.id, time: this.#time });
  }

  #rowsOf(plan: ListPlan): TestRow[] {
    let time = NOW - 1;
    return Array.from({ length: plan.count }, (_, index) => {
      time -= 1_000 * (plan.gaps[index % plan.gaps.length] ?? 1);
      return this.#row(index >= plan.count - plan.timeless ? null : time);
    });
  }

  #row(time: number | null): TestRow {
    this.#made += 1;
    return { id: `row-${this.#made}`, time };
  }

  #insert(rank: number, at: number, row: TestRow): void {
    this.lists[rank]?.rows.splice(at, 0, row);
    for (const mark of this.#marks[rank] ?? []) {
      if (at < mark.gap || (at === mark.gap && mark.isAbove)) mark.gap += 1;
    }
  }

  #delete(rank: number, at: number): void {
    this.lists[rank]?.rows.splice(at, 1);
    for (const mark of this.#marks[rank] ?? []) if (at < mark.gap) mark.gap -= 1;
  }
}
