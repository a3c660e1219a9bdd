/** From the filter a client gives to what one source can be asked. */
import type { Channel, ConversationStatus, ProviderWord, Timestamp } from '../domain.ts';
import { BadInputError } from '../errors.ts';
import type { GlobalId, IdCodec, NodeTypeName } from '../ids.ts';
import type { ConversationCriteria, FilterRule } from '../providers/provider.ts';
import { revealed } from '../secret.ts';
import type { DataSource } from './data-source.ts';
import { readId } from './global-ids.ts';
import { present } from './present.ts';

type Values<T> = readonly T[] | null | undefined;

/** Which sources a connection is over; every filter has it. */
export interface SourceFilter {
  readonly sources?: Values<string>;
  readonly providers?: Values<ProviderWord>;
}

/** `ConversationFilter` of the schema. */
export interface ConversationFilter extends SourceFilter {
  readonly status?: Values<ConversationStatus>;
  readonly inboxIds?: Values<string>;
  readonly assigneeIds?: Values<string>;
  readonly contactIds?: Values<string>;
  readonly assigneeVersionIds?: Values<string>;
  readonly channels?: Values<Channel>;
  readonly lastActivity?: { readonly from?: Timestamp | null; readonly to?: Timestamp | null } | null;
  readonly search?: string | null;
}

/** The filter with its ids decoded, not yet of any source. */
export interface Criteria {
  readonly values: ConversationCriteria;
  /** Ids by filter; those of another source match nothing there. */
  readonly ids: Readonly<Partial<Record<IdFilter, readonly GlobalId[]>>>;
}

type IdFilter = 'inbox' | 'assignee' | 'contact';

/** What a filter comes to at one source. */
export type Plan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'listings'; readonly criteria: readonly ConversationCriteria[] };

/** A plan, and the inboxes that the channels asked for stand for, where they do. */
export type PlanOverInboxes = Plan & { readonly inboxes?: readonly string[] };

/** Most lists of one source that are walked together. */
export const MOST_LISTINGS = 20;
const WORDS: Readonly<Record<keyof ConversationCriteria, string>> = {
  status: 'status',
  inbox: 'inbox',
  assignee: 'assignee',
  assigneeVersion: 'assignee version',
  contact: 'contact',
  channel: 'channel',
  lastActivity: 'last activity',
  search: 'a search text',
};

let latest:
  { readonly filter: ConversationFilter; readonly ids: IdCodec; readonly criteria: Criteria } | undefined;

/** Throws `BadInputError` for an empty list, a malformed id or one of another type. Planning and execution read the same filter, one after the other. */
export function readCriteria(filter: ConversationFilter, ids: IdCodec): Criteria {
  if (latest?.filter === filter && latest.ids === ids) return latest.criteria;
  const criteria = read(filter, ids);
  latest = { filter, ids, criteria };
  return criteria;
}

function read(filter: ConversationFilter, ids: IdCodec): Criteria {
  const decoded = (name: string, values: Values<string>, type: NodeTypeName) =>
    nonEmpty(name, values)?.map((id) => readId(ids, id, type));
  const { from, to } = filter.lastActivity ?? {};
  if (from != null && to != null && from > to) {
    throw new BadInputError('`lastActivity.from` lies after `lastActivity.to`: nothing can match.');
  }
  return {
    values: present({
      status: nonEmpty('status', filter.status),
      assigneeVersion: nonEmpty('assigneeVersionIds', filter.assigneeVersionIds),
      channel: nonEmpty('channels', filter.channels),
      lastActivity: from == null && to == null ? undefined : { from: from ?? undefined, to: to ?? undefined },
      search: searchedFor(filter),
    }),
    ids: present({
      inbox: decoded('inboxIds', filter.inboxIds, 'Inbox'),
      assignee: decoded('assigneeIds', filter.assigneeIds, 'Agent'),
      contact: decoded('contactIds', filter.contactIds, 'Contact'),
    }),
  };
}

/** The text of a filter that searches; undefined for a blank one, which searches for nothing. */
export function searchedFor({ search }: Pick<ConversationFilter, 'search'>): string | undefined {
  return search?.trim() === '' ? undefined : (search ?? undefined);
}

