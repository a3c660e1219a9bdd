/** What the server tells the gateway of one GraphQL operation. */
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { AbortSignalLike } from '../abort.ts';
import type { Caller } from '../caller.ts';
import { BadInputError } from '../errors.ts';
import type { CallRecord } from '../upstream/upstream.ts';
import { arrivalOf, type Incoming } from './arrival.ts';
import type { Deadlines } from './deadline.ts';

export interface Operation {
  readonly requestId: string;
  readonly caller: Caller;
  /** Of the request. They hold credentials: to be looked up by name, never listed. */
  readonly headers: Incoming['headers'];
  /** As the client reached the server, such as `http://127.0.0.1:4000`. Found when it is asked for. */
  readonly origin: () => string;
  /** Aborted when the client goes away or the deadline passes. */
  readonly signal: AbortSignalLike;
  /** Unix milliseconds. */
  readonly deadline: number;
  /** The client asked for fresh data: `Cache-Control: no-cache`. */
  readonly fresh: boolean;
  /** Takes a record of every call to a provider; the explain answer and the log line are made of them. */
  readonly calls: CallRecord[];
}

/** An operation that is answered at once is over then; one that is answered in parts lasts until its time is up. */
export function endOperations(): Plugin {
  return {
    onResultProcess({ request, result }) {
      if (!isAsyncIterable(result)) arrivalOf(request).deadline?.end();
    },
  };
}

/** Seconds that the client gives the operation. */
const TIMEOUT_HEADER = 'switchboard-timeout';

export interface OperationParts {
  /** The most seconds that it may take. */
  readonly longest: number;
  readonly deadlines: Deadlines;
}

interface Opening extends Incoming, Pick<Request, 'signal' | 'url'> {
  /** Says what `signal` says, where that takes less than a signal. */
  readonly client?: AbortSignalLike;
}

/** Throws a `BadInputError` for a time that cannot be read. */
export function openOperation(request: Opening, { longest, deadlines }: OperationParts): Operation {
  const arrival = arrivalOf(request);
  const { requestId, caller, calls } = arrival;
  if (caller === undefined) throw new TypeError('An operation was let in without its caller.');
  const seconds = Math.min(longest, secondsGiven(request) ?? longest);
  const milliseconds = Math.max(0, Math.ceil(1000 * seconds - (arrival.waited ?? 0)));
  const deadline = deadlines.open(request.client ?? request.signal, milliseconds);
  arrival.deadline = deadline;
  return {
    requestId,
    caller,
    headers: request.headers,
    origin: () => new URL(request.url).origin,
    signal: deadline.signal,
    deadline: deadline.at,
    fresh: asksForFresh(request.headers.get('cache-control')),
    calls,
  };
}

/** What `Cache-Control` says. */
export function asksForFresh(directives: string | null | undefined): boolean {
  return /(^|[,\s])no-cache([,\s]|$)/i.test(directives ?? '');
}

function secondsGiven({ headers }: Incoming): number | undefined {
  const text = headers.get(TIMEOUT_HEADER);
  if (text === null) return undefined;
  const seconds = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : 0;
  if (seconds > 0) return seconds;
  throw new BadInputError(
    `The header ${TIMEOUT_HEADER} must be a number of seconds above 0 in decimal digits, such as 2.5.`,
  );
}
