/** One exchange that several callers wait for, each with its own signal and deadline. */
import { Aborter } from '../abort.ts';
import { abandonment, budgetLoss, leaving, lost } from './faults.ts';
import { shared } from './freeze.ts';
import type { Fetched, Loss, Send, Trip } from './trip.ts';
import type { Call } from './upstream.ts';

/** The longest that `setTimeout` can wait. */
const MOST_MILLISECONDS = 2 ** 31 - 1;

export interface FlightParts {
  /** Count of the epochs now. */
  readonly asOf: number;
  readonly next: Send;
  readonly now: () => number;
  /** Called once it has landed or its last waiter has left: from then on nobody may join. */
  readonly onEnd: (flight: Flight) => void;
}

export class Flight {
  readonly asOf: number;
  readonly #starter: Call;
  readonly #now: () => number;
  readonly #aborter = new Aborter();
  readonly #trip: Trip;
  readonly #landing: Promise<Fetched>;
  readonly #onEnd: FlightParts['onEnd'];
  #waiting = 0;
  #joined = false;

  constructor(trip: Trip, { asOf, next, now, onEnd }: FlightParts) {
    this.asOf = asOf;
    this.#starter = trip.call;
    this.#now = now;
    this.#onEnd = onEnd;
    this.#trip = { ...trip, signal: this.#aborter };
    this.#landing = this.#fly(next);
    const end = () => onEnd(this);
    this.#landing.then(end, end);
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
    this.#waiting += 1;
    this.#trip.deadline = Math.max(this.#trip.deadline, trip.deadline);
    return new Promise((resolve, reject) => {
      const rest = () => {
        clearTimeout(timer);
        trip.signal.removeEventListener('abort', onAbort);
      };
      const leave = (loss: Loss) => {
        rest();
        this.#waiting -= 1;
        if (this.#waiting === 0) {
          this.#onEnd(this);
          this.#aborter.abort();
        }
        reject(lost(trip, loss, false));
      };
      const heldUp = () => budgetLoss(this.#trip, this.#now());
      const onAbort = () => leave(heldUp() ?? leaving(trip, this.#now()));
      const timeLeft = Math.max(0, Math.min(trip.deadline - this.#now(), MOST_MILLISECONDS));
      const timer = setTimeout(() => leave(heldUp() ?? abandonment(trip, 'late')), timeLeft);
      trip.signal.addEventListener('abort', onAbort);
      const land = () => {
        rest();
        resolve(this.#landing);
      };
      this.#landing.then(land, land);
    });
  }

  async #fly(next: Send): Promise<Fetched> {
    const reply = await next(this.#trip);
    return this.#joined ? shared(reply) : reply;
  }
}
