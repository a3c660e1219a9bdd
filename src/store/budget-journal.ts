/** What outlives the process that counts budgets. */
import type { BudgetRecord } from './budget-record.ts';

export interface BudgetJournal {
  /** What the processes before have written of this budget. */
  recall(key: string): Recalled;
  /** Writes the record as it is when its turn comes; resolves once that is done. Never rejects: what fails is told to the log. */
  keep(key: string, record: () => BudgetRecord): Promise<void>;
  /** Ends what is being written. */
  close(): Promise<void>;
}

export interface Recalled {
  /** Their places add up. */
  readonly records: readonly BudgetRecord[];
  /** There was one that could not be read: Unix milliseconds at which it was written, at the latest. */
  readonly unreadable: number | undefined;
}
