/** Ends a call when its time is up, the operation's time is up, or the client is gone. Stands around the bulkhead. */
import { abandonment, leaving, lost, operation } from './faults.ts';
import { createLeavers } from './leavers.ts';
import { Seats } from '../collections/seats.ts';
import type { Loss, Observer, Trip } from './trip.ts';

export interface TimeoutParts {
  /** The most one call may take, waiting for a connection included. */
  readonly milliseconds: number;
  readonly now: () => number;
}

/** Milliseconds that a timer tells apart: calls that began together end together, and none of them takes the place that another leaves. */
const FINEST = 1;
/** The longest that `setTimeout` can wait. */
const MOST_MILLISECONDS = 2 ** 31 - 1;

/** One timer for all calls under way: as they all have the same time, what is due next seldom changes, and few calls live to see it. */
export function timeout({ milliseconds, now }: TimeoutParts): Observer {
  const underWay = new Seats<Trip>();
  const leavers = createLeavers<Trip>((trip) => trip.stoppable?.stop(leaving(trip, now())));
  let timer: NodeJS.Timeout | undefined;
  /** By `performance.now()`; Infinity where no timer runs. */
  let due = Infinity;

  const wake = (moment: number, wait: number) => {
    if (moment + wait >= due) return;
    clearTimeout(timer);
    due = moment + wait;
    // A connection keeps the process awake, not this.
    timer = setTimeout(expire, Math.min(wait, MOST_MILLISECONDS)).unref();
  };
  const expire = () => {
    due = Infinity;
    const moment = performance.now();
    let soonest = Infinity;
    for (const trip of underWay) {
      const end = trip.timeoutAt;
      // A deadline may have moved on meanwhile, when a call with more time joined this one.
      const wait = Math.min(end - moment, trip.deadline - now());
      if (wait >= FINEST) soonest = Math.min(soonest, wait);
      else
        trip.stoppable?.stop(end - moment < FINEST ? tooSlow(trip, milliseconds) : abandonment(trip, 'late'));
    }
    if (soonest < Infinity) wake(moment, soonest);
  };
  const rest = (trip: Trip) => {
    underWay.delete(trip);
    leavers.delete(trip);
  };

  return {
    begin(trip) {
      const moment = performance.now();
      const wait = Math.min(milliseconds, trip.deadline - now());
      if (trip.signal.aborted || wait <= 0) throw lost(trip, leaving(trip, now()), false);
      trip.timeoutAt = moment + milliseconds;
      underWay.add(trip);
      leavers.add(trip);
      wake(moment, wait);
    },
    replied: rest,
    failed: rest,
  };
}

function tooSlow(trip: Trip, milliseconds: number): Loss {
  return {
    code: 'UPSTREAM_TIMEOUT',
    clause: `did not answer \`${operation(trip.request)}\` within ${milliseconds / 1000} s`,
  };
}
