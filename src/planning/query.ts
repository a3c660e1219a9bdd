/** The root fields of queries. */
import { isAddress, MOST_PAGES } from '../data-sources/customers.ts';
import { searchedFor, selectSources, type SourceFilter } from '../data-sources/criteria.ts';
import { readId } from '../data-sources/global-ids.ts';
import { MOST_NODES } from '../data-sources/nodes.ts';
import { BadInputError } from '../errors.ts';
import type { GlobalId, NodeTypeName } from '../ids.ts';
import type { RawArguments } from '../pagination/types.ts';
import type { EntityGaps, Listing, ListOutlook } from '../providers/provider.ts';
import { NODE_TYPES } from '../resolvers/NodeType.ts';
import { revealed } from '../secret.ts';
import type { Field } from './compile.ts';
import { load, planConversation, wantedFields } from './conversation.ts';
import { planConversations } from './conversations.ts';
import { planLists, type PlannedList } from './lists.ts';
import { planRows, planTranscript, readMessages } from './messages.ts';
import { lookUp, PERSON_TYPES, planPerson, readsGaps } from './people.ts';
import {
  BARE,
  below,
  fieldsOn,
  next,
  single,
  sourceOf,
  unlessRefused,
  type PersonKind,
  type PlannedSource,
  type Subject,
  type World,
} from './world.ts';

type RootRule = (world: World, field: Field, given: Readonly<Record<string, unknown>>) => void;

/** Each throws what its resolver throws before it makes a call. */
export const QUERY: Readonly<Partial<Record<string, RootRule>>> = {
  node: (world, field, { id }) => planNode(world, field, readId(world.ids, id as string)),
  nodes(world, field, { ids }) {
    const given = ids as readonly string[];
    if (given.length > MOST_NODES) throw new BadInputError('Too many ids.');
    world.tally.nodes += given.length;
    for (const id of given) unlessRefused(() => planNode(world, field, readId(world.ids, id)));
  },
  _entities(world, field, { representations }) {
    const given = representations as readonly Readonly<Record<string, unknown>>[];
    world.tally.nodes += given.length;
    for (const { __typename: type, id, email } of given) {
      unlessRefused(() => {
        if (type === 'Customer') planCustomer(world, field, { email });
        else planNode(world, field, readId(world.ids, String(id), type as NodeTypeName));
      });
    }
  },
  nodeByNativeId(world, field, { source: key, type, nativeId }) {
    const source = String(key);
    planNode(world, field, {
      type: NODE_TYPES[type as keyof typeof NODE_TYPES],
      source,
      nativeId: nativeId as string,
    });
  },
  conversation: (world, field, { id, assigneeVersionId }) =>
    planNode(world, field, readId(world.ids, id as string, 'Conversation'), assigneeVersionId as string),
  contact: (world, field, { id }) => planNode(world, field, readId(world.ids, id as string, 'Contact')),
  agent: (world, field, { id }) => planNode(world, field, readId(world.ids, id as string, 'Agent')),
  inbox: (world, field, { id }) => planNode(world, field, readId(world.ids, id as string, 'Inbox')),
  transcript(world, field, { conversationId }) {
    const id = readId(world.ids, conversationId as string, 'Conversation');
    const source = sourceOf(world, id.source);
    if (source === undefined) return;
    const subject = single(world, 'conversation', source, revealed(id.nativeId));
    const conversation = below(fieldsOn(field, 'Transcript', world), 'conversation');
    const fields = wantedFields(world, conversation).add('messages');
    const gaps = load(world, subject, { fields });
    if (gaps !== undefined) planTranscript(next(world), subject, gaps, field);
  },
  customer: planCustomer,
  conversations: (world, field) => planConversations(world, field),
  contacts(world, field, given) {
    const { filter, ...page } = given as Directory & { filter?: { search?: string | null } };
    const search = searchedFor(filter ?? {});
    planDirectory(world, field, 'contact', filter, page, ({ connected: { adapter }, outlook }) => {
      const list = adapter.listContacts;
      if (list === undefined || (search !== undefined && list.filters.search === undefined)) return undefined;
      return [list.open(search === undefined ? {} : { search }), outlook.listContacts];
    });
  },
  agents: (world, field, { filter, ...page }) =>
    planDirectory(world, field, 'assignee', filter as SourceFilter, page, ({ connected, outlook }) => [
      connected.adapter.listAgents?.(),
      outlook.listAgents,
    ]),
  inboxes: (world, field, { filter, ...page }) =>
    planDirectory(world, field, 'inbox', filter as SourceFilter, page, ({ connected, outlook }) => [
      connected.adapter.listInboxes?.(),
      outlook.listInboxes,
    ]),
};

