import type { CursorCodec } from './cursor.ts';
import type { Journey, Leg } from './leg.ts';
import type { Parts } from './parts.ts';
import type { Place } from './place.ts';
import { slicesOf, sum, totalOf } from './slices.ts';
import { edgeOf } from './tape.ts';
import type { Edge, PageInfo, WalkedConnection } from './types.ts';

/** A row of the page, and the places of all listings behind it. */
export interface Step<Row> {
  readonly node: Row;
  readonly rank: number;
  readonly places: readonly Place[];
}

/** What a direction's walk found. */
export interface Walked<Row> {
  readonly legs: readonly Leg<Row>[];
  readonly steps: readonly Step<Row>[];
  /** The places where the page begins: of an empty page, where it would. */
  readonly places: readonly Place[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly isBlocked: boolean;
  /** Ranks of the listings whose order was seen to contradict the merge key. */
  readonly disordered: ReadonlySet<number>;
}

/** Builds the connection. Cursors are made only when they are read. */
export function pageOf<Row>(
  walked: Walked<Row>,
  journey: Journey<Row>,
  codec: CursorCodec,
): WalkedConnection<Row> {
  const { legs, steps, hasNextPage, hasPreviousPage } = walked;
  const encode = (places: readonly Place[], own: number | undefined): string =>
    codec.encode({
      own,
      places: legs.map((leg) => carried(leg, places[leg.rank] ?? leg.place, journey.parts)),
    });
  const edges = steps.map((step): Edge<Row> => {
    let cursor: string | undefined;
    return {
      get cursor() {
        cursor ??= encode(step.places, step.rank);
        return cursor;
      },
      node: step.node,
      slice: legs[step.rank]?.listing.slice ?? '',
    };
  });
  const pageInfo: PageInfo = {
    hasNextPage,
    hasPreviousPage,
    get startCursor() {
      return edges[0]?.cursor ?? (hasPreviousPage ? encode(walked.places, undefined) : null);
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? (hasNextPage ? encode(walked.places, undefined) : null);
    },
  };
  const slices = slicesOf(legs, walked.disordered);
  const counts = slices.map(({ totalCount }) => totalCount);
  return { edges, pageInfo, totalCount: sum(counts), isBlocked: walked.isBlocked, slices };
}

/** A place as the page's cursors tell it. */
function carried(leg: Leg<unknown>, place: Place, parts: Parts): Place {
  if (leg.error !== undefined || leg.isWaiting) return parts.carry(place, leg.failure);
  const { run } = leg;
  if (!run) return place;
  const isDone =
    run.tape.end !== undefined &&
    !parts.hasRowAt(place.position, run.tape.end) &&
    edgeOf(run.tape) >= run.tape.end;
  return { ...place, isDone, total: totalOf(run) };
}
