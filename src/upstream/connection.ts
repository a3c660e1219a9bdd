/** One connection and the call that is on it. One handler for all its calls: undici remembers handlers beyond their end. */
import type { Client, Dispatcher } from 'undici';

export type Controller = Dispatcher.DispatchController;
/** By lower-case name; a list where a header was repeated. */
export type RawHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

export interface Handler extends Dispatcher.DispatchHandler {
  /** It has its connection, which may have to be opened yet. */
  onConnection?(): void;
}

export interface Owner {
  /** Its call was answered. The next one is for a later turn: undici would write it at once, also on a socket that is just being closed. */
  readonly free: (connection: Connection) => void;
  /** It is closed for good. */
  readonly gone: (connection: Connection) => void;
}

export class Connection implements Handler {
  readonly client: Client;
  readonly #owner: Owner;
  #call: Handler | undefined;

  constructor(client: Client, owner: Owner) {
    this.client = client;
    this.#owner = owner;
  }

  /** For one that is free. A socket that was lost meanwhile is opened anew. */
  dispatch(options: Dispatcher.DispatchOptions, call: Handler): void {
    this.#call = call;
    call.onConnection?.();
    this.client.dispatch(options, this);
  }

  onRequestStart(controller: Controller, context: unknown): void {
    this.#call?.onRequestStart?.(controller, context);
  }

  onResponseStart(...start: Parameters<NonNullable<Handler['onResponseStart']>>): void {
    this.#call?.onResponseStart?.(...start);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#call?.onResponseData?.(controller, chunk);
  }

  onResponseEnd(
    controller: Controller,
    trailers: Parameters<NonNullable<Handler['onResponseEnd']>>[1],
  ): void {
    const call = this.#call;
    this.#call = undefined;
    call?.onResponseEnd?.(controller, trailers);
    this.#owner.free(this);
  }

  /** What brought an error, if only that its call was stopped, is not used again. */
  onResponseError(controller: Controller, error: Error): void {
    const call = this.#call;
    this.#call = undefined;
    const gone = () => this.#owner.gone(this);
    this.client.close().then(gone, gone);
    call?.onResponseError?.(controller, error);
  }
}
