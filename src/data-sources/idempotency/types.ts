/** What a mutation says of its write, so that it can be done once under an idempotency key. */
import type { Call } from '../../providers/provider.ts';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface Idempotency {
  /**
   * Does the write, or gives the answer that its key has had already. Every rejection has an `outcome`: IDEMPOTENCY_CONFLICT where the key had
   * another input, OUTCOME_UNKNOWN where an earlier attempt may have been done, INTERNAL_SERVER_ERROR where the store fails, and
   * whatever `run` throws.
   */
  once<Result extends Json, Prepared extends Json | undefined = undefined>(
    write: Write<Result, Prepared>,
  ): Promise<Result>;
  /** Resolves when no write is under way: those whose client went away are concluded too. */
  idle(): Promise<void>;
}

export interface Write<Result, Prepared> {
  readonly scope: Scope;
  /** Without one it is done, and nothing is remembered. */
  readonly key: string | null | undefined;
  /** Plain data and `Secret`s. What is absent and what is undefined are equal, null is not. */
  readonly input: unknown;
  readonly call: Call;
  /**
   * What has to be known again by a later attempt, such as a token made up for it. Recorded, sealed, before anything is sent. Under a key it
   * is given what makes the same of the key in every process, so that a store that has lost the record does not matter.
   */
  readonly prepare?: (derive?: Derive) => Prepared;
  /**
   * Sends it. Under a key the call it is given outlives the client, up to the operation's deadline: send by that one alone. What the
   * provider refuses for the caller to mend is a result like success, and replayed like it. A fault without the outcome NOT_DONE counts as
   * UNKNOWN, so what is read before sending should fail with NOT_DONE.
   */
  readonly run: (attempt: Attempt<Prepared>, call: Call) => Promise<Effect<Result>>;
  /** How a later attempt finds out whether an earlier one was done. */
  readonly readBack?: ReadBack<Result, Prepared> | undefined;
  /**
   * True where the provider itself refuses to do it twice: it is then sent again when reading back does not tell. `run` knows by `attempt.number`
   * that a refused duplicate may be its own.
   */
  readonly naturalKey?: boolean | undefined;
}

/** A secret of that name that belongs to a key: 128 bits in base64url that nobody guesses who has not the gateway's own secret. */
export type Derive = (name: string) => string;

/** A key means one thing to one caller, in one mutation, at one source. */
export interface Scope {
  readonly caller: string;
  readonly mutation: string;
  /** Key of the source. */
  readonly source: string;
  /** Names the account whose key the caller brings, where the source has none of its own: under another the idempotency key is another. */
  readonly account?: string | undefined;
}

export interface Attempt<Prepared> {
  /** 1 for the first. Greater: nobody knows whether the earlier ones were done. */
  readonly number: number;
  /** When the first attempt began: nothing of it can be older. Unix milliseconds. */
  readonly began: number;
  readonly prepared: Prepared;
}

export interface Effect<Result> {
  /** What the payload can be made from again: native ids (kept sealed), user errors; nothing live. */
  readonly result: Result;
  /** Names what it brought about at the source, as reading back would: a message's key. Null: nothing. Absent: not known. */
  readonly effectId?: string | null | undefined;
  /** The result where it was done, and may be this or another alike. Absent: it does not say which. */
  readonly resultOfSome?: Result | undefined;
}

export interface ReadBack<Result, Prepared> {
  /** What may have been done since the attempt began, oldest first: exactly one means it was. */
  readonly find: (attempt: Attempt<Prepared>, call: Call) => Promise<readonly Effect<Result>[]>;
  /**
   * All that `find` recognises the effect by, such as the conversation, the side and the content of a message: what other keys sent alike is
   * then not mistaken for it. Left out where it does not matter whose it is: a conversation with this status, a removed chat.
   */
  readonly likeness?: Json | undefined;
  /** What `find` compares besides, where this write has it (null: it has not, and `find` finds any): who speaks, the opening message. */
  readonly traits?: readonly Json[] | undefined;
  /**
   * Where no time tells what came since the attempt began: the `effectId`s of what is there already, asked directly before it is sent. Null where
   * they cannot be read: it is sent all the same, and never recognised.
   */
  readonly before?: ((call: Call) => Promise<readonly string[] | null>) | undefined;
}

/** What is asked of a store; `store/` has it. */
export interface ClaimStore {
  get(key: string): Promise<string | undefined>;
  add(key: string, value: string, lifetime: number): Promise<string | undefined>;
  replace(key: string, present: string, next: string, lifetime: number): Promise<boolean>;
  remove(key: string, present: string): Promise<boolean>;
  changed(key: string, seen: string | undefined, signal: AbortSignal): Promise<string | undefined>;
}

export interface Clock {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Rejects when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}
