import type { CursorCodec } from './cursor.ts';
import type { Journey } from './journey.ts';
import type { Leg } from './leg.ts';
import type { Pick } from './merge.ts';
import type { Parts } from './parts.ts';
import type { Place } from './place.ts';
import { slicesOf, sum, totalOf } from './slices.ts';
import { edgeOf } from './tape.ts';
import type { Trail } from './trail.ts';
import type { Edge, PageInfo, Slice, WalkedConnection } from './types.ts';

/** What a direction's walk found. */
export interface Walked<Row> {
  readonly legs: readonly Leg<Row>[];
  /** The page's rows, in order. */
  readonly nodes: readonly Row[];
  /** Where each of them stands. */
  readonly picks: readonly Pick[];
  /** From where the page begins (of an empty page: where it would) along its rows. */
  readonly trail: Trail;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly isBlocked: boolean;
}

/** Builds the connection. */
export function pageOf<Row>(
  walked: Walked<Row>,
  { parts }: Journey<Row>,
  codec: () => CursorCodec,
): WalkedConnection<Row> {
  return new WalkedPage(walked, parts, codec);
}

/** Edges, cursors and what slices tell are found when they are read: most of those who ask want the rows alone. */
class WalkedPage<Row> implements WalkedConnection<Row> {
  readonly #walked: Walked<Row>;
  readonly #parts: Parts;
  readonly #codec: () => CursorCodec;
  #cursors: Cursors | undefined;
  #edges: readonly Edge<Row>[] | undefined;
  #slices: readonly Slice[] | undefined;

  constructor(walked: Walked<Row>, parts: Parts, codec: () => CursorCodec) {
    this.#walked = walked;
    this.#parts = parts;
    this.#codec = codec;
  }

  get nodes(): readonly Row[] {
    return this.#walked.nodes;
  }

  get isBlocked(): boolean {
    return this.#walked.isBlocked;
  }

  get pageInfo(): PageInfo {
    return new PageEnds(this.#walked, this.#allCursors());
  }

  get edges(): readonly Edge<Row>[] {
    const { legs, picks } = this.#walked;
    return (this.#edges ??= this.nodes.map((node, index) => {
      const rank = picks[index]?.strand.rank ?? 0;
      return new PageEdge(node, legs[rank]?.listing.slice ?? '', this.#allCursors(), index);
    }));
  }

  #allCursors(): Cursors {
    return (this.#cursors ??= new Cursors(this.#walked, this.#parts, this.#codec));
  }

  get errors(): readonly unknown[] {
    return this.#walked.legs.map(({ error }) => error).filter((error) => error !== undefined);
  }

  get slices(): readonly Slice[] {
    const { legs, trail } = this.#walked;
    return (this.#slices ??= slicesOf(legs, trail.disordered()));
  }

  get totalCount(): number | null {
    return sum(this.slices);
  }
}

/** The cursors of one page. */
class Cursors {
  readonly #walked: Walked<unknown>;
  readonly #parts: Parts;
  readonly #codec: () => CursorCodec;

  constructor(walked: Walked<unknown>, parts: Parts, codec: () => CursorCodec) {
    this.#walked = walked;
    this.#parts = parts;
    this.#codec = codec;
  }

  /** Of the row at that index. */
  of(index: number): string {
    const { trail, picks } = this.#walked;
    return this.#encode(trail.behind(index), picks[index]?.strand.rank);
  }

  /** Of a page without rows. */
  ofNone(): string {
    return this.#encode(this.#walked.trail.start, undefined);
  }

  #encode(places: readonly Place[], own: number | undefined): string {
    return this.#codec().encode({
      own,
      places: this.#walked.legs.map((leg) => carried(leg, places[leg.rank] ?? leg.place, this.#parts)),
    });
  }
}

// Classes, since a literal with a getter in it takes longer to make than all the rest of a row.
class PageEdge<Row> implements Edge<Row> {
  readonly node: Row;
  readonly slice: string;
  readonly #cursors: Cursors;
  readonly #index: number;
  #cursor: string | undefined;

  constructor(node: Row, slice: string, cursors: Cursors, index: number) {
    this.node = node;
    this.slice = slice;
    this.#cursors = cursors;
    this.#index = index;
  }

  get cursor(): string {
    return (this.#cursor ??= this.#cursors.of(this.#index));
  }
}

class PageEnds implements PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #rows: number;
  readonly #cursors: Cursors;

  constructor({ hasNextPage, hasPreviousPage, nodes }: Walked<unknown>, cursors: Cursors) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#rows = nodes.length;
    this.#cursors = cursors;
  }

  get startCursor(): string | null {
    if (this.#rows > 0) return this.#cursors.of(0);
    return this.hasPreviousPage ? this.#cursors.ofNone() : null;
  }

  get endCursor(): string | null {
    if (this.#rows > 0) return this.#cursors.of(this.#rows - 1);
    return this.hasNextPage ? this.#cursors.ofNone() : null;
  }
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
