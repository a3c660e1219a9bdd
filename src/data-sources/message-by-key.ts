import type { Message, NativeId } from '../domain.ts';
import { findRow } from '../pagination/find-row.ts';
import { inputOf } from './connections.ts';
import type { DataSource } from './data-source.ts';
import { messageTraits } from './messages.ts';
import { readAll } from './read-all.ts';
import { unlessGone } from './unless-gone.ts';

/**
 * The message of that key in its conversation, or null. Pages are bisected, since a provider that pages its messages numbers them in the order
 * in which they were written; other lists are read whole.
 */
export async function messageByKey(
  source: DataSource,
  conversation: NativeId,
  key: string,
): Promise<Message | null> {
  const listing = source.operation('messages').open({ source: source.key, nativeId: conversation });
  if (listing.walk !== 'page' || !isNumber(key)) {
    const rows = await unlessGone(readAll(source.reads.once(listing), source.call));
    return rows?.find((message) => message.key === key) ?? null;
  }
  const isReached = (message: Message) => isNumber(message.key) && BigInt(message.key) >= BigInt(key);
  const found = await unlessGone(findRow(inputOf(source, listing, source.call), messageTraits, isReached));
  return found?.row.key === key ? found.row : null;
}

function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}
