/** Where a place's gap is in the list as it is now. */
export interface Seat {
  /** Rows of the list before the gap. */
  readonly gap: number;
  /** The gap is a guess: rows may be missed or come twice. */
  readonly isDrifted: boolean;
}
