/** Lists that are known while those of other sources still have to be found out are not kept waiting. */
import { firstPage } from '../pagination/first-page.ts';
import { limitsOf } from '../pagination/limits.ts';
import type { RawArguments } from '../pagination/types.ts';
import type { Part } from './connections.ts';
import type { Context } from './context.ts';
import { settled } from './settled.ts';

/**
 * Asks the lists that are known for the page that the walk will begin with, where one of `parts` is still to come. What fails is the walk's to tell, which
 * asks for the same.
 */
export async function readEarly<Row>(
  context: Context,
  parts: readonly Promise<Part<Row>>[],
  page: RawArguments,
): Promise<void> {
  const known: Part<Row>[] = [];
  for (const part of parts) part.then((found) => known.push(found)).catch(() => undefined);
  await settled();
  if (known.length === parts.length) return;
  const call = { ...context.call, staleAllowed: true };
  const reads = known.flatMap((part) =>
    part.kind !== 'listings'
      ? []
      : part.listings.map(async (listing) => {
          if (listing.walk !== 'page') return;
          const limits = limitsOf(listing.maxLimit, part.source.connected.memories.of(listing.key, call));
          const first = firstPage(page, context.paging.sizes, limits);
          const list = part.source.reads.once(listing);
          if (first !== undefined && list.walk === 'page') await list.read(first.page, first.limit, call);
        }),
  );
  await Promise.allSettled(reads);
}
