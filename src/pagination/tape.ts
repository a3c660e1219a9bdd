import type { Anchor } from './place.ts';
import type { Strip } from './strip.ts';
import type { Window } from './window.ts';

/** A run of neighbouring rows of one list, read as far as was needed and extended on demand. */
export interface Tape<Row> {
  /** Offset of the first row held. */
  readonly start: number;
  /** The rows as they are held now. */
  readonly strip: Strip<Row>;
  readonly rows: readonly Row[];
  /** `rows` as cursors remember them. */
  readonly marks: readonly Anchor[];
  /** Offset behind the list's last row, once known. */
  readonly end: number | undefined;
  /** What the provider says that the list has, or what is known because all of it was read. */
  readonly total: number | undefined;
  /** Unix milliseconds of the oldest reply used. */
  readonly fetchedAt: number | undefined;
  readonly isStale: boolean;
  /** The list changed between two calls, and the rows could not be joined by their overlap. */
  readonly isTorn: boolean;
  /** Pages that were kept and others are held together, and do not show one state of the list. Its end is unknown then. */
  readonly isMixed: boolean;
  /** Rows were left out of the pages held, which so reach further than their rows. */
  readonly lacksRows: boolean;
  /** How often pages turned out to be of another size than was thought, and other rows may be held since. */
  readonly resizes: number;
  /** Rows that one call can bring. */
  readonly reach: number;
  /** Reads the first so many rows of the list, where one reply leaves no doubt about them. False where it would or does: nothing is held then. */
  begin(rows: number): Promise<boolean>;
  /** Reads what it lacks of a window (as far as the list goes). Rows far away from those held replace them. */
  cover(need: Window, wishes?: readonly Window[]): Promise<void>;
  /** Reads one page more, as far as it goes, next to the rows held. */
  widen(toward: 'down' | 'up'): Promise<void>;
  /** Reads on behind the rows held, just after they were read, up to an offset (as far as the list goes). */
  extend(to: number): Promise<void>;
  /** Replaces the rows held by the one page of the largest limit that shows an offset. */
  jump(offset: number): Promise<void>;
  /** Confirms that the rows are where they seem to be. True where they were not and have been dropped. */
  verify(): Promise<boolean>;
  /** Drops the rows held where pages that were kept are among them, and reads such no more. True where it did, which is once. */
  renew(): boolean;
  /** Learns `total`. Undefined where the provider does not say. */
  learnTotal(): Promise<number | undefined>;
}

/** Offset behind the last row held. */
export function edgeOf({ start, rows }: Pick<Tape<unknown>, 'start' | 'rows'>): number {
  return start + rows.length;
}
