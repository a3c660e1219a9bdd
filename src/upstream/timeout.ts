/** Ends a call when its time is up, the operation's time is up, or the client is gone. Stands directly around the client. */
import { abandonment, leaving, lost, operation } from './faults.ts';
import { leaversOf } from './leavers.ts';
import type { Interceptor, Loss, Trip } from './trip.ts';

export interface TimeoutParts {
  /** The most one call may take, waiting for a connection included. */
  readonly milliseconds: number;
  readonly now: () => number;
}

export function timeout({ milliseconds, now }: TimeoutParts): Interceptor {
  return (next) => (trip) => {
    const began = performance.now();
    const ownTime = () => milliseconds - (performance.now() - began);
    const left = () => Math.min(ownTime(), trip.deadline - now());

    if (trip.signal.aborted || left() <= 0) return Promise.reject(lost(trip, leaving(trip, now()), false));

    const expire = () => {
      // The deadline may have moved on meanwhile, when a call with more time joined this one.
      if (left() > 0) timer = setTimeout(expire, left());
      else trip.stop?.(ownTime() <= 0 ? tooSlow(trip, milliseconds) : abandonment(trip, 'late'));
    };
    const leave = () => trip.stop?.(leaving(trip, now()));
    let timer = setTimeout(expire, left());
    const leavers = leaversOf(trip.signal).add(leave);
    const rest = () => {
      clearTimeout(timer);
      leavers.delete(leave);
    };
    return next(trip).then(
      (reply) => {
        rest();
        return reply;
      },
      (error: unknown) => {
        rest();
        throw error;
      },
    );
  };
}

function tooSlow(trip: Trip, milliseconds: number): Loss {
  return {
    code: 'UPSTREAM_TIMEOUT',
    clause: `did not answer \`${operation(trip.request)}\` within ${milliseconds / 1000} s`,
  };
}
