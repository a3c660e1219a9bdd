import type { Leg } from './leg.ts';
import type { Run } from './run.ts';
import type { Slice } from './types.ts';

/** Adds up the legs of each source. `disordered` are the ranks whose rows contradicted the merge key. */
export function slicesOf(legs: readonly Leg<unknown>[], disordered: ReadonlySet<number>): Slice[] {
  const [only] = legs;
  if (only !== undefined && legs.length === 1) return [sliceOf(only, disordered.has(only.rank))];
  const bySlice = Map.groupBy(legs, ({ listing }) => listing.slice);
  return Array.from(bySlice.values(), (members) =>
    members.map((leg) => sliceOf(leg, disordered.has(leg.rank))).reduce(together),
  );
}

function sliceOf(leg: Leg<unknown>, isDisordered: boolean): Slice {
  const { listing, run, place, error, failure, isWaiting } = leg;
  const slice: Slice = {
    key: listing.slice,
    totalCount: countOf(leg),
    waiting: isWaiting ? failure?.word : undefined,
    retryAt: failure?.retryAt,
    needsTotal: place.isAbsent,
    fetchedAt: run?.tape.fetchedAt,
    stale: run?.tape.isStale === true,
    drifted: run?.isDrifted === true,
    disordered: isDisordered,
  };
  return error === undefined ? slice : { ...slice, error };
}

/** What two lists of one source say together: of faults the first one's. */
function together(one: Slice, other: Slice): Slice {
  const error = one.error ?? other.error;
  return {
    key: one.key,
    totalCount: sum([one, other]),
    ...(error !== undefined && { error }),
    waiting: one.waiting ?? other.waiting,
    retryAt: earlier(one.retryAt, other.retryAt),
    needsTotal: one.needsTotal || other.needsTotal,
    fetchedAt: earlier(one.fetchedAt, other.fetchedAt),
    stale: one.stale || other.stale,
    drifted: one.drifted || other.drifted,
    disordered: one.disordered || other.disordered,
  };
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** A sum, or null where a part is unknown. */
export function sum(parts: readonly Pick<Slice, 'totalCount'>[]): number | null {
  let all = 0;
  for (const { totalCount } of parts) {
    if (totalCount === null) return null;
    all += totalCount;
  }
  return all;
}

/** Rows that the listing has, as its provider says. */
export function totalOf({ tape, base }: Run<unknown>): number | undefined {
  return tape.total === undefined ? undefined : Math.max(0, tape.total - base);
}

function countOf({ run, place, error, isWaiting }: Leg<unknown>): number | null {
  if (error !== undefined || isWaiting || place.isAbsent) return null;
  return (run ? totalOf(run) : place.total) ?? null;
}
