import { createIdempotency } from '../../../src/data-sources/idempotency/idempotency.ts';
import type { ClaimStore, Idempotency } from '../../../src/data-sources/idempotency/types.ts';
import { createKeyring } from '../../../src/keyring.ts';
import { Secret } from '../../../src/secret.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';

export const START = 1_760_000_000_000;

interface Step {
  /** The process that has to be alive for it; undefined: the world outside. */
  readonly owner: Process | undefined;
  readonly go: () => void;
}

interface Timer {
  readonly moment: number;
  readonly owner: Process | undefined;
  readonly go: () => void;
}

/** A gateway's process. Dead, it does nothing more: what it awaits never comes. */
export interface Process {
  alive: boolean;
  /** Milliseconds by which its clock is ahead. */
  readonly skew: number;
  readonly idempotency: Idempotency;
}

export interface StoreFaults {
  /** Asked before and after each operation takes effect: true lets it fail there. */
  readonly fails: () => boolean;
}

/** Processes, a store and a clock under one hand: nothing happens but by `step` or `elapse`, and any step may come next. */
export class World {
  now = START;
  readonly keyring = createKeyring([new Secret('a secret of at least thirty-two bytes')]);
  readonly store = createMemoryStore({ now: () => this.now });
  steps: Step[] = [];
  timers: Timer[] = [];

  /** A turn that whoever awaits it must wait for. */
  turn(owner?: Process): Promise<void> {
    return new Promise((resolve) => {
      this.steps.push({ owner, go: resolve });
    });
  }

  sleep(milliseconds: number, signal: AbortSignal | undefined, owner?: Process): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = { moment: this.now + milliseconds, owner, go: resolve };
      this.timers.push(timer);
      signal?.addEventListener('abort', () => {
        this.timers = this.timers.filter((other) => other !== timer);
        reject(signal.reason as Error);
      });
    });
  }

  process(skew = 0, faults: StoreFaults = { fails: () => false }): Process {
    const self: Process = {
      alive: true,
      skew,
      idempotency: createIdempotency({
        store: this.#remote(() => self, faults),
        keyring: this.keyring,
        now: () => this.now + skew,
        sleep: (milliseconds, signal) => this.sleep(milliseconds, signal, self),
      }),
    };
    return self;
  }

  kill(process: Process): void {
    process.alive = false;
    this.steps = this.steps.filter(({ owner }) => owner !== process);
    this.timers = this.timers.filter(({ owner }) => owner !== process);
  }

  /** Stops all that is under way; what is begun later is not. Gives what sets it going again. */
  freeze(): () => void {
    const steps = this.steps.splice(0);
    const timers = this.timers.splice(0);
    return () => {
      this.steps.push(...steps);
      this.timers.push(...timers);
    };
  }

  /** Lets everything run that needs no turn. */
  settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Takes one of the pending steps. */
  async step(pick: (count: number) => number): Promise<void> {
    const [step] = this.steps.splice(pick(this.steps.length), 1);
    step?.go();
    await this.settled();
  }

  /** Moves the clock to the next timer. False where there is none. */
  async elapse(): Promise<boolean> {
    const next = Math.min(...this.timers.map(({ moment }) => moment));
    if (next === Infinity) return false;
    await this.elapseUntil(next);
    return true;
  }

  async elapseUntil(moment: number): Promise<void> {
    this.now = Math.max(this.now, moment);
    const due = this.timers.filter((timer) => timer.moment <= this.now);
    this.timers = this.timers.filter((timer) => timer.moment > this.now);
    for (const { go } of due) go();
    await this.settled();
  }

  /** Steps, oldest first, and time, until the promise settles. */
  async run<Result>(promise: Promise<Result>): Promise<Result> {
    const state = { pending: true };
    const watched = promise.finally(() => {
      state.pending = false;
    });
    watched.catch(() => undefined);
    await this.settled();
    while (state.pending) {
      if (this.steps.length > 0) await this.step(() => 0);
      else if (!(await this.elapse())) throw new Error('Nothing is left that could settle it.');
    }
    return watched;
  }

  /** Steps, oldest first, until it holds. The clock stands. */
  async until(holds: () => boolean): Promise<void> {
    await this.settled();
    while (!holds()) await this.step(() => 0);
  }

  /** The store as a process sees it: a turn to get there, and one to come back. */
  #remote(self: () => Process, { fails }: StoreFaults): ClaimStore {
    const far = async <Reply>(operation: () => Promise<Reply>): Promise<Reply> => {
      await this.turn(self());
      if (fails()) throw new Error('The store is out of reach.');
      const reply = await operation();
      await this.turn(self());
      if (fails()) throw new Error('The store did not answer.');
      return reply;
    };
    const { store } = this;
    return {
      get: (...args) => far(() => store.get(...args)),
      add: (...args) => far(() => store.add(...args)),
      replace: (...args) => far(() => store.replace(...args)),
      remove: (...args) => far(() => store.remove(...args)),
      changed: (...args) => far(() => store.changed(...args)),
    };
  }
}
