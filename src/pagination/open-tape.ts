import { findFirst } from './bisect.ts';
import { Mark, type RowRules } from './mark.ts';
import { PageReader, type ReaderRules } from './page-reader.ts';
import { PageTape } from './page-tape.ts';
import type { Parts } from './parts.ts';
import { type Anchor, type Place, START } from './place.ts';
import type { Tape } from './tape.ts';
import type { ListingInput, SinceSource } from './types.ts';
import { WholeTape } from './whole-tape.ts';

/** A listing to be opened. */
export interface Opening<Row> extends Pick<ReaderRules<Row>, 'began' | 'isRefusal'> {
  readonly listing: ListingInput<Row>;
  readonly rows: RowRules<Row>;
  readonly parts: Parts;
  /** Pages that were kept are not read. */
  readonly isAnew?: boolean | undefined;
}

/** A listing ready to be walked, and where its walk starts if no cursor says. */
export interface Opened<Row> {
  readonly tape: Tape<Row>;
  readonly origin: Place;
}

/** Rows of less than this before the anchor's moment are read again, since a provider may read "after" as strict. */
const SINCE_ROOM = 1;

/** `known` is the place that a cursor gives, `forward` whether the walk goes down the list from there. */
export function openTape<Row>(
  { listing, rows, parts, began, isRefusal, isAnew }: Opening<Row>,
  known: Place | undefined,
  forward: boolean,
): Opened<Row> | Promise<Opened<Row>> {
  const { source } = listing;
  const mark = (row: Row): Anchor => new Mark(row, rows);
  const from = listing.from === undefined ? -Infinity : Date.parse(listing.from);
  switch (source.walk) {
    case 'whole':
      return { tape: new WholeTape(() => source.read(), mark, from), origin: START };
    case 'since':
      return openSince(source, mark, from, forward ? known : undefined, parts);
    case 'page': {
      const reader = new PageReader(source, listing.memory ?? {}, {
        id: (row: Row) => rows.id(row),
        parts,
        began,
        notBefore: known?.since,
        isRefusal,
      });
      if (isAnew === true) reader.renew();
      const tape = new PageTape(reader, mark, listing.isTotalUnread);
      if (from === -Infinity) return { tape, origin: START };
      const at = (base: number): Opened<Row> => ({ tape, origin: { ...START, position: base, base } });
      return known?.base === undefined
        ? findFirst(tape, (_, { time }) => time !== null && time >= from).then(at)
        : at(known.base);
    }
  }
}

async function openSince<Row>(
  source: SinceSource<Row>,
  mark: (row: Row) => Anchor,
  from: number,
  known: Place | undefined,
  parts: Parts,
): Promise<Opened<Row>> {
  const anchor = known?.anchors[0];
  const since = Math.max(from, anchor?.time ?? -Infinity);
  const after = since === -Infinity ? undefined : new Date(since - SINCE_ROOM).toISOString();
  const tape = new WholeTape(() => source.read(after), mark, from);
  if (known && anchor && anchor.time !== null) {
    await tape.cover();
    // What came begins somewhere before the anchor: the anchor tells how far.
    const index =
      parts.locate(tape.marks, known)?.gap ?? tape.marks.filter(({ time }) => (time ?? 0) < since).length;
    tape.start = Math.max(0, known.position - index);
  }
  return { tape, origin: START };
}
