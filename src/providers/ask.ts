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
export function ask<Value>(
  upstream: Upstream,
  request: UpstreamRequest,
  read: Reader<Value>,
  call: Call,
): Promise<Answer<Value>> {
  const asking = new Asking(upstream, request, read);
  return asking.send(call).then((reply) => asking.answer(reply));
}

/** The same for a page of a list, each of whose rows `translate` puts into words of the domain. */
export function askPage<Value, Entity>(
  upstream: Upstream,
  request: UpstreamRequest,
  read: Reader<Rows<Value>>,
  call: Call,
  translate: (row: Row<Value>) => Entity,
): Promise<Page<Entity>> {
  const asking = new Asking(upstream, request, read);
  return asking.send(call).then((reply) => pageOf(asking.answer(reply), translate));
}

/** The same for one thing by its id: null as of `orNull`. */
export function askOne<Value, Entity>(
  upstream: Upstream,
  request: UpstreamRequest,
  read: Reader<Value>,
  call: Call,
  translate: (value: Value) => Entity,
): Promise<Entity | null> {
  const asking = new Asking(upstream, request, read);
  return asking.send(call).then((reply) => translate(asking.answer(reply).value), nullIfRefused);
}

/** A request on its way. Holds what was made of the latest body that came: a kept or shared reply came for another caller. */
class Asking<Value> {
  readonly #upstream: Upstream;
  readonly #request: UpstreamRequest;
  readonly #read: Reader<Value>;
  #latest: { readonly body: unknown; readonly value: Value } | undefined;

  constructor(upstream: Upstream, request: UpstreamRequest, read: Reader<Value>) {
    this.#upstream = upstream;
    this.#request = request;
    this.#read = read;
  }

  send(call: Call): Promise<UpstreamReply> {
    return this.#upstream.send(this.#request, call, (body) => this.#accept(body));
  }

  answer(reply: UpstreamReply): Answer<Value> {
    const { body } = reply;
    const latest = this.#latest;
    const value = latest !== undefined && latest.body === body ? latest.value : this.#accept(body);
    return { value, reply, policy: this.#request.cache };
  }

  #accept(body: unknown): Value {
    const value = decode(this.#read, body, this.#upstream.source, this.#request);
    this.#latest = { body, value };
    return value;
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
export function orNull<Value>(read: Promise<Value>): Promise<Value | null> {
  return read.catch(nullIfRefused);
}

function nullIfRefused(error: unknown): null {
  if (error instanceof UpstreamRefusal && error.status !== 409) return null;
  throw error;
}
