import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { listenOnLoopback } from './loopback.ts';

/** What befalls a write. All but `answered` cut its connection; `late` is done a while after the cut. */
export type Fate =
  | 'answered'
  | 'before its body'
  | 'within its body'
  | 'before it is done'
  | 'after it is done'
  | 'within the reply'
  | 'late';

export const CUTS = [
  'before its body',
  'within its body',
  'before it is done',
  'after it is done',
  'within the reply',
  'late',
] as const satisfies readonly Fate[];

/** The fates after which it is, or will be, done. */
export const DONE: ReadonlySet<Fate> = new Set<Fate>([
  'answered',
  'after it is done',
  'within the reply',
  'late',
]);

interface App {
  readonly app: { fetch(request: Request): Response | Promise<Response> };
}

export interface CuttingServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Bodies of the writes that came in, in order, whatever became of them. */
  readonly writes: { readonly path: string; readonly body: string; readonly fate: Fate }[];
  /** Resolves when nothing is left to be done late. */
  settled(): Promise<void>;
}

/** A real server before one of the sandbox's apps, which cuts connections as told; closed when the test ends. */
export async function startCuttingServer(
  { app }: App,
  fateOf: () => Fate,
  /** Milliseconds from the cut to the deed. */
  lateness = 1000,
): Promise<CuttingServer> {
  const writes: CuttingServer['writes'] = [];
  const late = new Set<Promise<unknown>>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { socket } = request;
    const fate = request.method === 'GET' ? 'answered' : fateOf();
    const path = request.url ?? '/';
    const cut = () => {
      socket.destroy();
    };
    if (fate === 'before its body') {
      writes.push({ path, body: '', fate });
      cut();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
      if (fate === 'within its body') break;
    }
    const body = Buffer.concat(chunks).toString();
    if (request.method !== 'GET') writes.push({ path, body, fate });
    if (fate === 'within its body' || fate === 'before it is done') {
      cut();
      return;
    }
    const act = async () => app.fetch(requestOf(request, body));
    if (fate === 'late') {
      cut();
      const doing = sleep(lateness).then(act);
      late.add(doing);
      await doing;
      return;
    }
    const reply = await act();
    const text = await reply.text();
    if (fate === 'after it is done') {
      cut();
      return;
    }
    response.writeHead(reply.status, {
      ...Object.fromEntries(reply.headers),
      'content-length': Buffer.byteLength(text),
    });
    if (fate === 'within the reply') response.write(text.slice(0, text.length / 2), cut);
    else response.end(text);
  };

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const port = await listenOnLoopback(server);
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    writes,
    async settled() {
      await Promise.all(late);
    },
  };
}

function requestOf({ url, method = 'GET', headers }: IncomingMessage, body: string): Request {
  return new Request(`http://127.0.0.1${url ?? '/'}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
    ),
    ...(body === '' ? {} : { body }),
  });
}
