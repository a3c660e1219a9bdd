/** Budgets of a gateway that runs alone: counted within this process; with a journal, known to the next one. */
import { LRUCache } from 'lru-cache';
import { advance, counts, depart, learn, stateOf, type Account } from './budget-account.ts';
import type { BudgetJournal } from './budget-journal.ts';
import { recordOf } from './budget-record.ts';
import { room } from './budget-room.ts';
import type { BudgetState, BudgetStore, BudgetTerms, Taken } from './budget-store.ts';
import { openAccount } from './open-account.ts';
import { promised } from './promised.ts';

export interface MemoryBudgetsParts {
  /**
   * The share of every limit that may be spent within the first window, from 0 to 1: less than all where an earlier process may have spent
   * something that is not known here. At least one call. Default 1.
   */
  readonly firstShare?: number | undefined;
  /** Absent: what is counted ends with the process. */
  readonly journal?: BudgetJournal | undefined;
  /** Unix milliseconds. */
  readonly now?: (() => number) | undefined;
}

interface Entry {
  readonly account: Account;
  /** Calls that are written down as spent and may still leave, and until when. */
  ahead: { left: number; readonly until: number };
  /** Settles once they are written down, or cannot be. */
  written: Promise<void>;
  isWriting: boolean;
}

/** A hundredth of what is left is written down at once, before the first of those calls leaves: of small limits, every call by itself. */
const BLOCKS = 100;
/** Most budgets that are counted, where callers bring credentials: beyond it the one unused for longest is forgotten. */
const MOST_ENTRIES = 20_000;
/** Milliseconds within which the calls of a block have to leave. */
const BLOCK_LASTS = 1_000;

const NOTHING = { records: [], unreadable: undefined };

export function createMemoryBudgets({
  firstShare = 1,
  journal,
  now = Date.now,
}: MemoryBudgetsParts = {}): BudgetStore {
  const entries = new LRUCache<string, Entry>({ max: MOST_ENTRIES });
  const began = now();
  let tickets = 0;
  /** What `entries` was asked for last, and so the last to be thrown out: one call follows another. */
  let latestKey: string | undefined;
  let latest: Entry | undefined;

  const open = (key: string, terms: BudgetTerms): Entry => {
    const recalled = journal?.recall(key) ?? NOTHING;
    const account = openAccount(terms, { recalled, began, firstShare, now: now() });
    return { account, ahead: { left: 0, until: 0 }, written: Promise.resolve(), isWriting: false };
  };
  const entryOf = (key: string, terms: BudgetTerms): Entry => {
    if (latest !== undefined && key === latestKey) return latest;
    let found = entries.get(key);
    if (found === undefined) {
      found = open(key, terms);
      entries.set(key, found);
    }
    latestKey = key;
    latest = found;
    return found;
  };
  /** As it stands now. */
  const entry = (key: string, terms: BudgetTerms): Entry => {
    const found = entryOf(key, terms);
    advance(found.account, terms, now());
    return found;
  };

  const write = (key: string, found: Entry, terms: BudgetTerms): Promise<void> | undefined =>
    journal?.keep(key, () => {
      const { left, until } = found.ahead;
      const ahead = now() < until ? left : 0;
      return recordOf(found.account, terms, { ahead, latestEnd: until + terms.longestCall, savedAt: now() });
    });
  /** Whether a call that is taken now is written down already. */
  const isWritten = ({ account, ahead, isWriting }: Entry, terms: BudgetTerms): boolean =>
    journal === undefined ||
    !counts(account, terms, now()) ||
    (ahead.left > 0 && now() < ahead.until && !isWriting) ||
    blockOf(stateOf(account, terms, now()), terms) === 0;
  /** Takes note that the call that was just taken is written down, or writes it down. */
  const writeAhead = (key: string, found: Entry, terms: BudgetTerms, state: BudgetState) => {
    const block = blockOf(state, terms);
    if (journal === undefined || block === 0) return;
    if (found.ahead.left > 0 && now() < found.ahead.until) {
      found.ahead.left -= 1;
      return;
    }
    found.ahead = { left: block - 1, until: now() + BLOCK_LASTS };
    const ahead = found.ahead;
    found.isWriting = true;
    found.written = Promise.resolve(write(key, found, terms)).finally(() => {
      if (found.ahead === ahead) found.isWriting = false;
    });
  };

  const take = (key: string, found: Entry, terms: BudgetTerms, spare: number): Taken => {
    const { account } = found;
    const moment = now();
    const isCounted = counts(account, terms, moment);
    if (isCounted) {
      const state = stateOf(account, terms, moment);
      if (room(state, terms) <= spare) return { ticket: undefined, state };
    }
    tickets += 1;
    const ticket = String(tickets);
    depart(account, ticket, moment + terms.longestCall);
    const taken = { ticket, state: stateOf(account, terms, moment) };
    if (isCounted) writeAhead(key, found, terms, taken.state);
    return taken;
  };

  return {
    async take(key, terms, spare) {
      const found = entry(key, terms);
      const taken = take(key, found, terms, spare);
      if (taken.ticket !== undefined && found.isWriting) await found.written;
      return taken;
    },
    takeAtOnce(key, terms, spare) {
      const found = entry(key, terms);
      return isWritten(found, terms) ? take(key, found, terms, spare) : undefined;
    },
    settle(key, ticket, terms, news = {}) {
      const found = entry(key, terms);
      const { account } = found;
      const latestEnd = account.underWay.get(ticket);
      account.underWay.delete(ticket);
      if (latestEnd !== undefined && terms.limit !== undefined && news.unsent !== true) {
        account.ends.push((news.unanswered === true ? latestEnd : now()) + terms.windowLength);
      }
      const isNews = news.pause !== undefined || (news.quota !== undefined && account.quota === undefined);
      learn(account, news, now());
      if (journal === undefined) return undefined;
      // What was written before the call left says that it lasts as long as it can: of many calls that will do.
      const isToWrite = isNews || blockOf(stateOf(account, terms, now()), terms) === 1;
      return isToWrite ? write(key, found, terms) : undefined;
    },
    look: (key, terms) => promised(() => stateOf(entry(key, terms).account, terms, now())),
  };
}

/** How many calls are written down at once; 0 where nothing is counted. */
function blockOf(state: BudgetState, terms: BudgetTerms): number {
  if (terms.limit === undefined && state.quota === undefined) return 0;
  return Math.max(1, Math.floor(room({ ...state, pause: 0 }, terms) / BLOCKS));
}
