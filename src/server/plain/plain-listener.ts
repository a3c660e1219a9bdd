/**
 * A thin way around Yoga's HTTP layer for the plain case, and around nothing else: the operation runs in the same pipeline, and the hooks of our own plugins
 * before and after it run as they do under Yoga. Queries that ask the same at the same time run once.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  isPromise,
  processRegularResult,
  type FetchAPI,
  type Plugin,
  type YogaServerInstance,
} from 'graphql-yoga';
import { arrivalOf } from '../arrival.ts';
import { failure } from '../failure.ts';
import { checkHost } from '../host-header.ts';
import { brokenOff } from '../limits/body.ts';
import { checkNesting } from '../limits/json-nesting.ts';
import { createExecutor } from './executor.ts';
import { flightKey } from './flight-key.ts';
import type { Flights } from './flights.ts';
import { handOver } from './hand-over.ts';
import { createHooks, type Result } from './hooks.ts';
import { landedWith, type Landed } from './landed.ts';
import { createPipeline, type PipelineParts } from './pipeline.ts';
import { mayWrite, plainCase, plainParameters, type MediaType, type PlainParameters } from './plain-case.ts';
import { PlainRequest } from './plain-request.ts';
import { PlainResponse } from './plain-response.ts';

export interface PlainParts extends Pick<PipelineParts, 'documents' | 'schemaOf' | 'createContext'> {
  readonly yoga: YogaServerInstance<object, object>;
  /** Our own, but for those that serve other paths. What Yoga's own check of a request holds by the choice of the plain case. */
  readonly plugins: readonly Plugin[];
  readonly path: string;
  /** Most bytes of a body. */
  readonly bodyBytes: number;
  /** Undefined where every operation is to run by itself. */
  readonly flights: Flights | undefined;
}

/** A request of the plain case, and where its answer goes. */
interface Asked {
  readonly incoming: IncomingMessage;
  readonly plain: PlainRequest;
  /** The same, for what takes the whole type. */
  readonly request: Request;
  readonly outgoing: ServerResponse;
  readonly type: MediaType;
}

type OnEnd = (landed: Landed | undefined) => void;

// Hooks and processors take the whole types; in the plain case they find what they use of them in these.
const fetchAPI = { Response: PlainResponse } as unknown as FetchAPI;

