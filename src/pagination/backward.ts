import type { Journey } from './journey.ts';
import { idleLeg, type Leg, openLeg, rowsReady } from './leg.ts';
import { mergeBackward, nodesOf, type Strand } from './merge.ts';
import type { Walked } from './page.ts';
import { keyOf, moved, type Place } from './place.ts';
import { edgeOf } from './tape.ts';
import { Trail } from './trail.ts';

/** The last `size` rows before `before`, or of all. */
export async function walkBackward<Row>(journey: Journey<Row>): Promise<Walked<Row>> {
  const { options, parts, size, before } = journey;
  const legs = await openLegs(journey);
  const picks = mergeBackward(legs.flatMap(strandOf), size, {
    order: options.order,
    precedes: parts.precedes,
  });

  const taken = new Map<number, number>();
  for (const { strand } of picks) taken.set(strand.rank, (taken.get(strand.rank) ?? 0) + 1);
  const places = legs.map((leg) => placeBefore(leg, taken.get(leg.rank) ?? 0));
  const trail = new Trail(places, picks, options.order);

  const hasMore = legs.some(({ rank, run }) => run !== undefined && (places[rank]?.position ?? 0) > run.low);
  const isFailing = legs.some(({ failure, place }) => failure !== undefined && mayHaveRowsBefore(place));
  return {
    legs,
    nodes: nodesOf<Row>(picks),
    picks,
    trail,
    hasPreviousPage: hasMore || isFailing,
    hasNextPage:
      before !== undefined && (before.own !== undefined || before.places.some((place) => !place.isDone)),
    isBlocked: !hasMore && isFailing,
  };
}

/** All lists side by side; lists that come one after another only as far as the page goes. */
async function openLegs<Row>(journey: Journey<Row>): Promise<Leg<Row>[]> {
  const ranks = [...journey.options.listings.keys()];
  if (journey.options.order === 'newest' || !journey.before) {
    return Promise.all(ranks.map((rank) => openLeg(journey, rank, 'backward')));
  }
  const legs: Leg<Row>[] = [];
  let ready = 0;
  for (const rank of ranks.reverse()) {
    const leg =
      ready <= journey.size ? await openLeg(journey, rank, 'backward') : idleLeg(journey, rank, 'backward');
    ready += rowsReady(leg) + (leg.run && leg.run.low < leg.run.tape.start ? 1 : 0);
    legs.push(leg);
  }
  return legs.reverse();
}

function strandOf({ rank, run }: Leg<unknown>): Strand[] {
  if (!run) return [];
  const { tape, high = edgeOf(tape) } = run;
  const low = Math.max(0, run.low - tape.start);
  return [{ rank, strip: tape.strip, low, high: Math.min(high, edgeOf(tape)) - tape.start, key: Infinity }];
}

/** Where the listing stands before the rows that the page takes of it. */
function placeBefore({ run, place }: Leg<unknown>, taken: number): Place {
  if (!run || taken === 0) return place;
  const { tape } = run;
  const position = Math.min(run.high ?? Infinity, edgeOf(tape)) - taken;
  const index = position - tape.start;
  const rows = tape.marks.slice(0, Math.max(0, index));
  const key = rows.reduce((least, mark) => Math.min(least, keyOf(mark.time)), Infinity);
  if (rows.length > 0 || position === 0) return { ...moved(place, position, rows), key };
  // Nothing above was read: the row below tells the place.
  return { ...moved(place, position, []), anchors: tape.marks.slice(index, index + 1), isAbove: true, key };
}

function mayHaveRowsBefore({ position, base, isAtEnd }: Place): boolean {
  return isAtEnd || position > (base ?? 0);
}
