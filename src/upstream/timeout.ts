/** Ends a call when its time is up, the operation's time is up, or the client is gone. Stands around the bulkhead. */
import { abandonment, leaving, lost, operation } from './faults.ts';
import { TimedSeats } from '../collections/timed-seats.ts';
import type { Loss, Observer, Trip } from './trip.ts';

export interface TimeoutParts {
  /** The most one call may take, waiting for a connection included. */
  readonly milliseconds: number;
  readonly now: () => number;
}

export function timeout({ milliseconds, now }: TimeoutParts): Observer {
  // A deadline may move on, when a call with more time joins this one.
  const left = ({ timeoutAt, deadline }: Trip, moment: number) =>
    Math.min(timeoutAt - moment, deadline - now());
  const onTimeUp = (trip: Trip, moment: number) => {
    // Whichever comes first.
    const isLate = trip.deadline - now() < trip.timeoutAt - moment;
    trip.stoppable?.stop(isLate ? abandonment(trip, 'late') : tooSlow(trip, milliseconds, moment));
  };
  const underWay = new TimedSeats<Trip>({ left, onTimeUp });
  const rest = (trip: Trip) => {
    underWay.delete(trip);
    if (trip.leave !== undefined) trip.signal.removeEventListener('abort', trip.leave);
  };

  return {
    begin(trip) {
      if (trip.signal.aborted || trip.deadline - now() <= 0) throw lost(trip, leaving(trip, now()), false);
      trip.timeoutAt = performance.now() + milliseconds;
      trip.startedAt = 0;
      underWay.add(trip);
      const leave = () => trip.stoppable?.stop(leaving(trip, now()));
      trip.leave = leave;
      trip.signal.addEventListener('abort', leave);
    },
    replied: rest,
    failed: rest,
  };
}

function tooSlow(trip: Trip, milliseconds: number, moment: number): Loss {
  const call = operation(trip.request);
  const seconds = milliseconds / 1000;
  const waited = trip.startedAt - (trip.timeoutAt - milliseconds);
  // Most of its time it waited for a connection: what was left tells nothing of the source.
  if (trip.startedAt > 0 && moment - trip.startedAt < waited) {
    trip.abandoned = true;
    return {
      code: 'UPSTREAM_TIMEOUT',
      clause: `did not answer \`${call}\` in what a wait for a connection left of ${seconds} s`,
    };
  }
  return { code: 'UPSTREAM_TIMEOUT', clause: `did not answer \`${call}\` within ${seconds} s` };
}
