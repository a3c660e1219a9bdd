/** From a request to the parameters of one operation: what cannot be read is the caller's fault. */
import type { FetchAPI, Plugin } from 'graphql-yoga';
import { BadInputError } from '../errors.ts';
import { readBody } from './limits/body.ts';
import { checkNesting } from './limits/json-nesting.ts';

/** `bodyBytes`: most of a body, after inflation. */
export function readableParameters(bodyBytes: number): Plugin {
  return {
    onRequestParse(payload) {
      const { requestParser, fetchAPI } = payload;
      if (requestParser === undefined) return;
      payload.setRequestParser(async (request) => {
        const whole =
          request.body === null ? request : await read(request, request.body, bodyBytes, fetchAPI);
        return one(await parameters(() => requestParser(whole)));
      });
    },
  };
}

async function read(
  { url, method, headers, signal }: Request,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  bodyBytes: number,
  fetchAPI: FetchAPI,
): Promise<Request> {
  const reader = stream.getReader();
  const body = await readBody(
    {
      read: () => reader.read(),
      length: headers.get('content-length'),
      encoding: headers.get('content-encoding'),
    },
    bodyBytes,
  );
  const type = headers.get('content-type') ?? '';
  for (const json of jsonIn(body, type)) checkNesting(json);
  return new fetchAPI.Request(url, { method, headers: { 'content-type': type }, signal, body });
}

/** All of a body, or what a form holds of it. */
function jsonIn(body: Buffer, type: string): readonly string[] {
  if (/json/i.test(type)) return [body.toString()];
  if (!/form/i.test(type)) return [];
  return [...new URLSearchParams(body.toString()).values()];
}

/** In a GET's query string and in a form, `variables` and `extensions` are JSON texts. */
async function parameters<Parameters>(parse: () => Parameters | Promise<Parameters>): Promise<Parameters> {
  try {
    return await parse();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BadInputError('The parameters "variables" and "extensions" must be JSON objects.');
  }
}

/** One HTTP request is one operation, so that what limits requests limits operations. */
function one<Parameters>(parsed: Parameters): Parameters {
  if (!Array.isArray(parsed)) return parsed;
  throw new BadInputError(
    `The body is a list of ${parsed.length} operations. Batches are not served: send each in a request of its own.`,
  );
}
