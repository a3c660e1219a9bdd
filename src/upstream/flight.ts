/** One exchange that several callers wait for, each with its own signal and deadline. */
import { Aborter } from '../abort.ts';
import type { Seated } from '../collections/seats.ts';
import { TimedSeats } from '../collections/timed-seats.ts';
import { asError } from '../errors.ts';
import { abandonment, budgetLoss, leaving, lost } from './faults.ts';
import { shared } from './freeze.ts';
import type { Fetched, Send, Trip } from './trip.ts';
import type { Call } from './upstream.ts';

export interface FlightParts {
  /** Count of the epochs now. */
  readonly asOf: number;
  readonly next: Send;
  readonly waiters: Waiters;
  readonly now: () => number;
  /** Called once it has landed or its last waiter has left: from then on nobody may join. */
  readonly onEnd: (flight: Flight) => void;
}

export class Flight {
  readonly asOf: number;
  readonly #starter: Call;
  readonly #parts: FlightParts;
  readonly #aborter = new Aborter();
  readonly #trip: Trip;
  #waiting: Waiter[] = [];
  #joined = false;

  constructor(trip: Trip, parts: FlightParts) {
    this.asOf = parts.asOf;
    this.#starter = trip.call;
    this.#parts = parts;
    this.#trip = { ...trip, signal: this.#aborter };
    parts.next(this.#trip).then(
      (reply) => {
        const told = this.#joined ? shared(reply) : reply;
        for (const waiter of this.#land()) waiter.resolve(told);
      },
      (error: unknown) => {
        for (const waiter of this.#land()) waiter.reject(asError(error));
      },
    );
  }

  /** Fresh data may not have been asked for before the operation that wants it began: it shares only what that operation itself started. */
  servesFresh(call: Call): boolean {
    return call === this.#starter;
  }

  join(trip: Trip): Promise<Fetched> {
    this.#joined = true;
    trip.outcome = 'deduplicated';
    return this.wait(trip);
  }

  /** The reply, or the end of this waiter's own time. The exchange itself goes on until nobody waits. */
  wait(trip: Trip): Promise<Fetched> {
    this.#trip.deadline = Math.max(this.#trip.deadline, trip.deadline);
    return new Promise((resolve, reject) => {
      const timeLeft = trip.deadline - this.#parts.now();
      const waiter = new Waiter({ flight: this, trip, timeLeft, resolve, reject });
      this.#waiting.push(waiter);
      this.#parts.waiters.add(waiter);
      trip.signal.addEventListener('abort', waiter.onAbort);
    });
  }

  /** The client of one is gone, or its time is up. */
  leave(waiter: Waiter, isLate: boolean): void {
    const { now, onEnd } = this.#parts;
    const { trip, reject } = waiter;
    this.#rest(waiter);
    this.#waiting = this.#waiting.filter((other) => other !== waiter);
    // Told of what holds the exchange up, where something does.
    const loss = budgetLoss(this.#trip, now()) ?? (isLate ? abandonment(trip, 'late') : leaving(trip, now()));
    if (this.#waiting.length === 0) {
      onEnd(this);
      this.#aborter.abort();
    }
    reject(lost(trip, loss, false));
  }

  /** Those who wait to be told. */
  #land(): readonly Waiter[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#parts.onEnd(this);
    for (const waiter of waiting) this.#rest(waiter);
    return waiting;
  }

  #rest(waiter: Waiter): void {
    this.#parts.waiters.delete(waiter);
    waiter.trip.signal.removeEventListener('abort', waiter.onAbort);
  }
}

/** Of all flights of a source: whose time is up leaves. */
export type Waiters = TimedSeats<Waiter>;

export function createWaiters(): Waiters {
  return new TimedSeats<Waiter>({
    left: ({ endsAt }, moment) => endsAt - moment,
    onTimeUp: (waiter) => waiter.flight.leave(waiter, true),
  });
}

interface WaiterParts {
  readonly flight: Flight;
  readonly trip: Trip;
  /** Milliseconds. */
  readonly timeLeft: number;
  readonly resolve: (reply: Fetched) => void;
  readonly reject: (error: Error) => void;
}

class Waiter implements Seated {
  seat = 0;
  readonly flight: Flight;
  readonly trip: Trip;
  /** By `performance.now()` */
  readonly endsAt: number;
  readonly resolve: WaiterParts['resolve'];
  readonly reject: WaiterParts['reject'];
  readonly onAbort: () => void;

  constructor({ flight, trip, timeLeft, resolve, reject }: WaiterParts) {
    this.flight = flight;
    this.trip = trip;
    this.endsAt = performance.now() + timeLeft;
    this.resolve = resolve;
    this.reject = reject;
    const leave = () => flight.leave(this, false);
    this.onAbort = leave;
  }
}
