/** When an operation is over: its client goes away, its time is up, or it has been answered. */
import type { Seated } from '../collections/seats.ts';
import { TimedSeats } from '../collections/timed-seats.ts';

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

/** AbortSignal.any() with AbortSignal.timeout() says the same, but cannot be ended: under load ten seconds' worth of finished operations are held. */
export function createDeadlines(now: () => number): Deadlines {
  const open = new TimedSeats<OpenDeadline>({
    left: ({ endsAt }, moment) => endsAt - moment,
    onTimeUp: (deadline) => deadline.expire(),
  });
  return {
    open: (client, milliseconds) =>
      new OpenDeadline(client, open, performance.now() + milliseconds, now() + milliseconds),
  };
}

class OpenDeadline implements Deadline, Seated {
  readonly at: number;
  /** By `performance.now()` */
  readonly endsAt: number;
  seat = 0;
  readonly #controller = new AbortController();
  readonly #client: Leaving;
  readonly #others: TimedSeats<OpenDeadline>;
  readonly #leave: () => void;

  constructor(client: Leaving, others: TimedSeats<OpenDeadline>, endsAt: number, at: number) {
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
