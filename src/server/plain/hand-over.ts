/** What turns out not to be the plain case once its body is read is Yoga's after all. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { YogaServerInstance } from 'graphql-yoga';
import { ADMITTED } from '../rate-limiting.ts';
import type { PlainRequest } from './plain-request.ts';

/** The body was read already, so that Yoga is given all of the request anew. */
export async function handOver(
  yoga: YogaServerInstance<object, object>,
  { method = '', headers }: IncomingMessage,
  outgoing: ServerResponse,
  { url, signal }: PlainRequest,
  body: string,
): Promise<void> {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'content-length' ? [[name, value] as [string, string]] : [],
  );
  const response = await yoga.fetch(url, { method, headers: pairs, body, signal }, ADMITTED);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body !== null) for await (const chunk of response.body) outgoing.write(chunk);
  outgoing.end();
}
