/** The innermost step: undici's `dispatch`, then the reading of what came back. */
import type { Dispatcher } from 'undici';
import type { Connections } from './connections.ts';
import type { Credential } from './credential.ts';
import { ACCEPT_ENCODING, decode } from './decode.ts';
import { Exchange, type Answer } from './exchange.ts';
import { fault, isWrite, lost, operation } from './faults.ts';
import { isRefusal, isSuccess, refusal, rejection } from './statuses.ts';
import type { Client, Fetched, Loss, Trip } from './trip.ts';

const COMMON_HEADERS = [
  'accept',
  'application/json',
  'accept-encoding',
  ACCEPT_ENCODING,
  'user-agent',
  'switchboard',
];
const BODY_HEADERS = ['content-type', 'application/json'];

export interface ClientParts {
  readonly connections: Connections;
  /** Most bytes of a reply, both on the wire and inflated. */
  readonly maxBytes: number;
  readonly now: () => number;
}

export function client({ connections, maxBytes, now }: ClientParts): Client {
  return (trip, end) => {
    const askedAt = now();
    const finish = (answer: Answer) => {
      const cameToWire = answer.sent || !connections.withdraw(exchange, trip.call.signal);
      let reply: Fetched;
      try {
        if (cameToWire) trip.answer = answer;
        else if (!trip.abandoned) throw lost(trip, heldBack(trip), false);
        reply = accepted(trip, read(trip, answer, { maxBytes, askedAt, now: now() }));
      } catch (error) {
        end.failed(error);
        return;
      }
      end.replied(reply);
    };
    const exchange = new Exchange(trip, maxBytes, finish);
    connections.dispatch(wireRequest(trip), exchange, trip.call.signal);
  };
}

/** Its time ran out while it waited for a connection, which tells nothing of the provider. */
function heldBack({ request }: Trip): Loss {
  const clause = `was not asked for \`${operation(request)}\` in time: too many calls to it wait already`;
  return { code: 'UPSTREAM_TIMEOUT', clause, retryAfter: 1 };
}

/** A reply that its adapter cannot read is a fault of the source: counted as one, told to all who share it, and never kept. */
function accepted(trip: Trip, reply: Fetched): Fetched {
  trip.accept?.(reply.body);
  return reply;
}

function wireRequest({
  request: { method, body },
  target: path,
  credential,
}: Trip): Dispatcher.DispatchOptions {
  const headers = headersOf(credential);
  if (body === undefined) return { method, path, headers };
  return { method, path, headers: [...headers, ...BODY_HEADERS], body: JSON.stringify(body) };
}

const known = new WeakMap<Credential, string[]>();

/** Of a request without a body. */
function headersOf(credential: Credential): string[] {
  const found = known.get(credential);
  if (found !== undefined) return found;
  const headers = [...COMMON_HEADERS, ...credential.headers];
  known.set(credential, headers);
  return headers;
}

interface Circumstances {
  readonly maxBytes: number;
  readonly askedAt: number;
  readonly now: number;
}

/** Throws `UpstreamError` and `UpstreamRefusal`. */
function read(trip: Trip, answer: Answer, { maxBytes, askedAt, now }: Circumstances): Fetched {
  const { status, headers, loss } = answer;
  if (loss !== undefined && (status === 0 || isSuccess(status))) throw lost(trip, loss, answer.sent);
  if (!isSuccess(status) && !isRefusal(status)) throw rejection(trip, answer, now);
  const decoded = decode(headers, answer.body, maxBytes);
  if (isRefusal(status))
    throw refusal(trip, status, decoded.problem === undefined ? decoded.value : undefined);
  if (decoded.problem !== undefined) {
    const clause = `answered \`${operation(trip.request)}\` with ${decoded.problem}`;
    throw fault(trip, 'UPSTREAM_INVALID_RESPONSE', clause, {
      outcome: isWrite(trip) ? 'UNKNOWN' : undefined,
    });
  }
  return {
    status,
    headers,
    body: decoded.value,
    bytes: decoded.bytes,
    askedAt,
    fetchedAt: now,
    stale: false,
  };
}
