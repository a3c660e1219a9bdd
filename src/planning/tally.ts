/** Calls, added up: the same call counts once however many fields need it. */
import { rowsBegun } from '../pagination/forecast.ts';
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
  /** Absent where it reads another page of a list, or none. */
  readonly begins?: Beginning | undefined;
}

/** A read of a list's first rows, or of its total alone: not made where another shows more rows, at the same time or before. */
interface Beginning {
  /** Names the list. */
  readonly list: string;
  readonly rows: number;
  readonly turn: number;
}

/** What a call reads of a list: the list's name, the read's, and the turn in which it is made (`World.turn`). */
export type ListRead = readonly [list: string, read: string, turn: number];

interface AddedCalls {
  readonly calls?: number;
  readonly isForRows?: boolean;
  readonly of?: ListRead;
}

export class Tally {
  readonly #entries = new Map<string, Entry>();
  /** By list: the rows of its beginning that were asked for first. */
  readonly #begun = new Map<string, number>();
  /** Whether the beginning of some list is asked for in several ways. */
  #isShared = false;
  /** Rows that are returned at most. */
  nodes = 0;

  /** `name` tells the call from others of the same operation: what it is about. */
  add(source: string, sent: Sent, name: string, { calls = 1, isForRows = false, of }: AddedCalls = {}): void {
    const { operation, budget } = sent;
    this.#put(`${source} ${operation} ${name}`, {
      source,
      operation,
      ...(budget === undefined ? undefined : { budget }),
      calls,
      isForRows,
      begins: of && beginningOf(source, of),
    });
  }

  /** Rows of which each is one source's, nobody knows whose: they cost at most what those of the dearest source cost. */
  addRows(branches: readonly Tally[]): void {
    let dearest: Tally | undefined;
    let nodes = 0;
    for (const branch of branches) {
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
    if (!this.#isShared) return this.#entries.values();
    const entries = [...this.#entries.values()];
    const byList = Map.groupBy(entries, ({ begins }) => begins?.list);
    return entries.filter(({ begins, calls }) => {
      if (begins === undefined) return true;
      return !byList.get(begins.list)?.some((other) => answers(other, begins, calls));
    });
  }

  #put(key: string, entry: Entry): void {
    const { begins } = entry;
    if (begins !== undefined) {
      const rows = this.#begun.get(begins.list) ?? begins.rows;
      this.#begun.set(begins.list, rows);
      this.#isShared ||= rows !== begins.rows;
    }
    const before = this.#entries.get(key);
    if (before === undefined || entry.calls > before.calls || isEarlier(entry, before))
      this.#entries.set(key, entry);
  }
}

function beginningOf(source: string, [list, read, turn]: ListRead): Beginning | undefined {
  const rows = rowsBegun(read);
  return rows === undefined ? undefined : { list: `${source} ${list}`, rows, turn };
}

/** Whether a call shows what another would, which is made so many times. */
function answers({ begins, calls }: Entry, other: Beginning, times: number): boolean {
  if (begins === undefined) return false;
  return begins.rows > other.rows && begins.turn <= other.turn && calls >= times;
}

function isEarlier(one: Entry, other: Entry): boolean {
  return one.calls === other.calls && (one.begins?.turn ?? 0) < (other.begins?.turn ?? 0);
}
