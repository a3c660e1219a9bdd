import type { Message, NativeId } from '../domain.ts';
import { findFirst } from '../pagination/bisect.ts';
import { openTape } from '../pagination/open-tape.ts';
import { PARTS } from '../pagination/parts.ts';
import { inputOf } from './connections.ts';
import type { DataSource } from './data-source.ts';
import { messageTraits } from './messages.ts';
import { readAll } from './read-all.ts';

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
    const rows = await readAll(listing, source.call);
    return rows.find((message) => message.key === key) ?? null;
  }
  const input = inputOf(source, listing, source.call);
  const { tape } = await openTape(input, messageTraits, undefined, true, PARTS);
  const at = await findFirst(tape, (message) => isNumber(message.key) && BigInt(message.key) >= BigInt(key));
  const found = tape.rows[at - tape.start];
  return found?.key === key ? found : null;
}

function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}
