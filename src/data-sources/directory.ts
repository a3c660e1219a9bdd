/** Contacts, agents and inboxes over sources: by source, then in the provider's own order. */
import type { Agent, Contact, Inbox } from '../domain.ts';
import type { RawArguments } from '../pagination/types.ts';
import type { Listing } from '../providers/provider.ts';
import { overSources, type Part, type SourcesConnection } from './connections.ts';
import type { Context } from './context.ts';
import { searchedFor, selectSources, type SourceFilter } from './criteria.ts';
import type { DataSource } from './data-source.ts';

/** `ContactFilter` of the schema. */
export interface ContactFilter extends SourceFilter {
  readonly search?: string | null;
}

interface DirectoryPage extends RawArguments {
  /** Nothing is wanted but what needs no rows. */
  readonly isCount?: boolean;
}

/** Under which name a provider has what a field lists. */
const LISTS = { contacts: 'listContacts', agents: 'listAgents', inboxes: 'listInboxes' } as const;

type Directory<Row> = Promise<SourcesConnection<Row>>;

export function contacts(context: Context, filter: ContactFilter, page: DirectoryPage): Directory<Contact> {
  const search = searchedFor(filter);
  return directory(context, 'contacts', filter, page, (source) => {
    const { listContacts } = source.connected.adapter;
    if (listContacts === undefined) return 'list contacts';
    if (search !== undefined && listContacts.filters.search === undefined) return 'search contacts';
    return listContacts.open(search === undefined ? {} : { search });
  });
}

export function agents(context: Context, filter: SourceFilter, page: DirectoryPage): Directory<Agent> {
  return directory(
    context,
    'agents',
    filter,
    page,
    ({ connected: { adapter } }) => adapter.listAgents?.() ?? 'list agents',
  );
}

export function inboxes(context: Context, filter: SourceFilter, page: DirectoryPage): Directory<Inbox> {
  return directory(
    context,
    'inboxes',
    filter,
    page,
    ({ connected: { adapter } }) => adapter.listInboxes?.() ?? 'list inboxes',
  );
}

/** `open` gives a source's list, or what its provider cannot do. */
function directory<Row extends { readonly nativeId: string }>(
  context: Context,
  field: keyof typeof LISTS,
  filter: SourceFilter,
  { isCount, ...page }: DirectoryPage,
  open: (source: DataSource) => Listing<Row> | string,
): Directory<Row> {
  const parts = selectSources(context.sources.all, filter).map((source): Part<Row> => {
    const listing = open(source);
    return typeof listing === 'string'
      ? { source, kind: 'skipped', reason: `${source.connected.provider.name} cannot ${listing}.` }
      : {
          source,
          kind: 'listings',
          listings: [listing],
          tellsTotal: source.connected.outlook[LISTS[field]]?.tellsTotal,
        };
  });
  return overSources(context, parts, {
    id: (row) => row.nativeId,
    time: () => null,
    arguments: page,
    order: 'rank',
    binding: [field, filter],
    isCount,
  });
}
