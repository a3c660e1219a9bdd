/** What a call to a provider is made of. Adapters see only these types; how a call travels is `compose.ts`. */
import type { Readable } from 'node:stream';
import type { AbortSignalLike } from '../abort.ts';
import type { CacheKind } from './cache-kinds.ts';
import type { CallerKeys } from './caller-keys.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface UpstreamRequest {
  readonly method: Method;
  /** Path template as the provider's page writes it, such as `/v1/chat/conversations/{id}`: the only form of the path that is ever shown. */
  readonly template: string;
  /** Path below the source's base URL, begun with `/`; variable segments went through `segment()`. */
  readonly path: string;
  /** Query parameters in order; a repeated name is an array parameter. */
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** JSON body of a write. */
  readonly body?: Json;
  /** How long and under which epochs a reply to a GET may be kept. Absent: never kept. */
  readonly cache?: CachePolicy;
  /** Epochs that a write moves on. */
  readonly touches?: readonly string[];
  /** Name of the endpoint class whose budget pays, as the provider lists them; `default` if absent. */
  readonly budget?: string;
}

/** Throws an `UpstreamError` for the decoded body of a success that cannot be read. */
export type Accept = (body: unknown) => unknown;

export interface CachePolicy {
  readonly kind: CacheKind;
  /**
   * Names of what the reply shows, such as `conversations` or `conversation:1024`. A write that touches one of them moves its epoch on, and a reply
   * asked for under an older epoch is neither served nor kept.
   */
  readonly epochs: readonly string[];
  /** While a fresh row shows the same value (a conversation's `lastActivityAt`), a kept reply stays good beyond its life. */
  readonly freshness?: string | undefined;
  /** Of a list: what epochs call one of its rows, such as `conversation`. A row is found by its id for as long as the reply is good. */
  readonly rows?: string | undefined;
}

/** A reply that was kept: what its rows are good for. */
export interface Keeping {
  readonly policy: CachePolicy;
  /** Count of the source's epochs when it was asked for. */
  readonly asOf: number;
}

export interface UpstreamReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded JSON. `undefined` for an empty body. */
  readonly body: unknown;
  /** Unix milliseconds at which the provider answered. */
  readonly fetchedAt: number;
  /** True when the reply is older than its life and is shown for want of a better one. */
  readonly stale: boolean;
  /** Of a list whose rows are found by their ids: as `Keeping.asOf`, told once, to the call by which the reply came to be kept. */
  readonly keptAsOf?: number | undefined;
}

/** A file on its way. */
export interface Download {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Read from the provider only as fast as it is read here. Destroying it stops the provider's reply; a reply that breaks off, that grows beyond the
   * limit or takes too long, or whose call's signal is aborted, destroys it with an `UpstreamError`.
   */
  readonly body: Readable;
}

export type CallOutcome = 'fetched' | 'cached' | 'deduplicated' | 'stale' | 'failed';

/** One line of `extensions.switchboard.upstream`. */
export interface CallRecord {
  readonly source: string;
  /** Method and documented path template. */
  readonly operation: string;
  readonly outcome: CallOutcome;
  readonly ms: number;
  /** Requests that went out for it: more than one after further tries, none where it was answered from memory, shared or refused here. */
  readonly calls: number;
  /** Name of the budget that paid them. */
  readonly budget: string;
  /** Milliseconds of `ms` that it waited for its budget. */
  readonly waitedMs: number;
}

/** What a call knows of the operation it serves. One per GraphQL operation; shared by all calls of it. */
export interface Call {
  /** Aborted when the client goes away or the operation's deadline passes. */
  readonly signal: AbortSignalLike;
  /** Unix milliseconds after which no answer is of use. */
  readonly deadline: number;
  /** True when the caller asked for fresh data: kept replies are passed over, new ones are still kept. */
  readonly fresh: boolean;
  /** True where a reply past its life may be shown (connections over sources only). */
  readonly staleAllowed: boolean;
  /** True where no client waits: a poll, a refresh. It comes last, and leaves a part of every budget to others. */
  readonly background?: boolean;
  /** What the caller brings for sources that have no credential of their own. */
  readonly keys?: CallerKeys | undefined;
  record(record: CallRecord): void;
}

/** A source's way to its provider. Throws `UpstreamError` and `UpstreamRefusal`, nothing else. */
export interface Upstream {
  /** Key of the source. */
  readonly source: string;
  /** Names the credential in use without telling it: whatever is remembered between calls is kept apart by it. */
  fingerprint(call: Call): string;
  send(request: UpstreamRequest, call: Call, accept?: Accept): Promise<UpstreamReply>;
  /** A GET whose reply is a file, at its beginning: the deadline of the call ends there, its signal stays in force. */
  download(request: UpstreamRequest, call: Call): Promise<Download>;
}
