import type { Position } from './cursor.ts';
import type { Parts } from './parts.ts';
import type { WalkOptions } from './types.ts';

/** What all legs of a page share. */
export interface Journey<Row> {
  readonly options: WalkOptions<Row>;
  readonly parts: Parts;
  /** Unix milliseconds. */
  readonly began: number;
  readonly size: number;
  readonly after: Position | undefined;
  readonly before: Position | undefined;
}
