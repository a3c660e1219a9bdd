/** Neighbouring observers around a step, for one promise in all. */
import { asError } from '../errors.ts';
import type { Observer, Send, Trip } from './trip.ts';

/** Outermost first: the innermost sees the end of a trip first. */
export function observed(observers: readonly Observer[], next: Send): Send {
  const inwards = [...observers];
  const outwards = observers.toReversed();
  /** A trip that one of them refused: those before it saw it begin. */
  const refused = (trip: Trip, error: unknown, refusing: Observer) => {
    for (const observer of outwards.slice(outwards.indexOf(refusing) + 1)) observer.failed(trip, error);
    return Promise.reject(asError(error));
  };
  return (trip) => {
    for (const observer of inwards) {
      try {
        observer.begin?.(trip);
      } catch (error) {
        return refused(trip, error, observer);
      }
    }
    return next(trip).then(
      (reply) => {
        for (const observer of outwards) observer.replied(trip, reply);
        return reply;
      },
      (error: unknown) => {
        for (const observer of outwards) observer.failed(trip, error);
        throw error;
      },
    );
  };
}
