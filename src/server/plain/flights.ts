/** Operations that may be shared: while they are under way, for the rest of the turn in which they end, and some a little longer. */
import type { ServerResponse } from 'node:http';
import { PassingMap } from '../../collections/passing-map.ts';
import { Seats } from '../../collections/seats.ts';
import { Flight } from './flight.ts';
import type { Landed } from './landed.ts';

export interface Flights {
  /** The flight under this key that may still be joined. */
  find(key: string): Flight | undefined;
  /** A new one, started by the client of `response`. */
  begin(key: string, response: ServerResponse): Flight;
  /** Ends a flight: with what its clients share, or without, and then each of them goes on alone. */
  land(flight: Flight, landed: Landed | undefined): void;
  /** A call to a provider has ended: what was made of kept replies may be made of newer ones now. */
  settle(): void;
  /** From now on nobody joins what began before. Those who wait asked before, and are answered. */
  close(): void;
}

/** Milliseconds for which the answer of a query that several ask, and that needed no provider, stands for the next who ask it. */
const LINGER = 100;
/** Of all answers that linger. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

export function createFlights(): Flights {
  const open = new PassingMap<string, Flight>();
  const lingering = new Seats<Flight>();
  let characters = 0;
  let settled = 0;

  const forget = (flight: Flight) => {
    // A younger flight may have taken its place.
    if (open.get(flight.key) === flight) open.delete(flight.key);
    if (lingering.delete(flight)) characters -= flight.size;
  };
  const forgetOrKeep = (flight: Flight) => {
    const isOfUse = flight.isShared && flight.landed?.isOfKept === true && flight.asOf === settled;
    if (!isOfUse || open.get(flight.key) !== flight || characters + flight.size > MOST_CHARACTERS) {
      forget(flight);
      return;
    }
    lingering.add(flight);
    characters += flight.size;
    setTimeout(forget, LINGER, flight).unref();
  };

  const settle = () => {
    settled += 1;
    for (const flight of lingering) forget(flight);
  };

  return {
    find(key) {
      const flight = open.get(key);
      return flight?.isOpen === true ? flight : undefined;
    },
    begin(key, response) {
      const flight = new Flight({ key, asOf: settled, response });
      open.set(key, flight);
      return flight;
    },
    land(flight, landed) {
      flight.land(landed);
      if (landed === undefined) forget(flight);
      // What is read from sockets in this turn was sent before anybody could have read the answer.
      else setImmediate(forgetOrKeep, flight);
    },
    settle,
    close() {
      settle();
      open.clear();
    },
  };
}
