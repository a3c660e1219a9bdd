/** When an operation is over: its client goes away, its time is up, or it has been answered. */
import { Seats, type Seated } from '../collections/seats.ts';

/** As much of an `AbortSignal` as it takes to hear of a client that goes away. */
export interface Leaving extends Pick<AbortSignal, 'aborted' | 'reason'> {
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface Deadline {
  /** Aborted when the client goes away, or with a `TimeoutError` when the time is up. */
  readonly signal: AbortSignal;
  /** Unix milliseconds, by the clock that calls are held against. */
  readonly at: number;
  /** To be called once it has been answered: else it is held, with all that waits for it, until its time is up. */
  end(): void;
}

export interface Deadlines {
  open(client: Leaving, milliseconds: number): Deadline;
}

/** The longest that `setTimeout` can wait. */
const MOST_MILLISECONDS = 2 ** 31 - 1;

/**
 * One timer for all operations under way: most have the same time, and few live to see it. AbortSignal.any() with AbortSignal.timeout() says the same, but
 * cannot be ended: under load ten seconds' worth of finished operations are held.
 */
export function createDeadlines(now: () => number): Deadlines {
  const open = new Seats<OpenDeadline>();
  let timer: NodeJS.Timeout | undefined;
  /** By `performance.now()`; Infinity where no timer runs. */
  let due = Infinity;

  const wakeAt = (moment: number) => {
    if (moment >= due) return;
    clearTimeout(timer);
    due = moment;
    // A connection keeps the process awake, not this.
    const wait = Math.max(0, moment - performance.now());
    timer = setTimeout(expire, Math.min(wait, MOST_MILLISECONDS)).unref();
  };
  const expire = () => {
    due = Infinity;
    const moment = performance.now();
    let soonest = Infinity;
    for (const deadline of open) {
      if (deadline.endsAt <= moment) deadline.expire();
      else soonest = Math.min(soonest, deadline.endsAt);
    }
    wakeAt(soonest);
  };

  return {
    open(client, milliseconds) {
      const deadline = new OpenDeadline(client, open, performance.now() + milliseconds, now() + milliseconds);
      if (!deadline.signal.aborted) wakeAt(deadline.endsAt);
      return deadline;
    },
  };
}

class OpenDeadline implements Deadline, Seated {
  readonly at: number;
  /** By `performance.now()` */
  readonly endsAt: number;
  seat = 0;
  readonly #controller = new AbortController();
  readonly #client: Leaving;
  readonly #others: Seats<OpenDeadline>;
  readonly #leave: () => void;

  constructor(client: Leaving, others: Seats<OpenDeadline>, endsAt: number, at: number) {
    this.at = at;
    this.endsAt = endsAt;
    this.#client = client;
    this.#others = others;
    const leave = () => this.#abort(client.reason);
    this.#leave = leave;
    others.add(this);
    if (client.aborted) leave();
    else client.addEventListener('abort', leave);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  expire(): void {
    this.#abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }

  end(): void {
    if (this.#others.delete(this)) this.#client.removeEventListener('abort', this.#leave);
  }

  #abort(reason: unknown): void {
    this.end();
    this.#controller.abort(reason);
  }
}
