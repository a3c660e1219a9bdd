/**
 * The connections to one address: no more than so many, each with one call at a time. Calls take the one that was free last, so that those that are not
 * needed time out. In place of undici's `Pool`, which looks through all of them for each call.
 */
import type { Client, Dispatcher } from 'undici';
import { RoundRobinQueue } from '../collections/round-robin-queue.ts';
import { Connection, type Handler } from './connection.ts';

type Options = Dispatcher.DispatchOptions;

export interface ConnectionsParts {
  /** Opens no connection before its first call. */
  readonly client: () => Client;
  readonly most: number;
}

interface Waiter {
  readonly options: Options;
  readonly handler: Handler;
}

/** As many calls as most operations make at once: no more of one in a turn. */
const QUANTUM = 32;

export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #idle: Connection[] = [];
  /** Answered in this turn: one may be closing at the provider's end, which is seen in the next. */
  readonly #resting: Connection[] = [];
  /** Those that are about to close among them: each may still hold a socket. */
  readonly #all: Connection[] = [];
  readonly #waiting = new RoundRobinQueue<Waiter>(QUANTUM);
  #isClosed = false;

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
  }

  /**
   * Waits for a connection where none is free; the calls of one operation wait in line, operations take turns: `party` is what all of one have in common. Never throws: the handler is told of the end of every
   * call, exactly once.
   */
  dispatch(options: Options, handler: Handler, party: object): void {
    if (this.#isClosed) {
      refuse(handler);
      return;
    }
    // One that rests serves the first who wait.
    const mayRest = this.#resting.length > this.#waiting.length;
    const connection = this.#idle.pop() ?? (mayRest ? undefined : this.#another());
    if (connection === undefined) this.#waiting.push(party, { options, handler });
    else connection.dispatch(options, handler);
  }

  /** A call that waits for a connection does so no more, and is told nothing. False, and nothing changed, where it does not wait. */
  withdraw(handler: Handler, party: object): boolean {
    return this.#waiting.delete(party, (waiter) => waiter.handler === handler);
  }

  get stats(): { readonly open: number; readonly busy: number; readonly queued: number } {
    let open = 0;
    let busy = 0;
    for (const { client } of this.#all) {
      const { connected, running } = client.stats;
      if (connected) open += 1;
      busy += running;
    }
    return { open, busy, queued: this.#waiting.length };
  }

  /** Lets the calls on a connection end, and refuses those that wait for one. */
  async close(): Promise<void> {
    this.#shut();
    await Promise.allSettled(this.#all.map(({ client }) => client.close()));
  }

  /** Cuts all calls. */
  async destroy(): Promise<void> {
    this.#shut();
    await Promise.allSettled(this.#all.map(({ client }) => client.destroy()));
  }

  #shut(): void {
    this.#isClosed = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      refuse(next.handler);
  }

  #another(): Connection | undefined {
    if (this.#all.length >= this.#parts.most) return undefined;
    const connection = new Connection(this.#parts.client(), {
      free: (freed) => this.#free(freed),
      gone: (lost) => this.#remove(lost),
    });
    this.#all.push(connection);
    return connection;
  }

  #free(connection: Connection): void {
    this.#resting.push(connection);
    if (this.#resting.length === 1) setImmediate(() => this.#rested());
  }

  #rested(): void {
    for (const connection of this.#resting.splice(0)) {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(connection);
      else connection.dispatch(next.options, next.handler);
    }
  }

  #remove(connection: Connection): void {
    const place = this.#all.indexOf(connection);
    if (place === -1) return;
    this.#all.splice(place, 1);
    // Nobody waits while one is idle.
    const next = this.#waiting.shift();
    if (next !== undefined) this.#another()?.dispatch(next.options, next.handler);
  }
}

function refuse(handler: Handler): void {
  handler.onResponseError?.(undefined as never, CLOSED);
}

/** As undici's own. */
const CLOSED = Object.assign(new Error('The connections are closed.'), { code: 'UND_ERR_CLOSED' });
