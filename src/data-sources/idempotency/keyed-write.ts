import { randomUUID } from 'node:crypto';
import { abortSignalOf } from '../../abort.ts';
import type { GatewayError } from '../../errors.ts';
import { Attempting, type AttemptParts } from './attempting.ts';
import { nextAttempt, type Held, type Running } from './claim.ts';
import { atMoment } from './detached.ts';
import { conflict, leftBefore, leftDuring, retold, storeFailed } from './faults.ts';
import type { Clock, Json } from './types.ts';

export interface KeyedWriteParts<Result, Prepared> extends AttemptParts<Result, Prepared> {
  /** Fingerprint. */
  readonly input: string;
  readonly prepared: Prepared | undefined;
  readonly clock: Clock;
}

/**
 * Milliseconds past the operation's deadline for which an attempt holds its key. No attempt outlives its deadline, so that the lease needs
 * no renewal; the rest is for recording how it ended, and for replicas' clocks that differ.
 */
const GRACE = 5_000;

/** One caller's way to the answer of a key. */
export class KeyedWrite<Result extends Json, Prepared extends Json | undefined> {
  readonly #parts: KeyedWriteParts<Result, Prepared>;
  readonly #source: string;
  /** True once an attempt under this key may have been sent: by this caller, or by the one that it waits for. */
  #begun = false;
  #left = false;

  constructor(parts: KeyedWriteParts<Result, Prepared>) {
    this.#parts = parts;
    this.#source = parts.write.scope.source;
  }

  /** The caller goes away: what has not been sent is not. Gives what to tell. */
  leave(): GatewayError {
    this.#left = true;
    return this.#begun ? leftDuring(this.#source) : leftBefore(this.#source);
  }

  async answer(): Promise<Result> {
    const { slot, write, clock, input, prepared } = this.#parts;
    const { deadline } = write.call;
    const leaseEnds = deadline + GRACE;
    for (;;) {
      if (this.#isOver()) throw this.leave();
      const began = clock.now();
      const id = randomUUID();
      const mine = slot.hold({ state: 'running', id, input, began, attempt: 1, prepared, leaseEnds });
      const held = await this.#asked(slot.add(mine));
      if (held === undefined) return this.#first(mine);
      const { claim } = held;
      if (claim.state === 'freed') {
        if (await this.#asked(slot.replace(held, mine))) return this.#first(mine);
        continue;
      }
      if (claim.input !== input) throw conflict(this.#source);
      if (claim.state === 'done') return claim.result as Result;

      // Who left while the store was asked has been told already that nothing is sent.
      if (this.#isOver()) throw leftDuring(this.#source);
      this.#begun = true;
      if (claim.state === 'running' && clock.now() < claim.leaseEnds) {
        await this.#wait(held, claim);
        continue;
      }
      const again = slot.hold(nextAttempt(claim, leaseEnds));
      if (await this.#asked(slot.replace(held, again))) return new Attempting(this.#parts, again).again();
    }
  }

  #isOver(): boolean {
    const { signal, deadline } = this.#parts.write.call;
    return this.#left || signal.aborted || this.#parts.clock.now() >= deadline;
  }

  /** No store, no keyed write. */
  async #asked<Reply>(reply: Promise<Reply>): Promise<Reply> {
    try {
      return await reply;
    } catch (error) {
      throw storeFailed(this.#source, error, this.#begun ? 'UNKNOWN' : 'NOT_DONE');
    }
  }

  /** Until the attempt of another ends, or its lease does, or this caller's time. Throws where it ended with a fault: the same answer. */
  async #wait(held: Held, { id, leaseEnds }: Running): Promise<void> {
    const { slot, write, clock } = this.#parts;
    const time = new AbortController();
    const stop = AbortSignal.any([abortSignalOf(write.call.signal), time.signal]);
    atMoment(Math.min(leaseEnds, write.call.deadline), clock, time.signal, () => time.abort());
    try {
      const now = (await slot.changed(held, stop))?.claim;
      if (now?.id !== id) return;
      if (now.state === 'unknown' || now.state === 'freed') throw retold(now.error);
    } catch (error) {
      if (stop.aborted) return;
      throw storeFailed(this.#source, error, 'UNKNOWN');
    } finally {
      time.abort();
    }
  }

  #first(mine: Held<Running>): Promise<Result> {
    this.#begun = false;
    const maySend = () => {
      this.#begun = !this.#isOver();
      return this.#begun;
    };
    return new Attempting(this.#parts, mine).first(maySend);
  }
}