export function plainListener(parts: PlainParts): RequestListener {
  const { yoga, plugins, path, bodyBytes, flights } = parts;
  const hooks = createHooks(plugins, fetchAPI);
  const operate = createPipeline({ ...parts, hooks, execute: createExecutor(plugins) });

  // Where nothing has to be waited for nothing is: a wait costs as much as a hook or two.
  const answer = (asked: Asked): void => {
    try {
      const admitted = hooks.before(asked.request, asked.incoming);
      if (admitted === undefined) read(asked);
      else admitted.then(() => read(asked)).catch((error: unknown) => refuse(asked, error));
    } catch (error) {
      refuse(asked, error);
    }
  };

  const read = (asked: Asked): void => {
    readBytes(
      asked.incoming,
      (bytes) => answerTo(asked, bytes),
      (error) => refuse(asked, brokenOff(error)),
    );
  };

  const answerTo = (asked: Asked, bytes: Buffer): void => {
    try {
      respond(asked, bytes.toString());
    } catch (error) {
      refuse(asked, error);
    }
  };

  const respond = (asked: Asked, body: string): void => {
    const { incoming, outgoing, request } = asked;
    const key = flights && flightKey(incoming.headers, arrivalOf(request).caller?.id ?? '', body);
    const flight = key === undefined ? undefined : flights?.find(key);
    if (flight === undefined) {
      execute(asked, body, key);
      return;
    }
    const joined = flight.join(outgoing);
    if (!(joined instanceof Promise)) {
      send(asked, repeated(request, joined));
      return;
    }
    const joinedAt = performance.now();
    const land = (landed: Landed | undefined): void => {
      if (landed !== undefined) {
        send(asked, repeated(request, landed));
        return;
      }
      // Whoever could not share the answer of one flight does not wait for another.
      arrivalOf(request).waited = performance.now() - joinedAt;
      execute(asked, body, undefined);
    };
    joined.then(land).catch((error: unknown) => refuse(asked, error));
  };

  /** Under a key, for all who come with the same one meanwhile. */
  const execute = (asked: Asked, body: string, key: string | undefined): void => {
    checkNesting(body);
    const params = plainParameters(body);
    if (params === undefined) {
      const handedOver = handOver(yoga, asked.incoming, asked.outgoing, asked.plain, body);
      handedOver.catch((error: unknown) => refuse(asked, error));
    } else if (flights === undefined || key === undefined || mayWrite(params.query)) {
      run(asked, params);
    } else {
      const flight = flights.begin(key, asked.outgoing);
      asked.plain.follow(flight.signal);
      run(asked, params, (landed) => flights.land(flight, landed));
    }
  };

  const run = (asked: Asked, params: PlainParameters, onEnd?: OnEnd): void => {
    let result;
    try {
      result = operate(asked.request, params);
    } catch (error) {
      result = failure(error);
    }
    if (!isPromise(result)) {
      conclude(asked, result, onEnd);
      return;
    }
    result.then(
      (ended) => conclude(asked, ended, onEnd),
      (error: unknown) => conclude(asked, failure(error), onEnd),
    );
  };

  const refuse = (asked: Asked, error: unknown): void => {
    conclude(asked, failure(error), undefined, cut);
  };

  /** Sends a result. Where it cannot be shown, `otherwise` is what becomes of the request. */
  const conclude = (asked: Asked, result: Result, onEnd: OnEnd | undefined, otherwise = refuse): void => {
    const give = (shown: Result): void => {
      const response = written(shown, asked);
      onEnd?.(landedWith(shown, response, arrivalOf(asked.request)));
      send(asked, response);
    };
    const fail = (error: unknown): void => {
      onEnd?.(undefined);
      otherwise(asked, error);
    };
    try {
      const shown = hooks.result(asked.request, result);
      if (isPromise(shown)) shown.then(give).catch(fail);
      else give(shown);
    } catch (error) {
      fail(error);
    }
  };

  const send = (asked: Asked, response: PlainResponse): void => {
    const { request, outgoing } = asked;
    try {
      const noted = hooks.after(request, response as unknown as Response);
      if (noted === undefined) response.send(outgoing);
      else noted.then(() => response.send(outgoing)).catch(() => cut(asked));
    } catch {
      cut(asked);
    }
  };

  return (incoming, outgoing) => {
    const asking = (type: MediaType): Asked => {
      const plain = new PlainRequest(incoming, outgoing);
      return { incoming, plain, request: plain as unknown as Request, outgoing, type };
    };
    try {
      checkHost(incoming.headers.host);
    } catch (error) {
      // Before Yoga, to which a URL that cannot be read is a fault of its own.
      refuse(asking('application/json'), error);
      return;
    }
    const type = plainCase(incoming, path, bodyBytes);
    if (type === undefined) void yoga(incoming, outgoing);
    else answer(asking(type));
  };
}

function cut({ outgoing }: Asked): void {
  outgoing.destroy();
}

function written(result: Result, { type }: Asked): PlainResponse {
  return processRegularResult(result, fetchAPI, type) as unknown as PlainResponse;
}

/** The answer of another request, as this one's. */
function repeated(request: Request, { body, headers, told }: Landed): PlainResponse {
  Object.assign(arrivalOf(request), told, { isShared: true });
  return new PlainResponse(body, { headers });
}

/** Calls one of the two, once: `onError` where the client goes away while it sends. */
function readBytes(
  incoming: IncomingMessage,
  onEnd: (bytes: Buffer) => void,
  onError: (error: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  let isWhole = false;
  incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
  incoming.on('end', () => {
    const [first] = chunks;
    isWhole = true;
    onEnd(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
  });
  incoming.on('error', (error) => {
    if (!isWhole) onError(error);
  });
}