/** The sources a filter names, in the order of the configuration. Throws `BadInputError` for an unknown key or an empty list. */
export function selectSources<Source extends FilteredSource>(
  all: readonly Source[],
  filter: SourceFilter,
): Source[] {
  const keys = nonEmpty('sources', filter.sources);
  const words = nonEmpty('providers', filter.providers);
  const unknown = keys?.find((key) => !all.some((source) => source.key === key));
  if (unknown !== undefined) throw new BadInputError(`There is no source ${JSON.stringify(unknown)}.`);
  return all.filter(
    (source) =>
      (keys?.includes(source.key) ?? true) && (words?.includes(source.connected.provider.word) ?? true),
  );
}

/** A source as far as a filter concerns it. */
export type FilteredSource = Pick<DataSource, 'key' | 'connected'>;

/** What has to be known first: which inboxes the channels stand for, within those asked for. */
export interface InboxesNeeded {
  readonly kind: 'inboxes';
  readonly channels: readonly Channel[];
  readonly within: readonly string[] | undefined;
}

/**
 * What the criteria come to at one source. Where it filters channels by its inboxes, `chosen` are these (native ids), else they are asked
 * for.
 */
export async function planFor(
  source: DataSource,
  criteria: Criteria,
  chosen?: readonly string[],
): Promise<PlanOverInboxes> {
  const plan = planOver(source, criteria, chosen);
  if (plan.kind !== 'inboxes') return plan;
  return planFor(source, criteria, await inboxesOf(source, plan));
}

/** The same as far as it can be told without a call. */
export function planOver(
  source: FilteredSource,
  { values, ids }: Criteria,
  chosen?: readonly string[],
): PlanOverInboxes | InboxesNeeded {
  const own: Record<string, readonly string[]> = {};
  for (const [name, given] of Object.entries(ids)) {
    own[name] = given.filter((id) => id.source === source.key).map((id) => revealed(id.nativeId));
    if (own[name].length === 0) return { kind: 'nothing' };
  }
  const list = source.connected.adapter.listConversations;
  const provider = source.connected.provider.name;
  if (list === undefined) return { kind: 'skipped', reason: `${provider} cannot list conversations.` };
  const wanted: ConversationCriteria = { ...values, ...own };
  const rules = list.filters;
  const missing = (Object.keys(wanted) as (keyof ConversationCriteria)[]).find((name) => !rules[name]);
  if (missing !== undefined) {
    return { kind: 'skipped', reason: `${provider} cannot filter conversations by ${WORDS[missing]}.` };
  }
  const { channel, ...rest } = wanted;
  if (rules.channel !== 'inboxes' || channel === undefined) return fanOut(wanted, rules, source.key);
  if (chosen === undefined) return { kind: 'inboxes', channels: channel, within: rest.inbox };
  const plan: Plan =
    chosen.length === 0 ? { kind: 'nothing' } : fanOut({ ...rest, inbox: chosen }, rules, source.key);
  return { ...plan, inboxes: chosen };
}

/** The inboxes of these channels, within those asked for. */
async function inboxesOf(source: DataSource, { channels, within }: InboxesNeeded): Promise<string[]> {
  const inboxes = await source.inboxes();
  return inboxes
    .filter(({ channel }) => channel != null && channels.includes(channel))
    .map(({ nativeId }) => nativeId)
    .filter((nativeId) => within?.includes(nativeId) ?? true);
}

/** A parameter that takes one value makes a listing per value. */
function fanOut(
  criteria: ConversationCriteria,
  rules: Readonly<Partial<Record<keyof ConversationCriteria, FilterRule>>>,
  source: string,
): Plan {
  let listings: ConversationCriteria[] = [criteria];
  for (const [name, values] of Object.entries(criteria)) {
    if (rules[name as keyof ConversationCriteria] !== 'one' || !Array.isArray(values)) continue;
    listings = listings.flatMap((listing) =>
      values.map((value: unknown) => ({ ...listing, [name]: [value] })),
    );
  }
  if (listings.length > MOST_LISTINGS) {
    throw new BadInputError(
      `The filter comes to ${String(listings.length)} lists at source ${JSON.stringify(source)}; at most ${String(MOST_LISTINGS)} are walked together. Ask for fewer values.`,
    );
  }
  return { kind: 'listings', criteria: listings };
}

function nonEmpty<T>(name: string, values: Values<T>): readonly T[] | undefined {
  if (values == null) return undefined;
  if (values.length === 0)
    throw new BadInputError(`\`${name}\` is an empty list: leave it out, or name a value.`);
  return [...new Set(values)];
}
