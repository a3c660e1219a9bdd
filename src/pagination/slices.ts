import type { Leg } from './leg.ts';
import type { Run } from './run.ts';
import type { Slice } from './types.ts';

/** Adds up the legs of each source. `disordered` are the ranks whose rows contradicted the merge key. */
export function slicesOf(legs: readonly Leg<unknown>[], disordered: ReadonlySet<number>): Slice[] {
  const bySlice = Map.groupBy(legs, ({ listing }) => listing.slice);
  return [...bySlice].map(([key, members]): Slice => {
    const failed = members.find(({ error }) => error !== undefined);
    const retryAts = members.flatMap(({ failure }) => failure?.retryAt ?? []);
    const fetched = members.flatMap(({ run }) => run?.tape.fetchedAt ?? []);
    return {
      key,
      totalCount: sum(members.map(countOf)),
      ...(failed && { error: failed.error }),
      waiting: members.find(({ isWaiting }) => isWaiting)?.failure?.word,
      retryAt: retryAts.length > 0 ? Math.min(...retryAts) : undefined,
      needsTotal: members.some(({ place }) => place.isAbsent),
      fetchedAt: fetched.length > 0 ? Math.min(...fetched) : undefined,
      stale: members.some(({ run }) => run?.tape.isStale === true),
      drifted: members.some(({ run }) => run?.isDrifted === true),
      disordered: members.some(({ rank }) => disordered.has(rank)),
    };
  });
}

/** A sum, or null where a part is unknown. */
export function sum(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>(
    (all, count) => (all === null || count === null ? null : all + count),
    0,
  );
}

/** Rows that the listing has, as its provider says. */
export function totalOf({ tape, base }: Run<unknown>): number | undefined {
  return tape.total === undefined ? undefined : Math.max(0, tape.total - base);
}

function countOf({ run, place, error, isWaiting }: Leg<unknown>): number | null {
  if (error !== undefined || isWaiting || place.isAbsent) return null;
  return (run ? totalOf(run) : place.total) ?? null;
}
