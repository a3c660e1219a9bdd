import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { SandboxEnv } from './env.ts';

export interface Listening {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** Stops listening and cuts every open connection, hung requests included. */
  close: () => Promise<void>;
}

/** Serves an app on 127.0.0.1; rejects when the port is taken. */
export async function listen(app: Hono<SandboxEnv>, port = 0): Promise<Listening> {
  const listener = getRequestListener(app.fetch);
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
