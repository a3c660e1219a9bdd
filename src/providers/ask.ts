/** One call of an adapter: sent, decoded, and what its reply says of itself. */
import { UpstreamRefusal } from '../errors.ts';
import type { CachePolicy, Call, Upstream, UpstreamReply, UpstreamRequest } from '../upstream/upstream.ts';
import type { Page } from './provider.ts';
import { decode, type Reader, type Row, type Rows } from './wire.ts';

export interface Answer<Value> {
  readonly value: Value;
  readonly reply: UpstreamReply;
  /** The request's. */
  readonly policy: CachePolicy | undefined;
}

/** Sends the request and decodes the reply. Throws what `Upstream.send` throws, and UPSTREAM_INVALID_RESPONSE. */
export async function ask<Value>(
  upstream: Upstream,
  request: UpstreamRequest,
  read: Reader<Value>,
  call: Call,
): Promise<Answer<Value>> {
  const accepted = new Accepted(read, upstream.source, request);
  const reply = await upstream.send(request, call, (body) => accepted.read(body));
  return { value: accepted.of(reply.body), reply, policy: request.cache };
}

/** What was made of the latest body that came; a kept or shared reply came for another caller. */
class Accepted<Value> {
  readonly #read: Reader<Value>;
  readonly #source: string;
  readonly #request: UpstreamRequest;
  #latest: { readonly body: unknown; readonly value: Value } | undefined;

  constructor(read: Reader<Value>, source: string, request: UpstreamRequest) {
    this.#read = read;
    this.#source = source;
    this.#request = request;
  }

  read(body: unknown): Value {
    const value = decode(this.#read, body, this.#source, this.#request);
    this.#latest = { body, value };
    return value;
  }

  of(body: unknown): Value {
    return this.#latest !== undefined && this.#latest.body === body ? this.#latest.value : this.read(body);
  }
}

/** A list's answer as a page of the domain. */
export function pageOf<Value, Entity>(
  { value, reply, policy }: Answer<Rows<Value>>,
  translate: (row: Row<Value>) => Entity,
): Page<Entity> {
  return {
    rows: value.rows.map((row) => translate(row)),
    total: value.total,
    limit: value.limit,
    fetchedAt: reply.fetchedAt,
    stale: reply.stale,
    kept: reply.keptAsOf === undefined || policy === undefined ? undefined : { policy, asOf: reply.keptAsOf },
  };
}

/**
 * A read of one thing by its id: null when the provider refuses it. The id is all that such a request holds, so that 400 and 422
 * ("invalid value") say as much as 404 and 410: nothing has this id.
 */
export async function orNull<Value>(read: Promise<Value>): Promise<Value | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UpstreamRefusal && error.status !== 409) return null;
    throw error;
  }
}
