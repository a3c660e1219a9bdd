import type { Conversation } from '../../domain.ts';
import type { ConversationCriteria, InputOf } from '../../providers/provider.ts';
import type { Context } from '../context.ts';
import type { DataSource } from '../data-source.ts';
import { readSome } from '../read-all.ts';
import { openingMessages } from './opening-messages.ts';
import { isSince } from './since.ts';

/** Pages of a list that are read at most. */
const MOST_PAGES = 10;

/**
 * The conversations that were created since a moment as the input asks, oldest first. None where the list is too long to be read whole: then it
 * cannot be told, for nobody says how it is sorted.
 */
export async function createdSince(
  context: Context,
  source: DataSource,
  { inboxId, contactId, title, content, status, assigneeId }: InputOf<'createConversation'>,
  since: Date,
): Promise<Conversation[]> {
  const list = source.connected.adapter.listConversations;
  if (list === undefined) return [];
  const criteria: ConversationCriteria = {
    ...(list.filters.contact && contactId !== undefined ? { contact: [contactId] } : {}),
    ...(list.filters.inbox && inboxId !== undefined ? { inbox: [inboxId] } : {}),
  };
  const { rows, isAll } = await readSome(list.open(criteria), context.call, MOST_PAGES);
  if (!isAll) return [];
  const alike = rows.filter(
    (row) =>
      row.contact?.nativeId === contactId &&
      row.inbox?.nativeId === inboxId &&
      (row.title ?? '') === (title ?? '') &&
      (status === undefined || row.status === status) &&
      (assigneeId === undefined || row.assignee?.nativeId === assigneeId) &&
      isSince(row.createdAt, since),
  );
  const begun = content === undefined ? alike : await beginningWith(context, alike, content);
  return begun.toSorted((a, b) => String(a.createdAt).localeCompare(String(b.createdAt)));
}

async function beginningWith(
  context: Context,
  conversations: readonly Conversation[],
  content: string,
): Promise<Conversation[]> {
  const openings = await Promise.all(
    conversations.map((conversation) => openingMessages(context, conversation)),
  );
  return conversations.filter((_, index) =>
    openings[index]?.some((message) => message.direction === 'OUTBOUND' && message.content === content),
  );
}
