/** What is remembered of a key, and for how long. */
import type { Keyring } from '../../keyring.ts';
import { storeFailed, type Told } from './faults.ts';
import type { Attempt, ClaimStore, Json } from './types.ts';

/** `running`: an attempt is under way. `done`: it has its answer. `unknown`: an attempt ended without one. `freed`: as if it had never been used. */
export type Claim = Running | Done | Unknown | Freed;
export type Settled = Exclude<Claim, Running>;

interface Begun {
  /** Names what was begun under the key, through all its attempts. */
  readonly id: string;
  /** Fingerprint. */
  readonly input: string;
  readonly began: number;
  readonly attempt: number;
  readonly prepared?: Json | undefined;
}

export interface Running extends Begun {
  readonly state: 'running';
  /** Unix milliseconds. Past it the attempt counts as `unknown`: its process must have died. */
  readonly leaseEnds: number;
}

interface Done extends Begun {
  readonly state: 'done';
  readonly result: Json;
}

interface Unknown extends Begun {
  readonly state: 'unknown';
  readonly error: Told;
}

interface Freed extends Begun {
  readonly state: 'freed';
  readonly error: Told;
}

/** A claim as it was read, or as it was put there. */
export interface Held<C extends Claim = Claim> {
  readonly text: string;
  readonly claim: C;
}

/** Takes over from an attempt that ended without an answer. */
export function nextAttempt(
  { id, input, began, attempt, prepared }: Running | Unknown,
  leaseEnds: number,
): Running {
  return { state: 'running', id, input, began, attempt: attempt + 1, prepared, leaseEnds };
}

export function attemptOf<Prepared>({ attempt, began, prepared }: Begun): Attempt<Prepared> {
  return { number: attempt, began, prepared: prepared as Prepared };
}

/** One key's claim in the store, sealed as a whole: a result holds native ids, and those may be secret. */
export interface ClaimSlot {
  /** Who holds the key instead, or undefined: it is claimed. */
  add(mine: Held<Running>): Promise<Held | undefined>;
  replace(present: Held, next: Held): Promise<boolean>;
  remove(mine: Held): Promise<boolean>;
  get(): Promise<Held | undefined>;
  changed(seen: Held, signal: AbortSignal): Promise<Held | undefined>;
  hold<C extends Claim>(claim: C): Held<C>;
}

const DAY = 86_400_000;
/** For those who wait for the same answer; everyone else finds the key free. */
const FREED_LIFETIME = 60_000;

export function claimSlot(store: ClaimStore, keyring: Keyring, key: string, source: string): ClaimSlot {
  // The key is part of the purpose: a value moved to another key cannot be opened there.
  const purpose = `idempotency claim ${key}`;
  const read = (text: string | undefined): Held | undefined => {
    if (text === undefined) return undefined;
    const opened = keyring.open(purpose, text);
    if (opened === undefined) throw storeFailed(source, new Error('A claim cannot be opened.'), 'UNKNOWN');
    return { text, claim: JSON.parse(opened) as Claim };
  };
  const lifetime = ({ claim }: Held) => (claim.state === 'freed' ? FREED_LIFETIME : DAY);
  return {
    add: async (mine) => read(await store.add(key, mine.text, lifetime(mine))),
    replace: (present, next) => store.replace(key, present.text, next.text, lifetime(next)),
    remove: (mine) => store.remove(key, mine.text),
    get: async () => read(await store.get(key)),
    changed: async (seen, signal) => read(await store.changed(key, seen.text, signal)),
    hold: (claim) => ({ claim, text: keyring.seal(purpose, JSON.stringify(claim)) }),
  };
}
