/** One file on the wire: its headers at once, its body no faster than it is taken, and an end at any moment from either side. */
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Controller, RawHeaders } from './connection.ts';
import { flat } from './exchange.ts';
import { leaving, lost, operation } from './faults.ts';
import { lossOf, tooLarge, type Progress } from './losses.ts';
import type { Loss, Trip } from './trip.ts';

/** How the reply began. Without a body nothing of it will be read: `loss` or the status says why. */
export interface Beginning {
  /** True once bytes of the request may have reached the provider. */
  readonly sent: boolean;
  /** 0 when no answer began. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readable | undefined;
  readonly loss?: Loss | undefined;
}

export interface TransferParts {
  readonly maxBytes: number;
  /** Milliseconds from the beginning of the body to its end. */
  readonly milliseconds: number;
  readonly now: () => number;
  /** Called exactly once. */
  readonly begin: (beginning: Beginning) => void;
}

export class Transfer implements Dispatcher.DispatchHandler {
  readonly #trip: Trip;
  readonly #parts: TransferParts;
  #controller: Controller | undefined;
  #progress: Progress = 'queued';
  #bytes = 0;
  #body: Readable | undefined;
  /** True once nothing more comes over the wire, or nothing more is wanted. */
  #over = false;

  constructor(trip: Trip, parts: TransferParts) {
    this.#trip = trip;
    this.#parts = parts;
    trip.stoppable = this;
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    // Stopped while it waited for a connection: nothing is written.
    if (this.#over) controller.abort(STOPPED);
    else this.#progress = 'sent';
  }

  onResponseStart(controller: Controller, status: number, raw: RawHeaders): void {
    if (status < 200) return;
    this.#progress = 'answering';
    const headers = flat(raw);
    const loss = this.#unusable(status, headers);
    if (status === 200 && loss === undefined) {
      this.#body = this.#open();
      this.#parts.begin({ sent: true, status, headers, body: this.#body });
      return;
    }
    this.#over = true;
    this.#parts.begin({ sent: true, status, headers, loss });
    controller.abort(STOPPED);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#parts.maxBytes) this.stop(tooLarge(this.#trip.request, this.#parts.maxBytes));
    else if (this.#body?.push(chunk) === false) controller.pause();
  }

  onResponseEnd(): void {
    this.#over = true;
    this.#body?.push(null);
  }

  onResponseError(_controller: Controller | undefined, error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#fail(lossOf(error, this.#progress, this.#trip.request));
  }

  #unusable(status: number, headers: Readonly<Record<string, string>>): Loss | undefined {
    const { request } = this.#trip;
    const invalid = (what: string): Loss => ({
      code: 'UPSTREAM_INVALID_RESPONSE',
      clause: `answered \`${operation(request)}\` with ${what}`,
    });
    if (status > 200 && status < 300) return invalid(`status ${status}, which is no whole file`);
    if (status !== 200) return undefined;
    if (!/^(?:identity)?$/i.test(headers['content-encoding']?.trim() ?? '')) {
      return invalid('an encoding that was not asked for');
    }
    const { maxBytes } = this.#parts;
    return Number(headers['content-length']) > maxBytes ? tooLarge(request, maxBytes) : undefined;
  }

  /** The body stands under the call's signal and its own time until it is closed, however slowly it is taken. */
  #open(): Readable {
    const trip = this.#trip;
    const { milliseconds, now } = this.#parts;
    const leave = () => this.stop(leaving(trip, now()));
    const expire = () =>
      this.stop({
        code: 'UPSTREAM_TIMEOUT',
        clause: `did not finish \`${operation(trip.request)}\` within ${milliseconds / 1000} s`,
      });
    const timer = setTimeout(expire, milliseconds);
    trip.signal.addEventListener('abort', leave);
    const body = new Readable({
      read: () => this.#controller?.resume(),
      destroy: (error, done) => {
        clearTimeout(timer);
        trip.signal.removeEventListener('abort', leave);
        trip.stoppable = undefined;
        if (!this.#over) {
          this.#over = true;
          this.#controller?.abort(STOPPED);
        }
        done(error);
      },
    });
    // A body that breaks when nobody listens yet, or any more, must not end the process.
    body.on('error', () => undefined);
    return body;
  }

  stop(loss: Loss): void {
    if (this.#over && (this.#body === undefined || this.#body.destroyed)) return;
    this.#over = true;
    this.#fail(loss);
    // Destroys the socket: what is still on its way is nobody's.
    this.#controller?.abort(STOPPED);
  }

  #fail(loss: Loss): void {
    const sent = this.#progress !== 'queued';
    if (this.#body === undefined) this.#parts.begin({ sent, status: 0, headers: {}, loss });
    else this.#body.destroy(lost(this.#trip, loss, sent));
  }
}

const STOPPED = new Error('The transfer was stopped.');
