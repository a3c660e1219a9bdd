/** One `send()` on its way through the interceptors. */
import type { AbortSignalLike } from '../abort.ts';
import type { UpstreamErrorCode } from '../errors.ts';
import type { Credential } from './credential.ts';
import type { Accept, Call, CallOutcome, UpstreamReply, UpstreamRequest } from './upstream.ts';

export interface Trip {
  /** Key of the source. */
  readonly source: string;
  readonly request: UpstreamRequest;
  /**
   * Whom it serves. Below the dedupe one trip may serve several: use the trip's own `signal` and `deadline` there. Calls of one operation share `call.signal`,
   * however often the rest is copied; a keyed write has one of its own.
   */
  readonly call: Call;
  readonly accept: Accept | undefined;
  readonly credential: Credential;
  /** Path and query as they are sent. Ids and secrets are in it: never shown. */
  readonly target: string;
  /** Equal for equal GETs of one source under one credential. */
  readonly key: string;
  readonly signal: AbortSignalLike;
  /** Unix milliseconds. Moves later when a call with more time joins. */
  deadline: number;
  /** What explain will say, unless it fails. */
  outcome: CallOutcome;
  /** What it cost so far, with all its attempts. One object however often the trip is copied. */
  readonly spending: Spending;
  /** What the latest attempt was answered; status 0 for no answer. Undefined: it did not come as far as the wire. */
  answer:
    | {
        readonly status: number;
        readonly headers: Readonly<Record<string, string>>;
        /** False where no byte of it left: there was nobody to connect to. */
        readonly sent: boolean;
      }
    | undefined;
  /** While it waits for its budget: Unix milliseconds at which its turn is expected. */
  turnAt: number | undefined;
  /** True once the caller's side, not the source, ended it: no fault of the source's. */
  abandoned: boolean;
  /** The attempt under way is the breaker's probe. */
  isProbe: boolean;
  /** For its place in the budget, and when it got it: Unix milliseconds. */
  ticket: string;
  paidAt: number;
  /** When it began, and when the attempt under way did. Of `performance.now()`. */
  readonly began: number;
  attemptBegan: number;
  /** When the time of the attempt under way is up, by the same clock. */
  timeoutAt: number;
  /** When it got its connection, by the same clock; 0 before. */
  startedAt: number;
  /** What hears of it when `signal` is aborted. */
  leave: (() => void) | undefined;
  /** Among those under way: see `Seats`. */
  seat: number;
  /** What can be ended with a loss: an exchange under way, or the wait for one. */
  stoppable: { stop(loss: Loss): void } | undefined;
}

export interface Spending {
  /** Requests that went out. */
  calls: number;
  /** Milliseconds that it waited for its budget. */
  waited: number;
}

/** Why no whole answer came. `clause` goes on from the source's name: "did not answer … within 5 s". */
export interface Loss {
  readonly code: UpstreamErrorCode;
  readonly clause: string;
  /** Seconds until another try may succeed, where known. */
  readonly retryAfter?: number | undefined;
}

/** A reply with its weight in memory. */
export interface Fetched extends UpstreamReply {
  /** Bytes of the body as text. */
  readonly bytes: number;
  /** Unix milliseconds at which it was asked for. */
  readonly askedAt: number;
}

export type Send = (trip: Trip) => Promise<Fetched>;

/** The innermost step. Tells the end exactly once. */
export type Client = (trip: Trip, end: End) => void;

export interface End {
  replied(reply: Fetched): void;
  failed(error: unknown): void;
}

/** Has a say in what becomes of a trip: may answer it, refuse it or hold it up. */
export type Interceptor = (next: Send) => Send;

/** Sees a trip off and back. Costs it less than an interceptor: all of them share one promise. */
export interface Observer {
  /** Throws what refuses it: then it goes no further. */
  begin?(trip: Trip): void;
  replied(trip: Trip, reply: Fetched): void;
  failed(trip: Trip, error: unknown): void;
}

/** Says of a trip that failed whether it is tried once more. */
export interface Retry {
  /** A trip sets out. */
  begin(): void;
  /** After so many tries. Resolves when it is time for another; false where there is none. */
  again(trip: Trip, error: unknown, tries: number): Promise<boolean>;
}

/** An observer next to the client, which may also hold a trip up, and know better what it failed of. */
export interface Guard extends Partial<Observer> {
  /** After `begin`. Undefined where the trip may go on at once. Throws or rejects with what refuses it. */
  hold?(trip: Trip): Promise<void> | undefined;
  /** After `failed`: the error that those outside are told. */
  judge?(trip: Trip, error: unknown): Promise<unknown>;
}
