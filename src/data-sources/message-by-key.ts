import type { Message, NativeId } from '../domain.ts';
import { UnsupportedError } from '../errors.ts';
import { findRow } from '../pagination/find-row.ts';
import type { PageListing } from '../providers/provider.ts';
import { inputOf } from './connections.ts';
import type { DataSource } from './data-source.ts';
import { messageTraits } from './messages.ts';
import { readAll, readSome } from './read-all.ts';
import { unlessGone } from './unless-gone.ts';

/** Pages that are looked through where bisecting them did not find the message. */
const MOST_PAGES = 10;

/**
 * The message of that key in its conversation, or null. Pages are bisected, since a provider that pages its messages numbers them, as a rule, in
 * the order in which they were written; other lists are read whole.
 */
export async function messageByKey(
  source: DataSource,
  conversation: NativeId,
  key: string,
): Promise<Message | null> {
  const listing = source.operation('messages').open({ source: source.key, nativeId: conversation });
  const isSought = (message: Message) => message.key === key;
  if (listing.walk !== 'page' || !isNumber(key)) {
    const rows = await unlessGone(readAll(source.reads.once(listing), source.call));
    return rows?.find(isSought) ?? null;
  }
  const isReached = (message: Message) => isNumber(message.key) && BigInt(message.key) >= BigInt(key);
  const input = inputOf(source, listing, source.call);
  const found = await unlessGone(findRow(input, messageTraits, isReached, isSought));
  if (found === null) return null;
  if (found?.row.key === key) return found.row;
  return unlessGone(inTurn(source, listing, isSought));
}

/** The message in the conversation's first pages. Throws `UnsupportedError` where it may be behind them, since the numbers do not rise. */
async function inTurn(
  source: DataSource,
  listing: PageListing<Message>,
  isSought: (message: Message) => boolean,
): Promise<Message | null> {
  const { rows, isAll } = await readSome(source.reads.once(listing), source.call, MOST_PAGES, isSought);
  const found = rows.find(isSought) ?? null;
  if (found !== null || isAll || isRising(rows)) return found;
  throw new UnsupportedError(
    `${source.connected.provider.name} does not give this conversation's messages in the order of their ids, and this one is not among ` +
      `its first ${rows.length}: it cannot be looked up. Page through \`Conversation.messages\` instead.`,
    { source: source.key },
  );
}

function isRising(messages: readonly Message[]): boolean {
  const numbers = messages.flatMap(({ key }) => (isNumber(key) ? BigInt(key) : []));
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0n));
}

function isNumber(key: string): boolean {
  return /^\d+$/.test(key);
}
