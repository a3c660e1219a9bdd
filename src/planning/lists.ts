/** Connections over sources: which of their lists are asked, and what their rows cost. */
import { forecast, type ForecastList } from '../pagination/forecast.ts';
import type { RawArguments } from '../pagination/types.ts';
import type { Listing, ListOutlook } from '../providers/provider.ts';
import type { Field } from './compile.ts';
import { Tally } from './tally.ts';
import {
  below,
  fieldsOn,
  named,
  needsNoRows,
  next,
  perSubject,
  type PlannedSource,
  type Subject,
  type World,
} from './world.ts';

/** A list of one source that a connection is over. */
export interface PlannedList<Gaps> {
  readonly source: PlannedSource;
  readonly listing: Pick<Listing<unknown>, 'key' | 'walk'> & { readonly maxLimit?: number };
  /** Null where nothing can match, and nothing is asked. */
  readonly outlook: ListOutlook<Gaps> | null;
}

export interface ListsPage<Gaps> {
  readonly lists: readonly PlannedList<Gaps>[];
  readonly arguments: RawArguments;
  readonly order: 'newest' | 'rank';
  readonly binding: unknown;
  /** The type of the rows. */
  readonly type: 'Conversation' | 'Contact' | 'Agent' | 'Inbox';
  /** Whose connection it is, where it is not the operation's own. */
  readonly parent?: Subject | undefined;
  planRow(world: World, row: Subject, gaps: Gaps, selection: Pick<Field, 'fields'>): void;
}

/** Rows that a short list usually has, at most. */
const SHORT = 5;

/** Throws BadInputError for bad arguments and cursors. */
export function planLists<Gaps>(world: World, field: Field, page: ListsPage<Gaps>): void {
  const { lists, parent } = page;
  const binding = JSON.stringify(page.binding);
  const isOfRows = parent !== undefined && parent.nativeId === undefined;
  const { size, reads } = forecast({
    arguments: isOfRows ? { first: page.arguments.first, last: page.arguments.last } : page.arguments,
    sizes: world.paging.sizes,
    order: page.order,
    lists: lists.map(forecastOf),
    signer: world.paging.signer,
    binding,
    assumption: world.assumption,
    isCount: needsNoRows(world, field, `${page.type}Connection`, page.order),
    now: world.paging.now,
  });
  const owner = isOfRows ? `${parent.name} ` : '';
  const per = parent === undefined ? {} : perSubject(parent);
  for (const [rank, { source, listing, outlook }] of lists.entries()) {
    if (outlook === null) continue;
    const list = `${owner}${listing.key}`;
    for (const read of reads[rank] ?? []) {
      const of = [named(world, list), read, world.turn] as const;
      world.tally.add(source.key, outlook.sends, named(world, `${list} ${read}`), { ...per, of });
    }
  }

  const parents = parent?.count ?? 1;
  world.tally.nodes += parents * size;
  if (size === 0) return;
  const { after, before, last } = page.arguments;
  const place = JSON.stringify([binding, after, before, last == null]);
  const rows = rowsOf(world, field, page.type);
  const bySource = Map.groupBy(lists, ({ source }) => source);
  const branches = [...bySource].map(([source, [first]]) => {
    const branch: World = { ...next(world), tally: new Tally() };
    const subject: Subject = {
      source,
      name: named(world, `${owner}${place}`),
      nativeId: undefined,
      count:
        parents * (first?.outlook?.isShort && world.assumption === 'usual' ? Math.min(size, SHORT) : size),
      isRow: true,
    };
    if (first?.outlook != null) page.planRow(branch, subject, first.outlook.gaps, rows);
    return branch.tally;
  });
  world.tally.addRows(branches);
}

function forecastOf<Gaps>({ source, listing, outlook }: PlannedList<Gaps>): ForecastList {
  return {
    key: `${source.key} ${listing.key}`,
    walk: listing.walk,
    maxLimit: listing.maxLimit,
    tellsTotal: outlook?.tellsTotal ?? true,
    isShort: outlook?.isShort ?? true,
  };
}

/** What is selected of a connection's rows, by either way to them. */
function rowsOf(world: World, field: Field, type: string): Pick<Field, 'fields'> {
  const fields = fieldsOn(field, `${type}Connection`, world);
  const edges = fieldsOn(below(fields, 'edges'), `${type}Edge`, world);
  return { fields: [...below(fields, 'nodes').fields, ...below(edges, 'node').fields] };
}