interface Directory extends RawArguments {
  readonly filter?: SourceFilter | null;
}

/** What has a global id, by it. */
function planNode(world: World, field: Field, id: GlobalId, assigneeVersionId?: string | null): void {
  const source = sourceOf(world, id.source);
  if (source === undefined) return;
  const nativeId = revealed(id.nativeId);
  switch (id.type) {
    case 'Source':
      return;
    case 'Conversation': {
      const subject = single(world, 'conversation', source, nativeId);
      const { filters } = source.connected.adapter.listConversations ?? {};
      const version = assigneeVersionId ?? undefined;
      if (version !== undefined && filters?.assigneeVersion === undefined) return;
      const want = { fields: wantedFields(world, field), assigneeVersionId: version };
      const gaps = load(world, subject, want);
      if (gaps !== undefined) planConversation(next(world), subject, gaps, field);
      return;
    }
    case 'Message': {
      const subject = single(world, 'conversation', source, nativeId);
      if (source.outlook.previews === undefined) readMessages(world, subject, BARE, { last: 1 });
      else load(world, subject, { fields: new Set(['messages']) });
      planRows(world, subject, BARE, 1, field);
      return;
    }
    default: {
      const kind = PERSONS[id.type];
      const subject = single(world, PERSON_TYPES[kind], source, nativeId);
      const gaps = lookUp(world, kind, subject) ?? { lacks: new Set() };
      if (gaps.isCarried && readsGaps(world, kind, gaps, field)) {
        const carrier = { ...subject, name: `${subject.name} carrier`, nativeId: undefined };
        load(world, carrier, { fields: new Set([kind]) });
      }
      planPerson(next(world), kind, subject, gaps, field);
    }
  }
}

const PERSONS: Readonly<Record<Exclude<NodeTypeName, 'Source' | 'Conversation' | 'Message'>, PersonKind>> = {
  Contact: 'contact',
  Agent: 'assignee',
  Inbox: 'inbox',
};

type OpenList = (
  source: PlannedSource,
) => [Listing<unknown> | undefined, ListOutlook<EntityGaps> | undefined] | undefined;

function planDirectory(
  world: World,
  field: Field,
  kind: PersonKind,
  filter: SourceFilter | null | undefined,
  page: RawArguments,
  open: OpenList,
): void {
  const lists = selectSources(world.sources, filter ?? {}).flatMap((source): PlannedList<EntityGaps>[] => {
    const [listing, outlook] = open(source) ?? [];
    return listing === undefined || outlook === undefined ? [] : [{ source, listing, outlook }];
  });
  planLists<EntityGaps>(world, field, {
    lists,
    arguments: page,
    order: 'rank',
    binding: [field.name, filter ?? {}],
    type: PERSON_TYPES[kind],
    planRow: (within, row, gaps, selection) => {
      planPerson(within, kind, row, gaps, selection);
    },
  });
}

/** The hits of a search at every source, page by page. */
function planCustomer(world: World, field: Field, { email }: Readonly<Record<string, unknown>>): void {
  const search = String(email);
  if (!isAddress(search)) return;
  const contacts = below(fieldsOn(field, 'Customer', world), 'contacts');
  for (const source of world.sources) {
    const { listContacts, listConversations } = source.connected.adapter;
    const { outlook } = source;
    const found =
      listContacts?.filters.search === undefined
        ? listConversations?.filters.search && {
            listing: listConversations.open({ search }),
            outlook: outlook.listConversations?.({ search }),
          }
        : { listing: listContacts.open({ search }), outlook: outlook.listContacts };
    if (found?.outlook == null) continue;
    // Whoever has an address is among the first hits, and only an empty page ends a list that tells no total.
    const usual = found.outlook.tellsTotal ? 1 : 2;
    const pages = world.assumption === 'usual' ? usual : MOST_PAGES;
    for (let page = 1; page <= pages; page += 1) {
      world.tally.add(source.key, found.outlook.sends, `${found.listing.key} all ${page}`);
    }
    const subject: Subject = {
      source,
      name: `customer ${search}`,
      nativeId: undefined,
      count: world.assumption === 'usual' ? 1 : MOST_PAGES * MOST_HITS,
      isRow: false,
    };
    planPerson(next(world), 'contact', subject, { lacks: new Set() }, contacts);
  }
}

/** Of one page. */
const MOST_HITS = 100;
