/** A trip past its observers and guards to the client and back: where none of them holds it up, all of them see its end in one turn, for one promise in all. */
import { asError } from '../errors.ts';
import type { Client, End, Fetched, Guard, Observer, Retry, Send, Trip } from './trip.ts';

export interface Way {
  /** See a trip as a whole, whatever tries it takes. Outermost first: the innermost sees its end first. */
  readonly observers?: readonly Observer[];
  readonly retry?: Retry | undefined;
  /** See each try. Outermost first, as observers. */
  readonly guards?: readonly Guard[];
  readonly client: Client;
}

export function guarded({ observers = [], retry, guards = [], client }: Way): Send {
  const way = { observers, retry, guards, client, steps: [...observers, ...guards] };
  return (trip) =>
    new Promise((resolve, reject) => {
      new Passage({ way, trip, resolve, reject }).begin();
    });
}

/** What stands further in, as the innermost step for those who see the whole of a trip. */
export function clientOf(send: Send): Client {
  return (trip, end) => {
    send(trip).then(
      (reply) => end.replied(reply),
      (error: unknown) => end.failed(error),
    );
  };
}

interface WholeWay extends Required<Way> {
  /** The observers, then the guards. */
  readonly steps: readonly Partial<Observer>[];
}

interface PassageParts {
  readonly way: WholeWay;
  readonly trip: Trip;
  readonly resolve: (reply: Fetched) => void;
  readonly reject: (error: Error) => void;
}

class Passage implements End {
  readonly #parts: PassageParts;
  #tries = 0;

  constructor(parts: PassageParts) {
    this.#parts = parts;
  }

  begin(): void {
    const { way, trip } = this.#parts;
    let passed = 0;
    try {
      for (const observer of way.observers) {
        observer.begin?.(trip);
        passed += 1;
      }
      way.retry?.begin();
    } catch (error) {
      this.#giveUp(error, passed);
      return;
    }
    this.#try();
  }

  #try(): void {
    this.#tries += 1;
    this.#parts.trip.answer = undefined;
    this.#go(0);
  }

  /** Onwards from the guard at this index. */
  #go(start: number): void {
    const { way, trip } = this.#parts;
    let passed = start;
    try {
      for (const guard of start === 0 ? way.guards : way.guards.slice(start)) {
        guard.begin?.(trip);
        const held = guard.hold?.(trip);
        if (held !== undefined) {
          const here = passed;
          held.then(
            () => this.#go(here + 1),
            (error: unknown) => this.#fail(error, here),
          );
          return;
        }
        passed += 1;
      }
      way.client(trip, this);
    } catch (error) {
      void this.#fail(error, passed);
    }
  }

  replied(reply: Fetched): void {
    const { way, trip, resolve } = this.#parts;
    const { observers, steps } = way;
    let outside = steps.length;
    try {
      while (outside > 0) {
        outside -= 1;
        steps[outside]?.replied?.(trip, reply);
      }
    } catch (error) {
      // What a guard throws has another try, as any failure below the retry.
      if (outside >= observers.length) void this.#fail(error, outside - observers.length);
      else this.#giveUp(error, outside);
      return;
    }
    resolve(reply);
  }

  failed(error: unknown): void {
    void this.#fail(error, this.#parts.way.guards.length);
  }

  /** Told to those of the guards that the trip had passed; then it is tried again, or has failed. */
  async #fail(error: unknown, passed: number): Promise<void> {
    const { way, trip } = this.#parts;
    const { observers, retry, guards } = way;
    let reason = error;
    for (const guard of guards.slice(0, passed).toReversed()) {
      try {
        guard.failed?.(trip, reason);
        if (guard.judge !== undefined) reason = await guard.judge(trip, reason);
      } catch (another) {
        reason = another;
      }
    }
    let isAgain = false;
    try {
      isAgain = (await retry?.again(trip, reason, this.#tries)) ?? false;
    } catch (another) {
      reason = another;
    }
    if (isAgain) this.#try();
    else this.#giveUp(reason, observers.length);
  }

  /** Told to those of the observers that saw it begin. */
  #giveUp(error: unknown, passed: number): void {
    const { way, trip, reject } = this.#parts;
    let reason = error;
    for (const observer of way.observers.slice(0, passed).toReversed()) {
      try {
        observer.failed(trip, reason);
      } catch (another) {
        reason = another;
      }
    }
    reject(asError(reason));
  }
}
