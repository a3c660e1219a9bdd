import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { listenOnLoopback } from '../support/loopback.ts';

export interface PlayedRequest {
  method: string | undefined;
  path: string;
  query: string;
  headers: Record<string, string | string[] | undefined>;
}

export interface Playback {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  requests: PlayedRequest[];
}

/** A server that answers each path with one JSON text, word for word, and everything else with 404; closed when the test ends. */
export async function startPlayback(replies: Readonly<Record<string, string>>): Promise<Playback> {
  const requests: PlayedRequest[] = [];
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push({
      method: request.method,
      path: pathname,
      query: search.slice(1),
      headers: request.headers,
    });
    const reply = replies[pathname];
    response.writeHead(reply === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(reply ?? '{"error":"Not Found"}');
  });
  const port = await listenOnLoopback(server);
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${port}`, requests };
}
