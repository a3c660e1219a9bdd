/** As much of a `Request` as the plain case needs; building a whole one takes longer than many an operation. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Leaving } from '../deadline.ts';

export class PlainHeaders implements Pick<Headers, 'get' | 'has'> {
  readonly #raw: IncomingHttpHeaders;

  constructor(raw: IncomingHttpHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const value = this.#raw[name.toLowerCase()];
    return typeof value === 'string' ? value : (value?.join(', ') ?? null);
  }

  has(name: string): boolean {
    return this.#raw[name.toLowerCase()] !== undefined;
  }
}

export class PlainRequest implements Pick<Request, 'body' | 'method' | 'signal' | 'url'> {
  readonly method = 'POST';
  readonly url: string;
  readonly headers: PlainHeaders;
  /** It is read from the socket, by the listener. */
  readonly body = null;
  readonly #response: ServerResponse;
  #signal: AbortSignal | undefined;

  constructor({ url = '', headers }: IncomingMessage, response: ServerResponse) {
    this.url = `http://${headers.host ?? ''}${url}`;
    this.headers = new PlainHeaders(headers);
    this.#response = response;
  }

  /** From now on the operation lasts as long as this says, and not only as long as its own client is there. */
  follow(signal: AbortSignal): void {
    this.#signal = signal;
  }

  /** Aborted when the client goes away before it is answered. */
  get signal(): AbortSignal {
    return (this.#signal ??= signalOf(new PlainClient(this.#response)));
  }

  get client(): Leaving {
    return this.#signal ?? new PlainClient(this.#response);
  }
}

/** For one that listens. */
class PlainClient implements Leaving {
  readonly #response: ServerResponse;
  #listener: (() => void) | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get aborted(): boolean {
    return this.#response.destroyed;
  }

  get reason(): DOMException {
    return new DOMException('This operation was aborted', 'AbortError');
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listener = listener;
    this.#response.on('close', () => {
      if (!this.#response.writableFinished) this.#listener?.();
    });
  }

  /** The response, which ends soon, is left alone. */
  removeEventListener(): void {
    this.#listener = undefined;
  }
}

function signalOf(client: Leaving): AbortSignal {
  const controller = new AbortController();
  const leave = () => controller.abort(client.reason);
  if (client.aborted) leave();
  else client.addEventListener('abort', leave);
  return controller.signal;
}
