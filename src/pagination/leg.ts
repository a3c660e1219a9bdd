import { runCount } from './count.ts';
import type { Journey } from './journey.ts';
import { likelyRows } from './likely-rows.ts';
import { type Place, START } from './place.ts';
import { lengthen, type Run, runBackward, runForward, type RunOptions } from './run.ts';
import { edgeOf } from './tape.ts';
import type { CarriedFailure, ListingInput, WalkOptions } from './types.ts';

/** One listing's part in one page of a connection. */
export interface Leg<Row> {
  readonly rank: number;
  readonly listing: ListingInput<Row>;
  /** The rows, where the list was read. */
  readonly run?: Run<Row> | undefined;
  /** Where the listing stands at the page's beginning (of a page backward: at its end). */
  readonly place: Place;
  /** What a read threw. */
  readonly error?: unknown;
  /** The failure to carry on to the next pages, where the list may go on behind it. */
  readonly failure?: CarriedFailure | undefined;
  /** `failure` came with the cursor and its time has not come, so the list was not asked. */
  readonly isWaiting: boolean;
  /** The page may take more rows than were read: see `likelyRows`. */
  readonly isShort: boolean;
}

/** Reads a listing's rows for the page (`isAnew`: none that were kept), unless its place says that it need not or must not be asked. Never rejects with what `read` throws. */
export function openLeg<Row>(
  journey: Journey<Row>,
  rank: number,
  direction: 'forward' | 'backward',
  isAnew = false,
): Promise<Leg<Row>> {
  const { options } = journey;
  const leg = idleLeg(journey, rank, direction);
  if (leg.isWaiting || isSpent(journey, rank, direction)) return Promise.resolve(leg);
  const fail = (error: unknown) => failedLeg(leg, error, options);
  // Without `async` frames: a page of many conversations opens a leg for each.
  try {
    const size = direction === 'forward' ? likelyRows(journey, rank) : journey.size;
    const isShort = size < journey.size;
    return runOf(journey, leg, direction, { size, isAnew }).then(
      (run) => withRun(isShort ? { ...leg, isShort } : leg, run),
      fail,
    );
  } catch (error) {
    return Promise.resolve(fail(error));
  }
}

/** Reads so many rows of a short leg's list. Never rejects. */
export async function lengthenLeg<Row>(
  journey: Journey<Row>,
  leg: Leg<Row>,
  run: Run<Row>,
  rows: number,
): Promise<Leg<Row>> {
  const { strip } = run.tape;
  const ready = rowsReady(leg);
  try {
    const longer = withRun(leg, await lengthen(requestOf(journey, leg, { size: rows, isAnew: false }), run));
    // Where a list that changes gives no row more, asking again might never end.
    return rowsReady(longer) > ready ? longer : { ...longer, isShort: false };
  } catch (error) {
    // What was read anew does not stand where the run says.
    const rest = run.tape.strip === strip ? leg : idleLeg(journey, leg.rank, 'forward');
    return failedLeg(rest, error, journey.options);
  }
}

interface Reading {
  readonly size: number;
  readonly isAnew: boolean;
}

/** Undefined where a walk from the end needs a total and there is none. */
function runOf<Row>(
  journey: Journey<Row>,
  leg: Leg<Row>,
  direction: 'forward' | 'backward',
  reading: Reading,
): Promise<Run<Row> | undefined> {
  const walk = () => {
    const request = requestOf(journey, leg, reading);
    return direction === 'forward' ? runForward(request) : runBackward(request);
  };
  const { readTotal } = leg.listing;
  if (readTotal === undefined) return walk();
  return runCount(leg.listing, readTotal, journey.options, journey.parts).then((count) => count ?? walk());
}

function requestOf<Row>(
  { options, parts, began, after, before }: Journey<Row>,
  { rank, listing }: Leg<Row>,
  { size, isAnew }: Reading,
): RunOptions<Row> {
  return {
    listing,
    rows: options,
    began,
    isAnew,
    isRefusal: (error) => options.failures.isRefusal?.(error) === true,
    presumed: options.order === 'newest' ? 'falling' : 'rising',
    parts,
    after: after?.places[rank],
    before: before?.places[rank],
    size,
  };
}

function withRun<Row>(leg: Leg<Row>, run: Run<Row> | undefined): Leg<Row> {
  return run ? { ...leg, run, place: run.place } : { ...leg, place: { ...leg.place, isAbsent: true } };
}

/** A leg whose list is not asked. */
export function idleLeg<Row>(
  journey: Journey<Row>,
  rank: number,
  direction: 'forward' | 'backward',
): Leg<Row> {
  const { options } = journey;
  const listing = options.listings[rank];
  if (!listing) throw new RangeError(`there is no listing ${rank}`);
  const known = (direction === 'forward' ? journey.after : journey.before)?.places[rank];
  const place = known ?? (direction === 'forward' ? START : { ...START, isAtEnd: true });
  const failure = place.failure && options.now() < place.failure.retryAt ? place.failure : undefined;
  return {
    rank,
    listing,
    place,
    failure,
    isWaiting: failure !== undefined && !place.isAbsent,
    isShort: false,
  };
}

export function failedLeg<Row>(leg: Leg<Row>, error: unknown, { failures }: WalkOptions<Row>): Leg<Row> {
  const failure = failures.mayHaveMore(error)
    ? { word: failures.word(error), retryAt: failures.retryAt(error) }
    : undefined;
  return { ...leg, error, failure };
}

/** Rows of the leg that are in the page's range and were read. */
export function rowsReady({ run }: Leg<unknown>): number {
  if (!run) return 0;
  return Math.max(0, Math.min(edgeOf(run.tape), run.high ?? Infinity) - Math.max(run.low, run.tape.start));
}

/** A listing that has nothing more for this walk: not asked as long as others have. */
export function isSpent(
  journey: Pick<Journey<unknown>, 'after' | 'before'>,
  rank: number,
  direction: 'forward' | 'backward',
): boolean {
  const places = (direction === 'forward' ? journey.after : journey.before)?.places;
  const place = places?.[rank];
  if (!places || !place) return false;
  if (place.isAbsent) return true;
  const isEmpty = direction === 'forward' ? isAtItsEnd : isAtItsStart;
  return isEmpty(place) && places.some((other) => !other.isAbsent && !isEmpty(other));
}

function isAtItsEnd({ isDone, isAtEnd }: Place): boolean {
  return isDone || isAtEnd;
}

function isAtItsStart({ position, base, isAtEnd }: Place): boolean {
  return position <= (base ?? 0) && !isAtEnd;
}
