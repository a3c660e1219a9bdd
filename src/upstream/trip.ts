/** One `send()` on its way through the interceptors. */
import type { UpstreamErrorCode } from '../errors.ts';
import type { Credential } from './credential.ts';
import type { Call, CallOutcome, UpstreamReply, UpstreamRequest } from './upstream.ts';

export interface Trip {
  /** Key of the source. */
  readonly source: string;
  readonly request: UpstreamRequest;
  /** Whom it serves. Below the dedupe one trip may serve several: use the trip's own `signal` and `deadline` there. */
  readonly call: Call;
  readonly credential: Credential;
  /** Path and query as they are sent. Ids and secrets are in it: never shown. */
  readonly target: string;
  /** Equal for equal GETs of one source under one credential. */
  readonly key: string;
  readonly signal: AbortSignal;
  /** Unix milliseconds. Moves later when a call with more time joins. */
  deadline: number;
  /** What explain will say, unless it fails. */
  outcome: CallOutcome;
  /** True once the caller's side, not the source, ended it: no fault of the source's. */
  abandoned: boolean;
  /** Set by the client while an exchange is under way: ends it with this loss. */
  stop: ((loss: Loss) => void) | undefined;
}

/** Why no whole answer came. `clause` goes on from the source's name: "did not answer … within 5 s". */
export interface Loss {
  readonly code: UpstreamErrorCode;
  readonly clause: string;
}

/** A reply with its weight in memory. */
export interface Fetched extends UpstreamReply {
  /** Bytes of the body as text. */
  readonly bytes: number;
  /** Unix milliseconds at which it was asked for. */
  readonly askedAt: number;
}

export type Send = (trip: Trip) => Promise<Fetched>;
export type Interceptor = (next: Send) => Send;
