/** The innermost step of a download: `dispatch` as for any call, but the body is handed on while it arrives. */
import type { Connections } from './connections.ts';
import { lost, operation } from './faults.ts';
import { isRefusal, refusal, rejection } from './statuses.ts';
import { Transfer, type Beginning } from './transfer.ts';
import type { Client, Fetched, Loss, Send, Trip } from './trip.ts';
import type { Download } from './upstream.ts';

// What is counted and passed on are the file's own bytes.
const HEADERS = ['accept', '*/*', 'accept-encoding', 'identity', 'user-agent', 'switchboard'];

export interface DownloadParts {
  /** Apart from those of the other calls, which files taken slowly must not use up. */
  readonly connections: Connections;
  /** Most bytes of one file. */
  readonly maxBytes: number;
  /** Milliseconds that the body of one file may take. */
  readonly milliseconds: number;
  readonly now: () => number;
}

/** A client whose replies are `Download`s: it stands under the same steps. Fails with `UpstreamError` and `UpstreamRefusal`. */
export function downloader({ connections, maxBytes, milliseconds, now }: DownloadParts): Client {
  const open = async (trip: Trip): Promise<Fetched & Pick<Download, 'body'>> => {
    const askedAt = now();
    const { promise, resolve: begin } = Promise.withResolvers<Beginning>();
    const transfer = new Transfer(trip, { maxBytes, milliseconds, now, begin });
    const shown = [...HEADERS, ...trip.credential.headers];
    connections.dispatch({ method: 'GET', path: trip.target, headers: shown }, transfer, trip.call.signal);
    const { sent, status, headers, body, loss } = await promise;
    if (loss !== undefined && connections.withdraw(transfer, trip.call.signal))
      throw lost(trip, trip.abandoned ? loss : crowded(trip), false);
    trip.answer = { sent, status, headers };
    if (loss !== undefined) throw lost(trip, loss, sent);
    if (isRefusal(status)) throw refusal(trip, status, undefined);
    if (body === undefined) throw rejection(trip, { status, headers }, now());
    return { status, headers, body, bytes: 0, askedAt, fetchedAt: now(), stale: false };
  };
  return (trip, end) => {
    open(trip).then(
      (reply) => end.replied(reply),
      (error: unknown) => end.failed(error),
    );
  };
}

/** Those who take files slowly hold the connections: no fault of the provider's. */
function crowded({ request }: Trip): Loss {
  const clause = `was not asked for \`${operation(request)}\`: too many of its files are on their way already`;
  return { code: 'UPSTREAM_UNAVAILABLE', clause, retryAfter: 1 };
}

/** What comes out of a journey that ends at a `downloader`. */
export async function downloaded(travel: Send, trip: Trip): Promise<Download> {
  const { headers, body } = (await travel(trip)) as Fetched & Pick<Download, 'body'>;
  return { headers, body };
}
