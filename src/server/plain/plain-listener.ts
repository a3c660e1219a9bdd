/**
 * A thin way around Yoga's HTTP layer for the plain case, and around nothing else: the operation runs in the same pipeline, and the hooks of our own plugins
 * before and after it run as they do under Yoga.
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
import { checkHost } from '../host-header.ts';
import { brokenOff } from '../limits/body.ts';
import { checkNesting } from '../limits/json-nesting.ts';
import { ADMITTED } from '../rate-limiting.ts';
import { createHooks, type Result } from './hooks.ts';
import { plainCase, plainParameters, type MediaType } from './plain-case.ts';
import { PlainRequest } from './plain-request.ts';
import { PlainResponse } from './plain-response.ts';

export interface PlainParts {
  readonly yoga: YogaServerInstance<object, object>;
  /** Our own, but for those that serve other paths. What Yoga's own check of a request holds by the choice of the plain case. */
  readonly plugins: readonly Plugin[];
  readonly path: string;
  /** Most bytes of a body. */
  readonly bodyBytes: number;
}

// Hooks and processors take the whole types; in the plain case they find what they use of them in these.
const fetchAPI = { Response: PlainResponse } as unknown as FetchAPI;

export function plainListener({ yoga, plugins, path, bodyBytes }: PlainParts): RequestListener {
  const hooks = createHooks(plugins, fetchAPI);

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse, type: MediaType) => {
    const plain = new PlainRequest(incoming, outgoing);
    const request = plain as unknown as Request;
    const operate = async () => {
      await hooks.before(request, incoming);
      const bytes = await bytesOf(incoming).catch(brokenOff);
      checkNesting(bytes);
      const body = bytes.toString();
      const params = plainParameters(body);
      if (params === undefined) return body;
      return (await yoga.getResultForParams({ params: params as GraphQLParams, request }, {})) ?? {};
    };
    const outcome = await operate().catch(failure);
    if (typeof outcome === 'string') await handOver(yoga, incoming, outgoing, plain, outcome);
    else await respond(request, outgoing, outcome, type);
  };

  const respond = async (request: Request, outgoing: ServerResponse, outcome: Result, type: MediaType) => {
    const result = await hooks.result(request, outcome);
    const response = processRegularResult(result, fetchAPI, type);
    await hooks.after(request, response);
    (response as unknown as PlainResponse).send(outgoing);
  };

  return (incoming, outgoing) => {
    const cut = () => void outgoing.destroy();
    try {
      checkHost(incoming.headers.host);
    } catch (error) {
      // Before Yoga, to which a URL that cannot be read is a fault of its own.
      const request = new PlainRequest(incoming, outgoing) as unknown as Request;
      respond(request, outgoing, failure(error), 'application/json').catch(cut);
      return;
    }
    const type = plainCase(incoming, path, bodyBytes);
    if (type === undefined) void yoga(incoming, outgoing);
    else answer(incoming, outgoing, type).catch(cut);
  };
}

/** The body was read already, so that Yoga is given all of the request anew. */
async function handOver(
  yoga: PlainParts['yoga'],
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

function failure(error: unknown): Result {
  return { errors: [asGraphQLError(error)] };
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return createGraphQLError(originalError.message, { originalError });
}

function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
    incoming.once('end', () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    incoming.once('error', reject);
  });
}
