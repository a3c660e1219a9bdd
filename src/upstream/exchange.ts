/** One request on the wire: collects the reply up to a limit and can be stopped at any moment. */
import type { Controller, Handler, RawHeaders } from './connection.ts';
import { lossOf, tooLarge, type Progress } from './losses.ts';
import type { Loss, Trip } from './trip.ts';
import type { UpstreamRequest } from './upstream.ts';

/** What came back, whole or not. */
export interface Answer {
  /** True once bytes of the request may have reached the provider. */
  readonly sent: boolean;
  /** 0 when no answer began. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came over the wire. */
  readonly body: Buffer;
  /** Why the answer is not whole. */
  readonly loss: Loss | undefined;
}

interface Waiting {
  readonly trip: Trip;
  readonly finish: (answer: Answer) => void;
}

const NO_BODY = Buffer.alloc(0);
const NO_HEADERS = {};

export class Exchange implements Handler {
  /** Undefined once it is finished: undici may know an exchange for long afterwards, and must not hold the whole operation with it. */
  #waiting: Waiting | undefined;
  readonly #request: UpstreamRequest;
  readonly #maxBytes: number;
  #controller: Controller | undefined;
  #progress: Progress = 'queued';
  #status = 0;
  #headers: Readonly<Record<string, string>> = NO_HEADERS;
  #first: Buffer | undefined;
  #others: Buffer[] | undefined;
  #bytes = 0;

  /** `finish` is called exactly once. */
  constructor(trip: Trip, maxBytes: number, finish: (answer: Answer) => void) {
    this.#waiting = { trip, finish };
    this.#request = trip.request;
    this.#maxBytes = maxBytes;
    trip.stoppable = this;
  }

  onConnection(): void {
    if (this.#waiting !== undefined) this.#waiting.trip.startedAt = performance.now();
  }

  onRequestStart(controller: Controller): void {
    if (this.#waiting === undefined) {
      // Stopped while it waited for a connection: nothing is written.
      controller.abort(STOPPED);
      return;
    }
    this.#controller = controller;
    this.#progress = 'sent';
  }

  onResponseStart(_controller: Controller, status: number, headers: RawHeaders): void {
    if (status < 200) return;
    this.#progress = 'answering';
    this.#status = status;
    this.#headers = flat(headers);
    if (Number(this.#headers['content-length']) > this.#maxBytes)
      this.stop(tooLarge(this.#request, this.#maxBytes));
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.stop(tooLarge(this.#request, this.#maxBytes));
    else if (this.#first === undefined) this.#first = chunk;
    else (this.#others ??= []).push(chunk);
  }

  onResponseEnd(): void {
    const first = this.#first ?? NO_BODY;
    const body = this.#others === undefined ? first : Buffer.concat([first, ...this.#others], this.#bytes);
    this.#end(body, undefined);
  }

  onResponseError(_controller: Controller | undefined, error: unknown): void {
    this.#end(NO_BODY, lossOf(error, this.#progress, this.#request));
  }

  stop(loss: Loss): void {
    const controller = this.#controller;
    this.#end(NO_BODY, loss);
    // Destroys the socket: what is still on its way is nobody's.
    controller?.abort(STOPPED);
  }

  /** Only the first end counts. */
  #end(body: Buffer, loss: Loss | undefined): void {
    if (this.#waiting === undefined) return;
    const { trip, finish } = this.#waiting;
    const headers = this.#headers;
    this.#waiting = undefined;
    this.#first = this.#others = undefined;
    this.#headers = NO_HEADERS;
    // It holds the headers as they came, in a buffer each.
    this.#controller = undefined;
    trip.stoppable = undefined;
    finish({ sent: this.#progress !== 'queued', status: this.#status, headers, body, loss });
  }
}

const STOPPED = new Error('The exchange was stopped.');

/** Lower-case names; a repeated header is one list. */
export function flat(headers: RawHeaders): Readonly<Record<string, string>> {
  if (isFlat(headers)) return headers;
  const record: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) record[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return record;
}

function isFlat(headers: RawHeaders): headers is Record<string, string> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}
