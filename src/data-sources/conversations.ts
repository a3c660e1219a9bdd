import type { Contact, Conversation } from '../domain.ts';
import type { GlobalId } from '../ids.ts';
import type { RawArguments } from '../pagination/types.ts';
import { revealed } from '../secret.ts';
import { overSources, type SourcesConnection } from './connections.ts';
import type { Context } from './context.ts';
import { planLists } from './conversation-lists.ts';
import { readCriteria, selectSources, type ConversationFilter, type Criteria } from './criteria.ts';
import { withChoice } from './inbox-choice.ts';

const traits = {
  id: (conversation: Conversation) => revealed(conversation.nativeId),
  time: (conversation: Conversation) => conversation.lastActivityAt ?? conversation.createdAt,
};

export interface ConversationsOptions {
  /** Only this contact's, of its source. */
  readonly contact?: Contact;
  /** Nothing is wanted but what needs no rows. */
  readonly isCount?: boolean;
  /** Nobody asks how many there are. */
  readonly isTotalUnread?: boolean;
}

/** Conversations of all sources that the filter names, latest activity first. */
export async function conversations(
  context: Context,
  filter: ConversationFilter,
  page: RawArguments,
  { contact, isCount, isTotalUnread }: ConversationsOptions = {},
): Promise<SourcesConnection<Conversation>> {
  const criteria = ofContact(readCriteria(filter, context.ids), contact);
  const sources = selectSources(context.sources.all, filter).filter(
    ({ key }) => contact === undefined || contact.source === key,
  );
  const binding = conversationsBinding(filter, contact);
  const lists = await planLists({ context, criteria, sources, binding, isCount }, page);
  const connection = await overSources(context, lists.parts, {
    ...traits,
    arguments: lists.arguments,
    order: 'newest',
    binding,
    isCount,
    isTotalUnread,
  });
  for (const row of connection.nodes) context.sources.of(row).prime(row);
  return withChoice(connection, lists.choice);
}

type ContactRef = Pick<Contact, 'source' | 'nativeId'>;

/** What cursors are tied to. */
export function conversationsBinding(filter: ConversationFilter, contact: ContactRef | undefined): unknown {
  return ['conversations', contact && [contact.source, contact.nativeId], filter];
}

/** Filters combine: a contact's own conversations are those of the contacts asked for that are this one. */
export function ofContact(criteria: Criteria, contact: ContactRef | undefined): Criteria {
  if (contact === undefined) return criteria;
  const own = { type: 'Contact', source: contact.source, nativeId: contact.nativeId } as const;
  const isOwn = (id: GlobalId) => id.source === own.source && revealed(id.nativeId) === own.nativeId;
  return { ...criteria, ids: { ...criteria.ids, contact: criteria.ids.contact?.filter(isOwn) ?? [own] } };
}
