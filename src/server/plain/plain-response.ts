/** As much of a `Response` as the plain case needs. */
import type { ServerResponse } from 'node:http';

interface ResponseSettings {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Names and values by turns, as they are written: of ten headers, looking through all is faster than looking one up. */
class AnswerHeaders {
  readonly pairs: string[] = [];

  get(name: string): string | undefined {
    const at = this.#find(name.toLowerCase());
    return at < 0 ? undefined : this.pairs[at + 1];
  }

  has(name: string): boolean {
    return this.#find(name.toLowerCase()) >= 0;
  }

  set(name: string, value: string): this {
    const lower = name.toLowerCase();
    const at = this.#find(lower);
    if (at < 0) this.pairs.push(lower, value);
    else this.pairs[at + 1] = value;
    return this;
  }

  append(name: string, value: string): void {
    const before = this.get(name);
    this.set(name, before === undefined ? value : `${before}, ${value}`);
  }

  #find(lower: string): number {
    for (let at = 0; at < this.pairs.length; at += 2) if (this.pairs[at] === lower) return at;
    return -1;
  }
}

/** The bytes of a body as text, a character each: the fastest form to write, and the headers go out with it. */
export class Bytes {
  readonly latin1: string;

  constructor(text: string) {
    // Text that takes a byte for each character is ASCII, and is its own bytes.
    this.latin1 = Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');
  }
}

export class PlainResponse {
  readonly status: number;
  readonly headers = new AnswerHeaders();
  readonly body: Bytes;

  constructor(body: string | Bytes | null, { status = 200, headers = {} }: ResponseSettings = {}) {
    this.status = status;
    for (const name in headers) this.headers.set(name, String(headers[name]));
    this.body = body instanceof Bytes ? body : new Bytes(body ?? '');
  }

  send(response: ServerResponse): void {
    if (response.destroyed || response.writableEnded) return;
    const { latin1 } = this.body;
    this.headers.set('content-length', String(latin1.length));
    response.writeHead(this.status, this.headers.pairs);
    response.end(latin1, 'latin1');
  }
}
