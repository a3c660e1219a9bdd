/** Operations that may be shared: while they are under way, and for the rest of the turn in which they end. */
import type { ServerResponse } from 'node:http';
import { Flight } from './flight.ts';
import type { Landed } from './landed.ts';

export interface Flights {
  /** The flight under this key that may still be joined. */
  find(key: string): Flight | undefined;
  /** A new one, started by the client of `response`. */
  begin(key: string, response: ServerResponse): Flight;
  /** Ends a flight: with what its clients share, or without, and then each of them goes on alone. */
  land(flight: Flight, landed: Landed | undefined): void;
  /** From now on nobody joins what began before. Those who wait asked before, and are answered. */
  close(): void;
}

export function createFlights(): Flights {
  const open = new Map<string, Flight>();
  const forget = (flight: Flight) => {
    // A younger flight may have taken its place.
    if (open.get(flight.key) === flight) open.delete(flight.key);
  };

  return {
    find(key) {
      const flight = open.get(key);
      return flight?.isOpen === true ? flight : undefined;
    },
    begin(key, response) {
      const flight = new Flight(key, response);
      open.set(key, flight);
      return flight;
    },
    land(flight, landed) {
      flight.land(landed);
      if (landed === undefined) forget(flight);
      // What is read from sockets in this turn was sent before anybody could have read the answer.
      else setImmediate(forget, flight);
    },
    close() {
      open.clear();
    },
  };
}
