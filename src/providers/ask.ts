/** One call of an adapter: sent, decoded, and what its reply says of itself. */
import type { z } from 'zod';
import { UpstreamRefusal } from '../errors.ts';
import type { Call, Upstream, UpstreamReply, UpstreamRequest } from '../upstream/upstream.ts';
import type { Page } from './provider.ts';
import { decode, type Row, type Rows } from './wire.ts';

export interface Answer<Value> {
  readonly value: Value;
  readonly reply: UpstreamReply;
}

/** Sends the request and decodes the reply. Throws what `Upstream.send` throws, and UPSTREAM_INVALID_RESPONSE. */
export async function ask<Schema extends z.ZodType>(
  upstream: Upstream,
  request: UpstreamRequest,
  schema: Schema,
  call: Call,
): Promise<Answer<z.output<Schema>>> {
  const read = (body: unknown) => ({ body, value: decode(schema, body, upstream.source, request) });
  const accepted: ReturnType<typeof read>[] = [];
  const accept = (body: unknown) => void accepted.push(read(body));
  const reply = await upstream.send({ ...request, accept }, call);
  // A kept or shared reply was accepted for another caller.
  const { value } = accepted.find(({ body }) => body === reply.body) ?? read(reply.body);
  return { value, reply };
}

/** A list's answer as a page of the domain. */
export function pageOf<Value, Entity>(
  { value, reply }: Answer<Rows<Value>>,
  translate: (row: Row<Value>) => Entity,
): Page<Entity> {
  return {
    rows: value.rows.map((row) => translate(row)),
    total: value.total,
    limit: value.limit,
    fetchedAt: reply.fetchedAt,
    stale: reply.stale,
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
