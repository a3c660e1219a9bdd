/**
 * A thin way around Yoga's HTTP layer for the plain case, and around nothing else: the operation runs in the same pipeline, and the hooks of our own plugins
 * before and after it run as they do under Yoga. Queries that ask the same at the same time run once.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import {
  createGraphQLError,
  processRegularResult,
  type FetchAPI,
  type GraphQLParams,
  type Plugin,
  type YogaServerInstance,
} from 'graphql-yoga';
import { arrivalOf } from '../arrival.ts';
import { checkHost } from '../host-header.ts';
import { brokenOff } from '../limits/body.ts';
import { checkNesting } from '../limits/json-nesting.ts';
import { flightKey } from './flight-key.ts';
import type { Flights } from './flights.ts';
import { handOver } from './hand-over.ts';
import { createHooks, type Result } from './hooks.ts';
import { landedWith, type Landed } from './landed.ts';
import { mayWrite, plainCase, plainParameters, type MediaType, type PlainParameters } from './plain-case.ts';
import { PlainRequest } from './plain-request.ts';
import { PlainResponse } from './plain-response.ts';

export interface PlainParts {
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

/** Undefined where Yoga has answered. */
type Responding = PlainResponse | Promise<PlainResponse | undefined>;

// Hooks and processors take the whole types; in the plain case they find what they use of them in these.
const fetchAPI = { Response: PlainResponse } as unknown as FetchAPI;

export function plainListener({ yoga, plugins, path, bodyBytes, flights }: PlainParts): RequestListener {
  const hooks = createHooks(plugins, fetchAPI);

  // Where nothing has to be waited for nothing is: a wait costs as much as a hook or two.
  const answer = async (asked: Asked): Promise<void> => {
    let response: PlainResponse | undefined;
    try {
      const admitted = hooks.before(asked.request, asked.incoming);
      if (admitted !== undefined) await admitted;
      const bytes = await bytesOf(asked.incoming);
      const responding = respond(asked, bytes, bytes.toString());
      response = responding instanceof Promise ? await responding : responding;
    } catch (error) {
      response = await refused(asked, error);
    }
    if (response !== undefined) await send(asked, response);
  };

  const respond = (asked: Asked, bytes: Buffer, body: string): Responding => {
    const { incoming, outgoing, request } = asked;
    const key = flights && flightKey(incoming.headers, arrivalOf(request).caller?.id ?? '', body);
    const flight = key === undefined ? undefined : flights?.find(key);
    if (flight === undefined) return execute(asked, bytes, body, key);
    const joined = flight.join(outgoing);
    if (!(joined instanceof Promise)) return repeated(request, joined);
    // Whoever could not share the answer of one flight does not wait for another.
    const joinedAt = performance.now();
    return joined.then((landed) => {
      if (landed !== undefined) return repeated(request, landed);
      arrivalOf(request).waited = performance.now() - joinedAt;
      return execute(asked, bytes, body, undefined);
    });
  };

  /** Under a key, for all who come with the same one meanwhile. */
  const execute = (asked: Asked, bytes: Buffer, body: string, key: string | undefined): Responding => {
    checkNesting(bytes);
    const params = plainParameters(body);
    if (params === undefined) return handOver(yoga, asked.incoming, asked.outgoing, asked.plain, body);
    if (flights === undefined || key === undefined || mayWrite(params.query)) return run(asked, params);
    const flight = flights.begin(key, asked.outgoing);
    asked.plain.follow(flight.signal);
    return run(asked, params, (landed) => flights.land(flight, landed));
  };

  const run = async (
    asked: Asked,
    params: PlainParameters,
    onEnd: (landed: Landed | undefined) => void = () => undefined,
  ): Promise<PlainResponse> => {
    const { request } = asked;
    let landed: Landed | undefined;
    try {
      const shown = hooks.result(request, (await operate(params, request)) ?? {});
      if (shown.ended !== undefined) await shown.ended;
      const response = written(shown.result, asked);
      landed = landedWith(shown.result, response, arrivalOf(request));
      return response;
    } finally {
      onEnd(landed);
    }
  };

  const operate = async (params: PlainParameters, request: Request) => {
    try {
      return await yoga.getResultForParams({ params: params as GraphQLParams, request }, {});
    } catch (error) {
      return failure(error);
    }
  };

  const refused = async (asked: Asked, error: unknown): Promise<PlainResponse> => {
    const shown = hooks.result(asked.request, failure(error));
    await shown.ended;
    return written(shown.result, asked);
  };

  const send = (asked: Asked, response: PlainResponse): Promise<void> | undefined => {
    const noted = hooks.after(asked.request, response as unknown as Response);
    if (noted !== undefined) return noted.then(() => response.send(asked.outgoing));
    response.send(asked.outgoing);
    return undefined;
  };

  return (incoming, outgoing) => {
    const cut = () => void outgoing.destroy();
    const asking = (type: MediaType): Asked => {
      const plain = new PlainRequest(incoming, outgoing);
      return { incoming, plain, request: plain as unknown as Request, outgoing, type };
    };
    try {
      checkHost(incoming.headers.host);
    } catch (error) {
      // Before Yoga, to which a URL that cannot be read is a fault of its own.
      const asked = asking('application/json');
      refused(asked, error)
        .then((response) => send(asked, response))
        .catch(cut);
      return;
    }
    const type = plainCase(incoming, path, bodyBytes);
    if (type === undefined) void yoga(incoming, outgoing);
    else answer(asking(type)).catch(cut);
  };
}

function written(result: Result, { type }: Asked): PlainResponse {
  return processRegularResult(result, fetchAPI, type) as unknown as PlainResponse;
}

/** The answer of another request, as this one's. */
function repeated(request: Request, { body, headers, told }: Landed): PlainResponse {
  Object.assign(arrivalOf(request), told, { isShared: true });
  return new PlainResponse(body, { headers });
}

function failure(error: unknown): Result {
  return { errors: [asGraphQLError(error)] };
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return createGraphQLError(originalError.message, { originalError });
}

/** Rejects with BadInputError where the client goes away while it sends. */
function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
    incoming.on('end', () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    incoming.on('error', (error) => reject(brokenOff(error)));
  });
}
