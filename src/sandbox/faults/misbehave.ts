import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { SandboxEnv } from '../shared/env.ts';
import { hang } from '../shared/hang.ts';
import type { FaultKind, FaultRule } from './rules.ts';

type Misbehaviour = (context: Context<SandboxEnv>, rule: FaultRule) => Response | Promise<Response>;

const json = { 'content-type': 'application/json' };
const mebibyte = 1024 * 1024;

/** What befalls a request instead of its reply; `latency` befalls it before. */
export const misbehaviours: Readonly<Record<Exclude<FaultKind, 'latency'>, Misbehaviour>> = {
  status: (_, rule) => coded(rule.status, rule),
  'rate-limit': (_, rule) => coded(429, rule),
  hang: (context) => hang(context),
  reset(context) {
    const { incoming } = context.env;
    if (incoming === undefined) return hang(context);
    incoming.socket.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  },
  truncation: (context) => cut(context, '{"data":[{"id":1,"sta', 10_000),
  'broken-json': () => new Response('{"data":[{"id":1,', { headers: json }),
  html: () => new Response('<!doctype html><h1>It works!</h1>', { headers: { 'content-type': 'text/html' } }),
  empty: () => new Response('', { headers: json }),
  null: () => new Response('null', { headers: json }),
  'invalid-utf8': () =>
    new Response(
      Buffer.concat([Buffer.from('{"data":["'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"]}')]),
      {
        headers: json,
      },
    ),
  'wrong-shape': () => new Response('"surprise"', { headers: json }),
  oversized: () => new Response(endless(100), { headers: json }),
  'gzip-bomb': () => new Response(bomb(), { headers: { ...json, 'content-encoding': 'gzip' } }),
  'slow-body': (context) => new Response(trickle(context.req.raw.signal), { headers: json }),
  redirect: () => new Response(null, { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } }),
};

function coded(status: number, { retryAfter }: FaultRule): Response {
  const headers = { ...json, ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) };
  const hasBody = status !== 204 && status !== 304;
  return new Response(hasBody ? JSON.stringify({ error: 'Injected fault' }) : null, {
    status,
    headers,
  });
}

/** Announces more bytes than it sends, then cuts the connection. */
function cut(context: Context<SandboxEnv>, beginning: string, announced: number): Response {
  const { outgoing } = context.env;
  if (outgoing === undefined) return new Response(beginning, { headers: json });
  outgoing.writeHead(200, { ...json, 'content-length': announced });
  outgoing.write(beginning, () => setImmediate(() => outgoing.destroy()));
  return RESPONSE_ALREADY_SENT;
}

/** A long array, so many MiB of it, made as it is read. */
function endless(mebibytes: number): ReadableStream<Uint8Array> {
  const chunk = Buffer.from(`"${'x'.repeat(mebibyte - 3)}",`);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(sent === 0 ? Buffer.from('[') : chunk);
      sent += 1;
      if (sent > mebibytes) controller.close();
    },
  });
}

const member = gzipSync(Buffer.alloc(mebibyte, ' '));
let packed: Buffer<ArrayBuffer> | undefined;

/** About 100 KiB that inflate to 100 MiB. */
function bomb(): Buffer<ArrayBuffer> {
  // Members one after the other are one file (RFC 1952, 2.2), and quickly packed.
  packed ??= Buffer.concat(Array.from({ length: 100 }, () => member));
  return packed;
}

/** A byte every 50 ms for as long as somebody listens. */
function trickle(signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      await sleep(50);
      if (signal.aborted) controller.close();
      else controller.enqueue(Buffer.from(' '));
    },
  });
}
