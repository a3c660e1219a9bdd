import { type Anchor, digest } from './place.ts';

/** How rows are told apart and sorted. */
export interface RowRules<Row> {
  id(row: Row): string;
  time(row: Row): string | null | undefined;
}

/** A row as a cursor would remember it. Most are never put into one, and lists that are not merged need no times: both are found when they are read. */
export class Mark<Row> implements Anchor {
  readonly #row: Row;
  readonly #rules: RowRules<Row>;
  #id: string | undefined;
  #time: number | null | undefined;

  constructor(row: Row, rules: RowRules<Row>) {
    this.#row = row;
    this.#rules = rules;
  }

  get id(): string {
    return (this.#id ??= digest(this.#rules.id(this.#row)));
  }

  get time(): number | null {
    if (this.#time === undefined) {
      const at = Date.parse(this.#rules.time(this.#row) ?? '');
      this.#time = Number.isNaN(at) ? null : at;
    }
    return this.#time;
  }
}
