/** Calls, added up: the same call counts once however many fields need it. */
import { showsBeginning, TOTAL } from '../pagination/forecast.ts';
import type { Sent } from '../providers/provider.ts';

/** One line of a plan. */
export interface PlannedCalls extends Sent {
  /** Key of the source. */
  readonly source: string;
  readonly calls: number;
}

interface Entry extends PlannedCalls {
  /** Made for rows, of which a merged list has only so many; else once for the operation. */
  readonly isForRows: boolean;
  /** Names the list whose beginning it shows. */
  readonly begins?: string | undefined;
  /** Names the list of which it reads no more than the total: not made where another call shows the list's beginning. */
  readonly counts?: string | undefined;
}

interface AddedCalls {
  readonly calls?: number;
  readonly isForRows?: boolean;
  /** Where it reads of a list: the list's name, and the read's. */
  readonly of?: readonly [list: string, read: string];
}

export class Tally {
  readonly #entries = new Map<string, Entry>();
  /** Whether some read no more than a list's total. */
  #hasCounts = false;
  /** Rows that are returned at most. */
  nodes = 0;

  /** `name` tells the call from others of the same operation: what it is about. */
  add(source: string, sent: Sent, name: string, { calls = 1, isForRows = false, of }: AddedCalls = {}): void {
    const [list = '', read = ''] = of ?? [];
    const isCount = read === TOTAL;
    if (isCount) this.#hasCounts = true;
    const { operation, budget } = sent;
    this.#put(`${source} ${operation} ${name}`, {
      source,
      operation,
      ...(budget === undefined ? undefined : { budget }),
      calls,
      isForRows,
      begins: showsBeginning(read) ? `${source} ${list}` : undefined,
      counts: isCount ? `${source} ${list}` : undefined,
    });
  }

  /** Rows of which each is one source's, nobody knows whose: they cost at most what those of the dearest source cost. */
  addRows(branches: readonly Tally[]): void {
    let dearest: Tally | undefined;
    let nodes = 0;
    for (const branch of branches) {
      this.#hasCounts ||= branch.#hasCounts;
      for (const [key, entry] of branch.#entries) if (!entry.isForRows) this.#put(key, entry);
      if (dearest === undefined || branch.#rowCalls() > dearest.#rowCalls()) dearest = branch;
      nodes = Math.max(nodes, branch.nodes);
    }
    if (dearest === undefined) return;
    for (const [key, entry] of dearest.#entries) if (entry.isForRows) this.#put(key, entry);
    this.nodes += nodes;
  }

  /** By source and operation, in the order in which they were met. */
  lines(): PlannedCalls[] {
    const lines = new Map<string, PlannedCalls>();
    for (const { source, operation, budget, calls } of this.#made()) {
      const key = `${source} ${operation}`;
      const before = lines.get(key)?.calls ?? 0;
      lines.set(key, {
        source,
        operation,
        ...(budget === undefined ? {} : { budget }),
        calls: before + calls,
      });
    }
    return [...lines.values()].filter(({ calls }) => calls > 0);
  }

  get calls(): number {
    let sum = 0;
    for (const { calls } of this.#made()) sum += calls;
    return sum;
  }

  #rowCalls(): number {
    let sum = 0;
    for (const { calls, isForRows } of this.#made()) if (isForRows) sum += calls;
    return sum;
  }

  #made(): Iterable<Entry> {
    if (!this.#hasCounts) return this.#entries.values();
    const entries = [...this.#entries.values()];
    const begun = new Set(entries.map(({ begins }) => begins));
    return entries.filter(({ counts }) => counts === undefined || !begun.has(counts));
  }

  #put(key: string, entry: Entry): void {
    const before = this.#entries.get(key);
    if (before === undefined || entry.calls > before.calls) this.#entries.set(key, entry);
  }
}
