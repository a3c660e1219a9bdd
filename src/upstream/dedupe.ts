/** Identical GETs in flight share one exchange. */
import { PassingMap } from '../collections/passing-map.ts';
import type { Epochs } from './epochs.ts';
import { isWrite, leaving, lost } from './faults.ts';
import { createWaiters, Flight } from './flight.ts';
import type { Interceptor } from './trip.ts';

export interface DedupeParts {
  readonly epochs: Epochs;
  readonly now: () => number;
}

/**
 * A flight is joined only while no write has touched what it reads since it began; of a GET that names no epochs, while there was no write
 * at all. A call that wants fresh data never joins another operation's flight, but others may join its.
 */
export function dedupe({ epochs, now }: DedupeParts): Interceptor {
  const flights = new PassingMap<string, Flight>();
  const waiters = createWaiters();
  return (next) => (trip) => {
    if (isWrite(trip)) return next(trip);
    if (trip.signal.aborted || now() >= trip.deadline) throw lost(trip, leaving(trip, now()), false);

    const found = flights.get(trip.key);
    if (
      found !== undefined &&
      !epochs.movedSince(found.asOf, trip.request.cache?.epochs) &&
      (!trip.call.fresh || found.servesFresh(trip.call))
    ) {
      return found.join(trip);
    }
    const onEnd = (flight: Flight) => {
      // A younger flight may have taken its place.
      if (flights.get(trip.key) === flight) flights.delete(trip.key);
    };
    const flight = new Flight(trip, { asOf: epochs.now(), next, waiters, now, onEnd });
    flights.set(trip.key, flight);
    return flight.wait(trip);
  };
}
