import type { Journey } from './journey.ts';
import { failedLeg, idleLeg, type Leg, lengthenLeg, openLeg, rowsReady } from './leg.ts';
import { mergeForward, nodesOf, type Pick, type Strand } from './merge.ts';
import type { Walked } from './page.ts';
import type { Parts } from './parts.ts';
import type { Run } from './run.ts';
import { edgeOf } from './tape.ts';
import { Trail } from './trail.ts';

/** The first `size` rows behind `after`. */
export function walkForward<Row>(journey: Journey<Row>): Promise<Walked<Row>> {
  return journey.options.listings.length === 1
    ? openLeg(journey, 0, 'forward').then((leg) => soleWalk(journey, leg) ?? walkLegs(journey, [leg]))
    : openLegs(journey).then((legs) => walkLegs(journey, legs));
}

/** One list is in its own order, and its rows are the page's; undefined where more has to be asked or told of it. */
function soleWalk<Row>(journey: Journey<Row>, leg: Leg<Row>): Walked<Row> | undefined {
  const { run } = leg;
  if (run === undefined || leg.error !== undefined) return undefined;
  const [low, high] = boundsOf(run);
  const nodes = run.tape.rows.slice(low, Math.min(low + journey.size, high));
  const hasMore = hasMoreAt(journey.parts, leg, leg.place.position + nodes.length);
  return hasMore === undefined ? undefined : new SoleWalk(journey, leg, nodes, hasMore);
}

/** Where its rows stand is found when a cursor is read. */
class SoleWalk<Row> implements Walked<Row> {
  readonly legs: readonly Leg<Row>[];
  readonly nodes: readonly Row[];
  readonly hasNextPage: boolean;
  readonly isBlocked = false;
  readonly #journey: Journey<Row>;
  #picks: readonly Pick[] | undefined;
  #trail: Trail | undefined;

  constructor(journey: Journey<Row>, leg: Leg<Row>, nodes: readonly Row[], hasMore: boolean) {
    this.legs = [leg];
    this.nodes = nodes;
    this.hasNextPage = hasMore;
    this.#journey = journey;
  }

  get hasPreviousPage(): boolean {
    return this.legs.some(hasRowsBefore);
  }

