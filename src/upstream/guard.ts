/** Guards around the client: where none of them holds a call up, its reply passes them all in one turn, for one promise in all. */
import { asError } from '../errors.ts';
import type { Client, End, Fetched, Guard, Send, Trip } from './trip.ts';

/** Outermost first: the innermost sees the end of a trip first. */
export function guarded(guards: readonly Guard[], client: Client): Send {
  return (trip) =>
    new Promise((resolve, reject) => {
      new Passage({ guards, client, trip, resolve, reject }).go(0);
    });
}

interface PassageParts {
  readonly guards: readonly Guard[];
  readonly client: Client;
  readonly trip: Trip;
  readonly resolve: (reply: Fetched) => void;
  readonly reject: (error: Error) => void;
}

class Passage implements End {
  readonly #parts: PassageParts;

  constructor(parts: PassageParts) {
    this.#parts = parts;
  }

  /** Onwards from the guard at this index. */
  go(start: number): void {
    const { guards, client, trip } = this.#parts;
    let passed = start;
    try {
      for (const guard of start === 0 ? guards : guards.slice(start)) {
        guard.begin?.(trip);
        const held = guard.hold?.(trip);
        if (held !== undefined) {
          const here = passed;
          held.then(
            () => this.go(here + 1),
            (error: unknown) => this.#fail(error, here),
          );
          return;
        }
        passed += 1;
      }
      client(trip, this);
    } catch (error) {
      void this.#fail(error, passed);
    }
  }

  replied(reply: Fetched): void {
    const { guards, trip, resolve } = this.#parts;
    let outside = guards.length;
    try {
      while (outside > 0) {
        outside -= 1;
        guards[outside]?.replied?.(trip, reply);
      }
      resolve(reply);
    } catch (error) {
      void this.#fail(error, outside);
    }
  }

  failed(error: unknown): void {
    void this.#fail(error, this.#parts.guards.length);
  }

  /** Told to those of the guards that the trip had passed. */
  async #fail(error: unknown, passed: number): Promise<void> {
    const { guards, trip, reject } = this.#parts;
    let reason = error;
    for (const guard of guards.slice(0, passed).toReversed()) {
      try {
        guard.failed?.(trip, reason);
        if (guard.judge !== undefined) reason = await guard.judge(trip, reason);
      } catch (another) {
        reason = another;
      }
    }
    reject(asError(reason));
  }
}
