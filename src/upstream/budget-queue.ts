/** Who waits for one budget: writes first, then what a client waits for, then the background; equals in the order of arrival. */
import { waitFor } from '../store/budget-room.ts';
import type { BudgetNews, BudgetState, BudgetStore, BudgetTerms } from '../store/budget-store.ts';
import { LONGEST_TIMEOUT } from '../timers.ts';
import { isWrite, leaving, lost, spent } from './faults.ts';
import { createPace } from './pace.ts';
import type { Trip } from './trip.ts';

export interface BudgetQueueParts {
  readonly store: BudgetStore;
  /** Key of the budget in the store. */
  readonly key: string;
  readonly terms: BudgetTerms;
  readonly now: () => number;
}

interface Waiter {
  readonly trip: Trip;
  /** 0 goes first. */
  readonly rank: number;
  readonly admit: (ticket: string) => void;
  readonly refuse: (error: Error) => void;
}

const BACKGROUND = 2;
/** The part of a budget that the background leaves to others. */
const RESERVE = 1 / 4;

export class BudgetQueue {
  readonly #parts: BudgetQueueParts;
  #waiting: Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;
  #asking = false;
  /** Something changed while the store was asked. */
  #again = false;
  /** A call that begins later than this before its deadline would spend a place for an answer that comes too late. */
  readonly #pace = createPace();
  /** Places that the background leaves. */
  #reserve: number;

  constructor(parts: BudgetQueueParts) {
    this.#parts = parts;
    this.#reserve = reserveOf(parts.terms.limit);
  }

  /**
   * A ticket, once it is this call's turn; `settle` it. Rejects with RATE_LIMITED as soon as the turn cannot come before the trip's deadline, and when the
   * trip's signal is aborted; NOT_DONE for a write.
   */
  enter(trip: Trip): string | Promise<string> {
    const { now } = this.#parts;
    if (trip.signal.aborted || now() >= trip.deadline)
      return Promise.reject(lost(trip, leaving(trip, now()), false));
    return this.#enterAtOnce(trip) ?? this.#enterInTurn(trip);
  }

  /** Undefined where it has to be waited for, if only for the store's answer. */
  #enterAtOnce(trip: Trip): string | undefined {
    if (this.#asking || this.#waiting.length > 0) return undefined;
    const { store, key, terms } = this.#parts;
    const taken = store.takeAtOnce?.(key, terms, this.#spare(rankOf(trip)));
    if (taken === undefined) return undefined;
    this.#reserve = reserveOf(terms.limit ?? taken.state.quota?.limit);
    return taken.ticket;
  }

  async #enterInTurn(trip: Trip): Promise<string> {
    const { now } = this.#parts;
    const began = now();
    let leave: () => void = () => undefined;
    try {
      return await new Promise<string>((admit, refuse) => {
        const waiter = { trip, rank: rankOf(trip), admit, refuse };
        leave = () => {
          this.#waiting = this.#waiting.filter((other) => other !== waiter);
          refuse(lost(trip, leaving(trip, now()), false));
        };
        trip.signal.addEventListener('abort', leave);
        const behind = this.#waiting.findIndex((other) => other.rank > waiter.rank);
        this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, waiter);
        void this.#advance();
      });
    } finally {
      // Asking the store is no waiting.
      if (trip.turnAt !== undefined) trip.spending.waited += now() - began;
      trip.turnAt = undefined;
      trip.signal.removeEventListener('abort', leave);
    }
  }

  /** `took` in milliseconds, where the call was answered. */
  settle(ticket: string, news: BudgetNews, took?: number): Promise<void> | undefined {
    const { store, key, terms } = this.#parts;
    if (took !== undefined) this.#pace.note(took);
    const settling = store.settle(key, ticket, terms, news);
    if (settling !== undefined) return settling.then(() => this.#goOn());
    this.#goOn();
    return undefined;
  }

  #goOn(): void {
    if (this.#waiting.length > 0) void this.#advance();
  }

  look(): Promise<BudgetState> {
    return this.#parts.store.look(this.#parts.key, this.#parts.terms);
  }

  /** Lets in whoever can go now, sends away whoever's time will not do, and comes back when the next place is free. */
  async #advance(): Promise<void> {
    this.#again = true;
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    try {
      while (this.#again) {
        this.#again = false;
        await this.#admitAll();
      }
    } catch (error) {
      // The store cannot be asked: without it nobody may go.
      for (const { refuse } of this.#waiting.splice(0)) refuse(error as Error);
    } finally {
      this.#asking = false;
    }
  }

  async #admitAll(): Promise<void> {
    const { store, key, terms } = this.#parts;
    for (let [first] = this.#waiting; first !== undefined; [first] = this.#waiting) {
      const { ticket, state } = await store.take(key, terms, this.#spare(first.rank));
      this.#reserve = reserveOf(terms.limit ?? state.quota?.limit);
      if (ticket === undefined) {
        this.#sendAway(state);
        return;
      }
      // The first one may have left meanwhile, or a better one come.
      const next = this.#waiting[0];
      if (next !== undefined && next.rank <= first.rank) {
        this.#waiting.shift();
        next.admit(ticket);
      } else {
        await store.settle(key, ticket, terms, { unsent: true });
      }
    }
  }

  #sendAway(state: BudgetState): void {
    const { terms, now } = this.#parts;
    const moment = now();
    const staying: Waiter[] = [];
    let soonest = LONGEST_TIMEOUT;
    for (const waiter of this.#waiting) {
      const { trip } = waiter;
      const wait = waitFor(staying.length + this.#spare(waiter.rank), state, terms);
      if (moment + wait + this.#pace.expected() > trip.deadline) {
        waiter.refuse(lost(trip, spent(trip, wait), false));
        continue;
      }
      trip.turnAt = moment + wait;
      staying.push(waiter);
      soonest = Math.min(soonest, Math.max(1, wait), trip.deadline - this.#pace.expected() - moment);
    }
    this.#waiting = staying;
    clearTimeout(this.#timer);
    if (staying.length > 0)
      this.#timer = setTimeout(() => void this.#advance(), Math.max(1, Math.ceil(soonest)));
  }

  #spare(rank: number): number {
    return rank === BACKGROUND ? this.#reserve : 0;
  }
}

function rankOf(trip: Trip): number {
  if (isWrite(trip)) return 0;
  return trip.call.background === true ? BACKGROUND : 1;
}

function reserveOf(limit = 0): number {
  return Math.ceil(limit * RESERVE);
}
