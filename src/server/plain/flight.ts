/** One operation that several clients wait for. It goes on for as long as one of them is there. */
import type { ServerResponse } from 'node:http';
import { Aborter, type AbortSignalLike } from '../../abort.ts';
import type { Seated } from '../../collections/seats.ts';
import type { Landed } from './landed.ts';

/** A flight that has so many clients takes no more, so that what waits for one answer has a bound. */
const MOST_CLIENTS = 1_000;

export interface FlightParts {
  readonly key: string;
  /** How many calls to providers had ended when it began. */
  readonly asOf: number;
  /** Of the client that starts it. */
  readonly response: ServerResponse;
}

export class Flight implements Seated {
  readonly key: string;
  readonly asOf: number;
  seat = 0;
  readonly #aborter = new Aborter();
  readonly #ends: ((landed: Landed | undefined) => void)[] = [];
  #landed: Landed | undefined;
  #clients = 0;
  #isShared = false;

  constructor({ key, asOf, response }: FlightParts) {
    this.key = key;
    this.asOf = asOf;
    this.#board(response, () => undefined);
  }

  /** Aborted once all clients have gone away. */
  get signal(): AbortSignalLike {
    return this.#aborter;
  }

  /** Whether there is anything to wait for, and room to wait: what is abandoned is joined by nobody. */
  get isOpen(): boolean {
    return this.#landed !== undefined || (this.#clients > 0 && this.#clients < MOST_CLIENTS);
  }

  /** Whether more than one client came for it. */
  get isShared(): boolean {
    return this.#isShared;
  }

  /** What it ended with, where it has ended well. */
  get landed(): Landed | undefined {
    return this.#landed;
  }

  /** Characters of what it holds. */
  get size(): number {
    return this.key.length + (this.#landed?.body.latin1.length ?? 0);
  }

  /** What it ends with; undefined where that is not for others, or where the client of `response` goes away before. A promise until it has ended. */
  join(response: ServerResponse): Landed | Promise<Landed | undefined> {
    this.#isShared = true;
    return (
      this.#landed ??
      new Promise((resolve) => {
        this.#ends.push(resolve);
        this.#board(response, () => resolve(undefined));
      })
    );
  }

  land(landed: Landed | undefined): void {
    this.#landed = landed;
    for (const end of this.#ends) end(landed);
  }

  /** Counts a client until it is answered or goes away. */
  #board(response: ServerResponse, onLeave: () => void): void {
    this.#clients += 1;
    const leave = () => {
      this.#clients -= 1;
      if (this.#clients === 0 && this.#landed === undefined) this.#aborter.abort();
      onLeave();
    };
    if (response.destroyed) leave();
    else response.once('close', leave);
  }
}