  get picks(): readonly Pick[] {
    return (this.#picks ??= picksOf(this.#journey, this.legs));
  }

  get trail(): Trail {
    return (this.#trail ??= trailOf(this.#journey, this.legs, this.picks));
  }
}

function walkLegs<Row>(
  journey: Journey<Row>,
  opened: readonly Leg<Row>[],
): Walked<Row> | Promise<Walked<Row>> {
  const picks = picksOf(journey, opened);
  if (opened.some((leg) => rowsLacking(journey, leg, picks) > 0)) {
    return lengthened(journey, opened, picks).then((legs) => walkLegs(journey, legs));
  }
  const trail = trailOf(journey, opened, picks);
  const arrive = ({ legs, hasMore, isAnew }: Looked<Row>) =>
    isAnew === true ? walkLegs(journey, legs) : walked(legs, hasMore, picks, trail);
  const looked = lookAhead(journey, opened, trail.positions());
  return looked instanceof Promise ? looked.then(arrive) : arrive(looked);
}

/** Reads on in lists whose rows all went into the page before it was full. */
function lengthened<Row>(
  journey: Journey<Row>,
  legs: readonly Leg<Row>[],
  picks: readonly Pick[],
): Promise<Leg<Row>[]> {
  return Promise.all(
    legs.map(async (leg) => {
      const lacking = rowsLacking(journey, leg, picks);
      return leg.run && lacking > 0 ? lengthenLeg(journey, leg, leg.run, rowsReady(leg) + lacking) : leg;
    }),
  );
}

/** Rows of a list that would stand among the page's, as far as it can tell, and were not read. */
function rowsLacking({ parts, size }: Journey<unknown>, leg: Leg<unknown>, picks: readonly Pick[]): number {
  if (!leg.isShort || leg.error !== undefined) return 0;
  const ready = rowsReady(leg);
  const isTakenWhole = picks.filter(({ strand }) => strand.rank === leg.rank).length === ready;
  if (!isTakenWhole || hasMoreAt(parts, leg, leg.place.position + ready) === false) return 0;
  return size - 1 - picks.findLastIndex(({ strand }) => strand.rank === leg.rank);
}

function walked<Row>(
  legs: readonly Leg<Row>[],
  hasMore: boolean,
  picks: readonly Pick[],
  trail: Trail,
): Walked<Row> {
  const isFailing = legs.some(({ failure, place }) => failure !== undefined && !place.isDone);
  return {
    legs,
    nodes: nodesOf<Row>(picks),
    picks,
    trail,
    hasNextPage: hasMore || isFailing,
    hasPreviousPage: legs.some(hasRowsBefore),
    isBlocked: !hasMore && isFailing,
  };
}

function picksOf({ options, parts, size }: Journey<unknown>, legs: readonly Leg<unknown>[]): Pick[] {
  return mergeForward(legs.flatMap(strandOf), size, { order: options.order, precedes: parts.precedes });
}

function trailOf(
  { options }: Journey<unknown>,
  legs: readonly Leg<unknown>[],
  picks: readonly Pick[],
): Trail {
  return new Trail(
    legs.map(({ place }) => place),
    picks,
    options.order,
  );
}

function hasRowsBefore({ place }: Leg<unknown>): boolean {
  return place.position > (place.base ?? 0);
}

/** All lists side by side; lists that come one after another only as far as the page goes, once their first page has told their totals. */
async function openLegs<Row>(journey: Journey<Row>): Promise<Leg<Row>[]> {
  const ranks = [...journey.options.listings.keys()];
  if (journey.options.order === 'newest' || !journey.after) {
    return Promise.all(ranks.map((rank) => openLeg(journey, rank, 'forward')));
  }
  const legs: Leg<Row>[] = [];
  let ready = 0;
  for (const rank of ranks) {
    const isNeeded = ready <= journey.size;
    const leg = isNeeded ? await openLeg(journey, rank, 'forward') : idleLeg(journey, rank, 'forward');
    ready += rowsReady(leg) + (isKnownToGoOn(leg) ? 1 : 0);
    legs.push(leg);
  }
  return legs;
}

function isKnownToGoOn({ run }: Leg<unknown>): boolean {
  return run?.tape.end !== undefined && run.high === undefined && run.tape.end > edgeOf(run.tape);
}

function strandOf({ rank, run, place }: Leg<unknown>): Strand[] {
  if (!run) return [];
  const [low, high] = boundsOf(run);
  return [{ rank, strip: run.tape.strip, low, high, key: place.key }];
}

/** Indexes, among the rows read, of the run's first one and behind its last. */
function boundsOf({ tape, low, high = Infinity }: Run<unknown>): [low: number, high: number] {
  return [Math.max(0, low - tape.start), Math.min(high, edgeOf(tape)) - tape.start];
}

interface Looked<Row> {
  readonly legs: readonly Leg<Row>[];
  readonly hasMore: boolean;
  /** Lists were read anew, and the page's rows have to be taken from them. */
  readonly isAnew?: boolean;
}

/**
 * Whether a list has a row behind the page. A list that does not tell its length is asked for one row more, if nothing else decides; where it
 * moved meanwhile and that row shows nothing, there may be more.
 */
function lookAhead<Row>(
  journey: Journey<Row>,
  legs: readonly Leg<Row>[],
  positions: readonly number[],
): Looked<Row> | Promise<Looked<Row>> {
  const more = (leg: Leg<Row>): boolean | undefined =>
    hasMoreAt(journey.parts, leg, positions[leg.rank] ?? 0);
  if (legs.some((leg) => more(leg) === true)) return { legs, hasMore: true };
  if (legs.every((leg) => more(leg) === false)) return { legs, hasMore: false };
  return lookFurther(journey, legs, more);
}

async function lookFurther<Row>(
  journey: Journey<Row>,
  legs: readonly Leg<Row>[],
  more: (leg: Leg<Row>) => boolean | undefined,
): Promise<Looked<Row>> {
  const looked = await Promise.all(
    legs.map(async (leg) => {
      if (more(leg) !== undefined || !leg.run) return leg;
      const { tape } = leg.run;
      const edge = edgeOf(tape);
      try {
        await tape.cover({ from: Math.max(tape.start, edge - 1), to: edge + 1 });
        return tape.isMixed ? await openLeg(journey, leg.rank, 'forward', true) : leg;
      } catch (error) {
        return failedLeg(leg, error, journey.options);
      }
    }),
  );
  if (looked.some(({ run }, rank) => run !== legs[rank]?.run))
    return { legs: looked, hasMore: true, isAnew: true };
  return { legs: looked, hasMore: looked.some((leg) => leg.error === undefined && more(leg) !== false) };
}

/** Undefined where only another read can tell. */
function hasMoreAt(parts: Parts, { run }: Leg<unknown>, position: number): boolean | undefined {
  if (!run) return false;
  const { tape, high } = run;
  const edge = edgeOf(tape);
  if (high !== undefined && !parts.hasRowAt(position, high)) return false;
  if (edge > position) return true;
  return tape.end === undefined ? undefined : parts.hasRowAt(position, tape.end);
}
