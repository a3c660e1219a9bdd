/** From a listener to a port, and from a signal to an orderly end. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListenSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Most milliseconds for which a client may be sending one request. Default 60,000. */
  readonly patience?: number;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
  /** `http://HOST:PORT` */
  readonly origin: string;
  /** Stops accepting, lets what is in flight finish for `grace` milliseconds, then cuts what is left. */
  readonly close: (grace: number) => Promise<void>;
}

/** The port cannot be had; the message is for people. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

const PATIENCE = 60_000;
/** Of that time the headers may take so much. */
const HEADERS_SHARE = 0.25;

/** Throws ListenError. */
export async function listen(
  listener: RequestListener,
  { host, port, patience = PATIENCE }: ListenSettings,
): Promise<Listening> {
  const timeouts = { requestTimeout: patience, headersTimeout: patience * HEADERS_SHARE };
  const server = createServer({ ...timeouts, connectionsCheckingInterval: patience / 12 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(sentence(error, host, port))));
    server.listen(port, host, resolve);
  });
  const actual = (server.address() as AddressInfo).port;

  async function close(grace: number): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // A connection kept alive by its client ends with the answer it waits for, not with the next one.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), grace);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
  }

  return { host, port: actual, origin: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, close };
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Choose another with --port; --port 0 takes a free one.`;
    case 'EACCES':
      return `Port ${port} may not be used by this user. Choose one above 1023 with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Choose another with --host, such as 127.0.0.1 or 0.0.0.0.`;
    default:
      return `Cannot listen on port ${port} of ${host}: ${error.code ?? 'unknown reason'}.`;
  }
}
