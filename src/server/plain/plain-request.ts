/** As much of a `Request` as the plain case needs; building a whole one takes longer than many an operation. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { abortSignalOf, Aborter, type AbortSignalLike } from '../../abort.ts';

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
  #client: AbortSignalLike | undefined;
  #signal: AbortSignal | undefined;

  constructor({ url = '', headers }: IncomingMessage, response: ServerResponse) {
    this.url = `http://${headers.host ?? ''}${url}`;
    this.headers = new PlainHeaders(headers);
    this.#response = response;
  }

  /** From now on the operation lasts as long as this says, and not only as long as its own client is there. */
  follow(signal: AbortSignalLike): void {
    this.#client = signal;
    this.#signal = undefined;
  }

  /** Aborted when the client goes away before it is answered. */
  get signal(): AbortSignal {
    return (this.#signal ??= abortSignalOf(this.client));
  }

  /** Says what `signal` says, and takes less. */
  get client(): AbortSignalLike {
    return (this.#client ??= clientBehind(this.#response));
  }
}

/** Aborted when the connection ends before the answer does. */
function clientBehind(response: ServerResponse): AbortSignalLike {
  const client = new Aborter();
  const leave = () => {
    if (!response.writableFinished) client.abort();
  };
  if (response.destroyed) client.abort();
  else response.on('close', leave);
  return client;
}
