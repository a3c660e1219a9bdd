import type { Anchor } from './place.ts';

/** Neighbouring rows of one list, and how cursors remember them. Never changes: what reads more of the list makes another. */
export interface Strip<Row> {
  readonly rows: readonly Row[];
  readonly marks: readonly Anchor[];
}

export const NO_ROWS: Strip<never> = { rows: [], marks: [] };

/** Rows that came in one reply. Most are shown without a mark, so that marks are made when somebody asks for them. */
export class ReadStrip<Row> implements Strip<Row> {
  readonly rows: readonly Row[];
  readonly #mark: (row: Row) => Anchor;
  #marks: readonly Anchor[] | undefined;

  constructor(rows: readonly Row[], mark: (row: Row) => Anchor) {
    this.rows = rows;
    this.#mark = mark;
  }

  get marks(): readonly Anchor[] {
    return (this.#marks ??= this.rows.map(this.#mark));
  }
}
