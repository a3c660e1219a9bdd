/** Lists of conversations, over all sources or of a contact. */
import { conversationsBinding, ofContact } from '../data-sources/conversations.ts';
import {
  MOST_LISTINGS,
  planOver,
  readCriteria,
  selectSources,
  type ConversationFilter,
  type Criteria,
  type InboxesNeeded,
} from '../data-sources/criteria.ts';
import { readChoice, type InboxChoice } from '../data-sources/inbox-choice.ts';
import type { RawArguments } from '../pagination/types.ts';
import type { ConversationCriteria, ConversationGaps } from '../providers/provider.ts';
import type { Field } from './compile.ts';
import { planConversation } from './conversation.ts';
import { planLists, type PlannedList } from './lists.ts';
import { inboxList, planWholeList } from './people.ts';
import type { PlannedSource, Subject, World } from './world.ts';

interface ConversationsArguments extends RawArguments {
  readonly filter?: ConversationFilter | null;
}

/** Throws BadInputError for a filter, a page or a cursor that is refused. */
export function planConversations(world: World, field: Field, contact?: Subject): void {
  const { filter: given, ...asked }: ConversationsArguments = field.arguments(world.variables);
  const filter = given ?? {};
  const reference = contact && {
    source: contact.source.key,
    nativeId: contact.nativeId ?? contact.source.outlook.sampleId,
  };
  const criteria = ofContact(readCriteria(filter, world.ids), reference);
  const { choice, page } = readChoice(asked);
  const sources = selectSources(world.sources, filter).filter(
    ({ key }) => reference === undefined || reference.source === key,
  );
  planLists<ConversationGaps>(world, field, {
    lists: sources.flatMap((source) => listsOf(world, source, criteria, choice)),
    arguments: page,
    order: 'newest',
    binding: conversationsBinding(filter, reference),
    type: 'Conversation',
    parent: contact,
    planRow: planConversation,
  });
}

function listsOf(
  world: World,
  source: PlannedSource,
  criteria: Criteria,
  choice: InboxChoice | undefined,
): PlannedList<ConversationGaps>[] {
  const chosen = choice?.[source.key];
  let plan = planOver(source, criteria, chosen ?? undefined);
  let isRetry = false;
  if (plan.kind === 'inboxes') {
    const inboxes = inboxList(source);
    if (inboxes !== undefined) planWholeList(world, source.key, inboxes);
    // Cursors name the failed look for them in the lists' stead.
    isRetry = chosen === null;
    plan = planOver(source, criteria, supposedInboxes(world, source, plan, criteria));
  }
  const { adapter } = source.connected;
  const { listConversations: outlook } = source.outlook;
  const { listConversations } = adapter;
  if (plan.kind !== 'listings' || listConversations === undefined || outlook === undefined) return [];
  const lists = plan.criteria.map((each: ConversationCriteria) => ({
    source,
    listing: listConversations.open(each),
    outlook: outlook(each),
  }));
  if (!isRetry) return lists;
  return lists.slice(0, 1).map((list) => ({ ...list, listing: { key: source.key, walk: 'whole' } }));
}

/** As many inboxes as the channels may stand for: as a rule one each. */
function supposedInboxes(
  { assumption }: World,
  source: PlannedSource,
  { channels, within }: InboxesNeeded,
  criteria: Criteria,
): string[] {
  const { sampleId } = source.outlook;
  const one = planOver(source, criteria, [sampleId]);
  const others = one.kind === 'listings' ? one.criteria.length : 1;
  const most = assumption === 'usual' ? channels.length : Math.max(1, Math.floor(MOST_LISTINGS / others));
  const count = Math.min(most, within?.length ?? Infinity);
  return Array.from({ length: count }, (_, index) => `${sampleId}${index}`);
}
