import type { ListPage } from './types.ts';

/** Rows of a list at their offsets. */
export interface Piece<Row> {
  readonly start: number;
  /** The limit asked for. */
  readonly limit: number;
  readonly rows: readonly Row[];
  readonly page: ListPage<Row>;
  /** Fewer rows came than were asked for, and the list ends behind them. */
  readonly isEnd: boolean;
  /** Rows that were left out of the page, by what the provider tells of the list. */
  readonly missing: number;
  /** The page is the list's end if the provider kept to the limit, which it has not yet been seen to do. */
  readonly isUnsure: boolean;
}
