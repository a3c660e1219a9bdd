/**
 * What was spent of the providers' limits: shared by all replicas, so that together they keep them.
 *
 * Time is the store's own, and passes only as durations. Every operation is asynchronous, atomic and one round trip: over Redis each is a
 * Lua script over one key. An operation that cannot be done rejects, within a time limit of the implementation's own.
 *
 * A call occupies a place from `take` until one window after its end; one without an answer, until one window after the latest end that a call
 * can have. The provider counted it somewhere in between, so that no window of its own, wherever it begins, holds more calls than there are
 * places.
 */
import type { Milliseconds } from './store.ts';

export interface BudgetStore {
  /** Takes a place if more than `spare` are free; says in any case how the budget stands, the place taken included. */
  take(key: string, terms: BudgetTerms, spare: number): Promise<Taken>;
  /**
   * The call that held the place has ended; `news` is what its reply told. An unknown ticket changes no place. Undefined where that is done already.
   */
  settle(key: string, ticket: string, terms: BudgetTerms, news?: BudgetNews): Promise<void> | undefined;
  look(key: string, terms: BudgetTerms): Promise<BudgetState>;
  /** As `take`, where nothing has to be waited for; undefined, and nothing taken, where it has to be. Absent in stores where it always has to be. */
  takeAtOnce?(key: string, terms: BudgetTerms, spare: number): Taken | undefined;
}

export interface BudgetTerms {
  /** Places per window. Absent: no number is known beforehand. */
  readonly limit?: number | undefined;
  readonly windowLength: Milliseconds;
  /** When a call that was never settled counts as ended: its process is gone. */
  readonly longestCall: Milliseconds;
}

export interface BudgetNews {
  /** Nothing was sent after all: the place is free at once. */
  readonly unsent?: boolean | undefined;
  /** No answer came: the provider may count the call as late as the longest one can end. */
  readonly unanswered?: boolean | undefined;
  /** The provider asked for a pause: no place before it is over. */
  readonly pause?: Milliseconds | undefined;
  readonly quota?: Quota | undefined;
}

/** What the provider's headers say is left. Within one period the lowest figure told holds: replies overtake each other. */
export interface Quota {
  readonly limit: number | undefined;
  readonly remaining: number;
  /** Until the period ends and all is free again. */
  readonly resetsIn: Milliseconds;
}

export interface Taken {
  /** Undefined where no place was to be had. */
  readonly ticket: string | undefined;
  readonly state: BudgetState;
}

export interface BudgetState {
  /** When each occupied place becomes free, soonest first. Of calls under way: at the soonest. */
  readonly occupied: readonly Milliseconds[];
  /** Calls under way. */
  readonly underWay: number;
  /** What is left of a pause; 0 for none. */
  readonly pause: Milliseconds;
  /** The period that is running, if one is known. */
  readonly quota: Quota | undefined;
}
