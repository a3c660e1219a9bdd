/** The budgets of a gateway that runs alone, with what it is to remember beyond its own life. */
import { join } from 'node:path';
import { openBudgetFolder } from './budget-folder.ts';
import type { BudgetJournal } from './budget-journal.ts';
import type { BudgetStore } from './budget-store.ts';
import type { Log } from './log.ts';
import { createMemoryBudgets } from './memory-budgets.ts';
import { CAUTIOUS_SHARE } from './open-account.ts';

export interface BudgetsParts {
  /** Where state is kept, below it a folder for this. Absent: nothing is remembered. */
  readonly directory: string | undefined;
  /** The share of every limit that may be spent in the first window. Absent: all, or half where `directory` cannot be used. */
  readonly firstShare: number | undefined;
  readonly log: Log;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export interface OpenBudgets {
  readonly store: BudgetStore;
  /** Ends what is being written. */
  close(): Promise<void>;
}

export function openBudgets({ directory, firstShare, log, now }: BudgetsParts): OpenBudgets {
  let journal: BudgetJournal | undefined;
  let share = firstShare;
  try {
    journal =
      directory === undefined
        ? undefined
        : openBudgetFolder({ directory: join(directory, FOLDER), log, now });
  } catch (error) {
    log.warn({ directory, err: error }, UNUSABLE);
    share ??= CAUTIOUS_SHARE;
  }
  return {
    store: createMemoryBudgets({ firstShare: share, journal, now }),
    close: async () => journal?.close(),
  };
}

const FOLDER = 'budgets';

const UNUSABLE =
  'The state directory cannot be used, so what was spent of the budgets is not known from one start to the next: ' +
  'only half of each may be spent in its first window. Name one that this process may write in `state.directory`.';
