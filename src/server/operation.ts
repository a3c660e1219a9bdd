/** What the server tells the gateway of one GraphQL operation. */
import type { CallRecord } from '../upstream/upstream.ts';
import { arrivalOf, type Incoming } from './arrival.ts';

export interface Operation {
  readonly requestId: string;
  /** Of the request. They hold credentials: to be looked up by name, never listed. */
  readonly headers: Incoming['headers'];
  /** As the client reached the server, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Aborted when the client goes away or the deadline passes. */
  readonly signal: AbortSignal;
  /** Unix milliseconds. */
  readonly deadline: number;
  /** The client asked for fresh data: `Cache-Control: no-cache`. */
  readonly fresh: boolean;
  /** Takes a record of every call to a provider; the explain answer and the log line are made of them. */
  readonly calls: CallRecord[];
}

/** `timeout` in seconds. */
export function openOperation(
  request: Incoming & Pick<Request, 'signal' | 'url'>,
  timeout: number,
): Operation {
  const { requestId, calls } = arrivalOf(request);
  const milliseconds = timeout * 1000;
  return {
    requestId,
    headers: request.headers,
    origin: new URL(request.url).origin,
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(milliseconds)]),
    deadline: Date.now() + milliseconds,
    fresh: /(^|[,\s])no-cache([,\s]|$)/i.test(request.headers.get('cache-control') ?? ''),
    calls,
  };
}
