/** Sends mutated requests to a gateway whose sources are nowhere, in its process or over sockets, and finds what must not be answered. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { configFrom } from '../../../src/config.ts';
import { createGateway } from '../../../src/gateway.ts';
import { createLogger } from '../../../src/server/logger.ts';
import { listen } from '../../../src/server/listen.ts';
import { createRandom } from './random.ts';
import { fuzzRequest, type FuzzRequest } from './requests.ts';

export interface FuzzPlan {
  readonly seed: number;
  readonly inProcess: number;
  readonly overSockets: number;
}

export interface Findings {
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Requests answered with 5xx, a stack or a path, or that the log tells an unexpected error of. */
  readonly faults: readonly string[];
}

interface Seen {
  readonly status: number;
  readonly body: string;
}

/** A stack, or a place in a file system. */
const INNARDS = /\n\s+at |node_modules|file:\/\/|\.[jt]s:\d|\/(?:tmp|home|work|usr|root)\//;
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

export async function fuzz({ seed, inProcess, overSockets }: FuzzPlan): Promise<Findings> {
  let log = '';
  const gateway = createGateway(
    configFrom({
      limits: { readRetries: 0 },
      sources: [
        { key: 'xe', provider: 'xe-chat', baseUrl: NOWHERE, apiKey: 'k' },
        {
          key: 'site',
          provider: 'squirrelstack',
          baseUrl: NOWHERE,
          siteKey: 'k',
          origin: 'https://shop.example',
        },
        { key: 'zaia', provider: 'zaia', baseUrl: NOWHERE, apiKey: 'k' },
      ],
    }),
    { logger: createLogger('error', { write: (line) => void (log += line) }) },
  );
  const listening = await listen(gateway.listener, { host: '127.0.0.1', port: 0 });
  const random = createRandom(seed);
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const look = async (send: (request: FuzzRequest) => Promise<Seen>) => {
    const request = fuzzRequest(random);
    const { status, body } = await send(request);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (!(status >= 200 && status < 500) || INNARDS.test(body) || log !== '') {
      faults.push(`${told(request)} => ${status} ${body.slice(0, 300)} ${log}`);
    }
    log = '';
  };
  for (let sent = 0; sent < inProcess; sent += 1) await look((request) => fetched(gateway, request));
  for (let sent = 0; sent < overSockets; sent += 1) await look((request) => written(listening.port, request));
  await listening.close(0);
  await gateway.dispose();
  return { statuses, faults };
}

async function fetched(
  gateway: { readonly fetch: (request: Request) => Promise<Response> },
  { method, target, headers, body }: FuzzRequest,
): Promise<Seen> {
  const init = { method, headers: asBytes(headers), ...(body && { body: new Uint8Array(body) }) };
  const response = await gateway.fetch(new Request(`http://127.0.0.1${target}`, init));
  const { status } = response;
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) {
    return { status, body: await response.text() };
  }
  await response.body?.cancel();
  return { status, body: '' };
}

async function written(port: number, { method, target, headers, body }: FuzzRequest): Promise<Seen> {
  const socket = connect(port, '127.0.0.1');
  const lines = Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === undefined ? '' : `content-length: ${body.length}\r\n`;
  socket.write(`${method} ${target} HTTP/1.1\r\nconnection: close\r\n${lines.join('')}${length}\r\n`);
  if (body !== undefined) socket.write(body);
  const answer = await text(socket);
  const isPage = answer.includes('text/html');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]), body: isPage ? '' : answer };
}

/** Header values as `Request` wants them: a character for a byte. */
function asBytes(headers: FuzzRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );
}

function told({ method, target, headers, body }: FuzzRequest): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${String(body).slice(0, 500)}`;
}
