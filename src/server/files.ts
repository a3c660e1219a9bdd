/** `GET /files/<token>`: a provider's file, on its way through. */
import { ServerResponse } from 'node:http';
import { finished, Readable } from 'node:stream';
import { ByteLengthQueuingStrategy } from 'node:stream/web';
import type { FetchAPI, Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { FileTicket } from '../data-sources/file-tokens.ts';
import { FILES_PATH } from '../data-sources/files.ts';
import { GatewayError } from '../errors.ts';
import type { Call, Download } from '../upstream/upstream.ts';
import { arrivalOf, type Incoming } from './arrival.ts';
import { fileHeaders } from './file-headers.ts';
import { refusalFor, type FileRefusal } from './file-refusals.ts';

export interface FileRoute {
  /** What a link's token names. */
  read(token: string): FileTicket | 'expired' | undefined;
  /** The file at its beginning; null when there is none. `headers` are the request's. */
  open(ticket: FileTicket, call: Call, headers: Incoming['headers']): Promise<Download | null>;
  /** The header in which a source's files need the key of whoever reads them; undefined where the link is enough. */
  keyHeaderOf(source: string): string | undefined;
  /** Seconds until a file must have begun. */
  readonly timeout: number;
  /** Unix milliseconds. */
  now(): number;
}

const OPERATION = `GET ${FILES_PATH}:token`;
const METHODS = ['GET', 'HEAD'];

export function files(route: FileRoute, logger: Logger): Plugin {
  return {
    async onRequest(payload) {
      const { request, url, fetchAPI, serverContext } = payload;
      if (!url.pathname.startsWith(FILES_PATH)) return;
      const answer = await answerTo(request, url.pathname.slice(FILES_PATH.length), route, logger);
      payload.endResponse(responseOf(answer, fetchAPI.Response, serverContext));
    },
  };
}

interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Download['body'] | null;
}

async function answerTo(
  request: Request,
  token: string,
  route: FileRoute,
  logger: Logger,
): Promise<FileAnswer> {
  const log = lineOf(request, logger);
  if (!METHODS.includes(request.method)) return log.refused(refusalFor('method'));
  const ticket = route.read(token);
  if (ticket === undefined) return log.refused(refusalFor('invalid'));
  if (ticket === 'expired') return log.refused(refusalFor('expired'));
  const { source } = ticket;
  try {
    const download = await route.open(ticket, callFor(request, route), request.headers);
    if (download === null) return log.refused(refusalFor('missing'), { source });
    const { body } = download;
    const answer = { status: 200, headers: fileHeaders(download.headers, ticket.disposition) };
    if (request.method === 'GET') {
      finished(body, (error) => log.ended(source, error));
      return { ...answer, body };
    }
    body.destroy();
    log.ended(source, null);
    return { ...answer, body: null };
  } catch (error) {
    if (error instanceof GatewayError) {
      return log.refused(refusalFor(error, route.keyHeaderOf(source)), { source, code: error.code });
    }
    logger.error({ requestId: arrivalOf(request).requestId, err: error }, 'unexpected error');
    return log.refused(refusalFor('fault'), { source });
  }
}

function callFor(request: Request, route: FileRoute): Call {
  const { calls } = arrivalOf(request);
  return {
    signal: request.signal,
    deadline: route.now() + route.timeout * 1000,
    fresh: false,
    staleAllowed: false,
    record: (record) => void calls.push(record),
  };
}

/** One line per request, by template: the token opens the file for whoever reads it. */
function lineOf(request: Request, logger: Logger) {
  const { requestId, receivedAt } = arrivalOf(request);
  const write = (status: number, fields: object) => {
    const ms = Math.round(performance.now() - receivedAt);
    logger.info({ requestId, operation: OPERATION, status, ms, ...fields }, 'file');
  };
  return {
    refused(refusal: FileRefusal, fields: object = {}): FileAnswer {
      write(refusal.status, fields);
      return refusal;
    },
    ended(source: string, error: Error | null | undefined) {
      const code = error instanceof GatewayError ? { code: error.code } : {};
      write(200, { source, complete: error == null, ...code });
    },
  };
}

function responseOf(
  { status, headers, body }: FileAnswer,
  YogaResponse: FetchAPI['Response'],
  serverContext: object,
): Response {
  const init = { status, headers };
  if (body === null || typeof body === 'string') return new YogaResponse(body, init);
  if ('res' in serverContext && serverContext.res instanceof ServerResponse) {
    const { res } = serverContext;
    // A file that breaks off must not look like a whole one: the connection ends with it.
    if (body.destroyed) res.destroy();
    else body.once('error', () => res.destroy());
    // Piped as it is, in Node's own way, though its types do not say so.
    return new YogaResponse(body as unknown as ReadableStream, init);
  }
  // Yoga's own and Node's take a body that broke off before it was read for an empty one.
  const { errored } = body;
  if (errored !== null) {
    return new globalThis.Response(new ReadableStream({ start: (stream) => stream.error(errored) }), init);
  }
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: body.readableHighWaterMark });
  return new globalThis.Response(Readable.toWeb(body, { strategy }) as ReadableStream, init);
}
