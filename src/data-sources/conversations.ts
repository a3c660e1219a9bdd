import type { Contact, Conversation } from '../domain.ts';
import type { GlobalId } from '../ids.ts';
import type { RawArguments } from '../pagination/types.ts';
import { revealed } from '../secret.ts';
import { overSources, type Part, type SourcesConnection } from './connections.ts';
import type { Context } from './context.ts';
import { planFor, readCriteria, selectSources, type ConversationFilter, type Criteria } from './criteria.ts';
import type { DataSource } from './data-source.ts';
import { asError } from './entity-loaders.ts';
import { isTold } from './slices.ts';

const traits = {
  id: (conversation: Conversation) => revealed(conversation.nativeId),
  time: (conversation: Conversation) => conversation.lastActivityAt ?? conversation.createdAt,
};

/** Conversations of all sources that the filter names, latest activity first; with `contact`, only that contact's, of its source. */
export async function conversations(
  context: Context,
  filter: ConversationFilter,
  page: RawArguments,
  contact?: Contact,
): Promise<SourcesConnection<Conversation>> {
  const criteria = ofContact(readCriteria(filter, context.ids), contact);
  const sources = selectSources(context.sources.all, filter).filter(
    ({ key }) => contact === undefined || contact.source === key,
  );
  const parts = await Promise.all(sources.map((source) => partOf(source, criteria)));
  const connection = await overSources(context, parts, {
    ...traits,
    arguments: page,
    order: 'newest',
    binding: ['conversations', contact && [contact.source, contact.nativeId], filter],
  });
  for (const row of connection.nodes) context.sources.of(row).prime(row);
  return connection;
}

/** Filters combine: a contact's own conversations are those of the contacts asked for that are this one. */
function ofContact(criteria: Criteria, contact: Contact | undefined): Criteria {
  if (contact === undefined) return criteria;
  const own = { type: 'Contact', source: contact.source, nativeId: contact.nativeId } as const;
  const isOwn = (id: GlobalId) => id.source === own.source && revealed(id.nativeId) === own.nativeId;
  return { ...criteria, ids: { ...criteria.ids, contact: criteria.ids.contact?.filter(isOwn) ?? [own] } };
}

async function partOf(source: DataSource, criteria: Criteria): Promise<Part<Conversation>> {
  try {
    const plan = await planFor(source, criteria);
    if (plan.kind !== 'listings') return { source, ...plan };
    const list = source.operation('listConversations');
    return { source, kind: 'listings', listings: plan.criteria.map((each) => list.open(each)) };
  } catch (error) {
    if (!isTold(error)) throw error;
    return { source, kind: 'failed', error: asError(error) };
  }
}
