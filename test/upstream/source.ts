import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, vi } from 'vitest';
import { Secret } from '../../src/secret.ts';
import {
  createUpstream,
  type RunningUpstream,
  type UpstreamParts,
} from '../../src/upstream/create-upstream.ts';
import type { Destination } from '../../src/upstream/credential.ts';
import type { UpstreamRequest } from '../../src/upstream/upstream.ts';
import { listenOnLoopback } from '../support/loopback.ts';

/** Counted before it is answered. */
export interface SeenRequest {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Behaviour = (response: ServerResponse, seen: SeenRequest, count: number) => unknown;

export interface TestSource extends RunningUpstream {
  port: number;
  seen: SeenRequest[];
  /** Sockets open at the server. */
  sockets: () => Promise<number>;
}

/** A provider that behaves as told, and an upstream to it under `/base`; both closed when the test ends. */
export async function startSource(
  behave: Behaviour,
  given: Partial<UpstreamParts> | ((port: number) => Partial<UpstreamParts>) = {},
): Promise<TestSource> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const entry = { method: request.method, url: request.url, headers: request.headers, body };
      seen.push(entry);
      return behave(response, entry, seen.length);
    });
  });
  const port = await listenOnLoopback(server);
  const parts = typeof given === 'function' ? given(port) : given;
  const running = createUpstream({
    source: 'xe',
    destination: destinationAt(`http://127.0.0.1:${port}/base`),
    // What a test is told of a fault is the first one, unless it asks for more.
    retry: { reads: 0 },
    ...parts,
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await running.close();
    await new Promise((resolve) => server.close(resolve));
  });
  const sockets = () =>
    new Promise<number>((resolve, reject) =>
      server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
    );
  return { ...running, port, seen, sockets };
}

export function destinationAt(baseUrl: string, key = 'xbk_live_key'): Destination {
  return {
    baseUrl,
    credential: new Secret(key),
    headers: (credential) => ({ authorization: `Bearer ${credential.reveal()}` }),
  };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export const get: UpstreamRequest = {
  method: 'GET',
  template: '/v1/chat/conversations/{id}',
  path: '/conversations/secret-id',
};

export const cachedGet: UpstreamRequest = {
  ...get,
  cache: { kind: 'conversations', epochs: ['conversations', 'conversation:secret-id'] },
};

export const patch: UpstreamRequest = {
  method: 'PATCH',
  template: '/v1/chat/conversations/{id}',
  path: '/conversations/secret-id',
  body: { status: 'resolved' },
  touches: ['conversations', 'conversation:secret-id'],
};

/** The rejection of a promise that must reject. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('It should have been rejected.'),
    (error: unknown) => error,
  );
}

/** A promise to open later. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { opened: promise, open: () => resolve(undefined) };
}

/** How long to wait for what must happen: only a failing test waits so long. */
export const PATIENCE = { timeout: 10_000, interval: 5 };

/** Waits until it holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(holds, PATIENCE);
}
