import { readArguments } from './arguments.ts';
import { walkBackward } from './backward.ts';
import { type CursorCodec, cursorCodec, type Position } from './cursor.ts';
import { walkForward } from './forward.ts';
import type { Journey } from './journey.ts';
import { pageOf } from './page.ts';
import { type Parts, PARTS } from './parts.ts';
import { above } from './place.ts';
import type { WalkedConnection, WalkOptions } from './types.ts';

/**
 * One page of a connection over one or several lists. Throws BadInputError for bad arguments and cursors; what a list's `read` throws is told
 * by its slice.
 */
export async function walkConnection<Row>(
  options: WalkOptions<Row>,
  parts: Parts = PARTS,
): Promise<WalkedConnection<Row>> {
  const args = readArguments(options.arguments, options.sizes);
  let made: CursorCodec | undefined;
  const codec = () =>
    (made ??= cursorCodec(
      options.signer,
      options.binding,
      options.listings.map(({ key }) => key),
    ));
  const journey: Journey<Row> = {
    options,
    parts,
    began: options.now(),
    size: args.size,
    after: args.after === undefined ? undefined : codec().decode(args.after, 'after'),
    before: args.before === undefined ? undefined : rowsAbove(codec().decode(args.before, 'before')),
  };
  const walked = await (args.direction === 'forward' ? walkForward(journey) : walkBackward(journey));
  return pageOf(walked, journey, codec);
}

/** What lies before a cursor: its own row does not. */
function rowsAbove({ places, own }: Position): Position {
  return { own, places: places.map((place, rank) => (rank === own ? above(place) : place)) };
}
