/** Those who wait, each with a time of its own, and one timer for them all: what is due next seldom changes, and few live to see it. */
import { LONGEST_TIMEOUT } from '../timers.ts';
import { Seats, type Seated } from './seats.ts';

/** Milliseconds that the timer waits beyond a member's time, which is never cut short: who began at about the same time ends together. */
const GRACE = 5;

export interface TimedSeatsParts<Member> {
  /** Milliseconds that it has left at a moment of `performance.now()`. May grow meanwhile; where it shrinks, that may be noticed late. */
  readonly left: (member: Member, moment: number) => number;
  /** Its time is up. It is there until it is deleted. */
  readonly onTimeUp: (member: Member, moment: number) => void;
}

export class TimedSeats<Member extends Seated> {
  readonly #parts: TimedSeatsParts<Member>;
  readonly #seats = new Seats<Member>();
  #timer: NodeJS.Timeout | undefined;
  /** By `performance.now()`; Infinity where no timer runs. */
  #due = Infinity;

  constructor(parts: TimedSeatsParts<Member>) {
    this.#parts = parts;
  }

  /** For one that is not there. */
  add(member: Member): void {
    this.#seats.add(member);
    const moment = performance.now();
    this.#wake(moment, this.#parts.left(member, moment));
  }

  /** Whether it was there. */
  delete(member: Member): boolean {
    return this.#seats.delete(member);
  }

  #wake(moment: number, wait: number): void {
    if (moment + wait >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = moment + wait;
    // A connection keeps the process awake, not this.
    this.#timer = setTimeout(
      () => this.#expire(),
      Math.min(Math.ceil(wait) + GRACE, LONGEST_TIMEOUT),
    ).unref();
  }

  #expire(): void {
    this.#due = Infinity;
    const moment = performance.now();
    let soonest = Infinity;
    for (const member of this.#seats) {
      const left = this.#parts.left(member, moment);
      if (left > 0) soonest = Math.min(soonest, left);
      else this.#parts.onTimeUp(member, moment);
    }
    if (soonest < Infinity) this.#wake(moment, soonest);
  }
}
