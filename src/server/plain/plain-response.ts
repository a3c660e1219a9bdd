/** As much of a `Response` as the plain case needs. */
import type { ServerResponse } from 'node:http';

interface ResponseSettings {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

class AnswerHeaders extends Map<string, string> {
  constructor(headers: Readonly<Record<string, string>>) {
    super();
    for (const name in headers) this.set(name, String(headers[name]));
  }

  override get(name: string): string | undefined {
    return super.get(name.toLowerCase());
  }

  override has(name: string): boolean {
    return super.has(name.toLowerCase());
  }

  override set(name: string, value: string): this {
    return super.set(name.toLowerCase(), value);
  }

  append(name: string, value: string): void {
    const before = this.get(name);
    this.set(name, before === undefined ? value : `${before}, ${value}`);
  }
}

export class PlainResponse {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly #body: string;

  constructor(body: string | null, { status = 200, headers = {} }: ResponseSettings = {}) {
    this.status = status;
    this.headers = new AnswerHeaders(headers);
    this.#body = body ?? '';
  }

  send(response: ServerResponse): void {
    if (response.destroyed || response.writableEnded) return;
    response.writeHead(this.status, {
      ...Object.fromEntries(this.headers),
      'content-length': Buffer.byteLength(this.#body),
    });
    response.end(this.#body);
  }
}
