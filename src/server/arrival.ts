/** What the server knows of a request, from its arrival to its log line. */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../caller.ts';
import type { CallRecord } from '../upstream/upstream.ts';
import type { Deadline } from './deadline.ts';
import type { YogaInitialContext } from 'graphql-yoga';
import type { MediaType } from './plain/plain-case.ts';

/** What a context begins with. */
export type AskedFor = Pick<YogaInitialContext, 'request' | 'params'>;

export interface Arrival {
  /** The client's `x-request-id` where it is fit to be repeated, else a random one. */
  readonly requestId: string;
  /** `performance.now()` */
  readonly receivedAt: number;
  /** The client names `application/json` among what it accepts; a mere wildcard does not. */
  readonly acceptsJson: boolean;
  /** What is answered at once is, where `accept` had to be weighed. */
  answeredAs?: MediaType | undefined;
  /** It was parsed as GraphQL, or was to be: health checks and GraphiQL's page are not logged. */
  isGraphQL?: boolean;
  /** Set once they are known; a request that is let in has one. */
  caller?: Caller;
  /** Where the document came from; set once it is known. */
  document?: 'trusted' | 'automatic' | 'free';
  /** Set once the document is parsed. */
  operation?: { readonly type: string; readonly name: string | undefined };
  /** Calls to providers that the operation made. */
  readonly calls: CallRecord[];
  /** Calls to providers that the operation was planned to make. */
  cost?: number;
  /** It was answered with what another request's operation ended with. */
  isShared?: boolean;
  /** Milliseconds that it waited for another's operation, whose end was not for it. */
  waited?: number;
  /** Set once it runs. */
  deadline?: Pick<Deadline, 'end'>;
  /** `extensions.code` of the errors that were answered. */
  codes: readonly string[];
}

const ARRIVAL = Symbol('arrival');

/** The part of a Request that tells it. */
export interface Incoming {
  readonly headers: Pick<Headers, 'get'>;
  /** Not in a `WeakMap`: what is in one survives, young or not, until the old generation is collected, and all that hangs on it. */
  [ARRIVAL]?: Arrival;
}

/** The same object for the same request, whoever asks first. */
export function arrivalOf(request: Incoming): Arrival {
  let arrival = request[ARRIVAL];
  if (arrival === undefined) {
    const given = request.headers.get('x-request-id');
    const requestId = given !== null && /^[\w.:/+=-]{1,128}$/.test(given) ? given : randomUUID();
    const acceptsJson = /application\/json/i.test(request.headers.get('accept') ?? '');
    arrival = { requestId, acceptsJson, receivedAt: performance.now(), calls: [], codes: [] };
    request[ARRIVAL] = arrival;
  }
  return arrival;
}
