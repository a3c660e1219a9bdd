/** A request's body, read whole within a bound that holds before and after inflation, whatever its headers say of it. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { GatewayError } from '../../errors.ts';
import { BadInputError } from '../../errors.ts';
import { RefusedRequest } from '../refused-request.ts';

export interface IncomingBody {
  /** The next bytes; never cancelled, so that the answer still reaches a client that is sending. */
  readonly read: () => Promise<{
    readonly done?: boolean | undefined;
    readonly value?: Uint8Array | undefined;
  }>;
  /** `content-length`, where it was sent. */
  readonly length: string | null | undefined;
  /** `content-encoding`, where it was sent. */
  readonly encoding: string | null | undefined;
}

type Body = Buffer<ArrayBuffer>;

type Inflate = (body: Buffer, settings: { readonly maxOutputLength: number }) => Promise<Body>;

const INFLATING: Readonly<Record<string, Inflate>> = {
  gzip: promisify<Buffer, object, Body>(gunzip),
  deflate: promisify<Buffer, object, Body>(inflate),
  br: promisify<Buffer, object, Body>(brotliDecompress),
};

/** So many times the limit is read and thrown away: a client that is cut off while it sends takes the answer for a broken connection. */
const PATIENCE = 20;

/** Throws RefusedRequest (413, 415) and BadInputError. */
export async function readBody(body: IncomingBody, limit: number): Promise<Body> {
  const encoding = body.encoding?.trim().toLowerCase() ?? 'identity';
  const inflating = Object.hasOwn(INFLATING, encoding) ? INFLATING[encoding] : undefined;
  if (inflating === undefined && encoding !== 'identity' && encoding !== '') {
    throw new RefusedRequest(
      415,
      'BAD_USER_INPUT',
      `The body has a content-encoding that is not read. Use ${Object.keys(INFLATING).join(', ')}, or none.`,
    );
  }
  if (Number(body.length ?? 0) > limit * PATIENCE) throw tooLong(limit);
  const bytes = await readBytes(body, limit);
  return inflating === undefined ? bytes : inflated(bytes, inflating, encoding, limit);
}

async function readBytes({ read }: IncomingBody, limit: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await read().catch((error: unknown) => {
      throw brokenOff(error);
    });
    if (done === true || value === undefined) break;
    length += value.byteLength;
    if (length <= limit) chunks.push(value);
    else chunks.length = 0;
    if (length > limit * PATIENCE) break;
  }
  if (length > limit) throw tooLong(limit);
  return Buffer.concat(chunks);
}

/** A client that goes away while it sends. */
export function brokenOff(cause: unknown): BadInputError {
  return new BadInputError('The body broke off before its end.', { cause });
}

async function inflated(bytes: Buffer, inflating: Inflate, encoding: string, limit: number): Promise<Body> {
  try {
    return await inflating(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(limit);
    throw new BadInputError(`The body is not ${encoding}, which its content-encoding says.`, {
      cause: error,
    });
  }
}

function tooLong(limit: number): GatewayError {
  return new RefusedRequest(
    413,
    'BAD_USER_INPUT',
    `The body has more than ${limit} bytes; no more are read, counted after inflation. Split it into several requests.`,
  );
}
