import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { configFrom } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { listen } from '../../src/server/listen.ts';
import { createLogger } from '../../src/server/logger.ts';
import { queryOf, TEST_SECRET, type Query } from '../support/gateway.ts';
import { listenOnLoopback } from '../support/loopback.ts';

export const VISITOR_TOKEN = 'visitor-7f3-canary';
export const SITE_KEY = 'site_key_canary';

export type FileBehaviour = (response: ServerResponse, request: IncomingMessage) => unknown;

export interface FileSite {
  readonly gateway: Gateway;
  readonly query: Query;
  /** `http://127.0.0.1:PORT` of the gateway. */
  readonly origin: string;
  /** Port of the provider. */
  readonly port: number;
  /** Requests for files that the provider got. */
  readonly asked: IncomingMessage[];
  /** Connections that the provider has open. */
  readonly sockets: () => Promise<number>;
  /** Everything that was logged. */
  readonly log: () => string;
  readonly lines: Record<string, unknown>[];
  /** A link to file 7 of message 481. */
  readonly link: (disposition?: 'ATTACHMENT' | 'INLINE') => Promise<string>;
}

export interface FileSiteOptions {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly now?: () => number;
}

/** A SquirrelStack with one conversation, whose files behave as told, behind a gateway that listens; closed when the test ends. */
export async function startFileSite(
  behave: FileBehaviour,
  { config = {}, now }: FileSiteOptions = {},
): Promise<FileSite> {
  const asked: IncomingMessage[] = [];
  const provider = createServer((request, response) => {
    if (request.url?.includes('/files/') !== true) {
      response.setHeader('content-type', 'application/json');
      response.end(
        '[{"direction":"inbound","body":"Hi","timestamp":"2026-03-31T12:00:00Z","author":"Jane"}]',
      );
      return;
    }
    asked.push(request);
    behave(response, request);
  });
  const port = await listenOnLoopback(provider);

  let log = '';
  const lines: Record<string, unknown>[] = [];
  const write = (text: string) => {
    log += text;
    lines.push(JSON.parse(text) as Record<string, unknown>);
  };
  const baseUrl = `http://127.0.0.1:${port}/api/v1/chat`;
  const gateway = createGateway(
    configFrom({
      secret: TEST_SECRET,
      sources: [{ key: 'site', provider: 'squirrelstack', baseUrl, siteKey: SITE_KEY }],
      ...config,
    }),
    { logger: createLogger('debug', { write }), ...(now ? { now } : {}) },
  );
  const listening = await listen(gateway.listener, { host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await listening.close(0);
    provider.closeAllConnections();
    await gateway.dispose();
    await new Promise((resolve) => provider.close(resolve));
  });

  const query = queryOf(gateway);
  const link: FileSite['link'] = async (disposition = 'ATTACHMENT') => {
    const { data } = await query<{ found: { file: { url: string } } }>(
      `query ($token: String!, $disposition: FileDisposition!) {
        found: nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $token) {
          ... on Conversation { file(activityId: "481", fileId: "7", disposition: $disposition) { url } }
        }
      }`,
      { token: VISITOR_TOKEN, disposition },
    );
    return listening.origin + new URL(data.found.file.url).pathname;
  };
  const sockets = () =>
    new Promise<number>((resolve, reject) =>
      provider.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
    );
  return {
    gateway,
    query,
    origin: listening.origin,
    port,
    asked,
    sockets,
    log: () => log,
    lines,
    link,
  };
}

/** A client that reads nothing of an answer until it is told to. */
export function slowClient(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { agent: false }, resolve).on('error', reject).end();
  });
}

/** Resolves to the number once it has stopped growing. */
export async function settled(count: () => number): Promise<number> {
  for (;;) {
    const before = count();
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (count() === before && before > 0) return before;
  }
}
