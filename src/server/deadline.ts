/** When an operation is over: its client goes away, its time is up, or it has been answered. */
import { Aborter, type AbortSignalLike } from '../abort.ts';
import type { Seated } from '../collections/seats.ts';
import { TimedSeats } from '../collections/timed-seats.ts';

export interface Deadline {
  /** Aborted when the client goes away, or with a `TimeoutError` when the time is up. */
  readonly signal: AbortSignalLike;
  /** Unix milliseconds, by the clock that calls are held against. */
  readonly at: number;
  /** To be called once it has been answered: else it is held, with all that waits for it, until its time is up. */
  end(): void;
}

export interface Deadlines {
  open(client: AbortSignalLike, milliseconds: number): Deadline;
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
  readonly signal = new Aborter();
  readonly #client: AbortSignalLike;
  readonly #others: TimedSeats<OpenDeadline>;
  readonly #leave: () => void;

  constructor(client: AbortSignalLike, others: TimedSeats<OpenDeadline>, endsAt: number, at: number) {
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

  expire(): void {
    this.#abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }

  end(): void {
    if (this.#others.delete(this)) this.#client.removeEventListener('abort', this.#leave);
  }

  #abort(reason: unknown): void {
    this.end();
    this.signal.abort(reason);
  }
}
