/** The lists of conversations that a page goes over, and its cursors fitted to them. */
import type { Conversation } from '../domain.ts';
import { asError, BadInputError, UpstreamError } from '../errors.ts';
import { cursorCodec, type Position } from '../pagination/cursor.ts';
import type { RawArguments } from '../pagination/types.ts';
import { keysOf, type Part } from './connections.ts';
import type { Context } from './context.ts';
import { planFor, type Criteria } from './criteria.ts';
import type { DataSource } from './data-source.ts';
import { readEarly } from './early-reads.ts';
import { isSameChoice, readChoice, type InboxChoice } from './inbox-choice.ts';
import { isTold } from './slices.ts';

export interface PlannedLists {
  readonly parts: readonly Part<Conversation>[];
  readonly arguments: RawArguments;
  readonly choice: InboxChoice;
}

/** What a source is asked for, and by which inboxes where channels stand for them: null where these could not be read. */
interface Planned {
  readonly part: Part<Conversation>;
  readonly inboxes?: readonly string[] | null | undefined;
}

interface Plans {
  readonly context: Context;
  readonly criteria: Criteria;
  readonly sources: readonly DataSource[];
  /** What cursors are tied to. */
  readonly binding: unknown;
  /** Nothing is wanted but what needs no rows. */
  readonly isCount?: boolean | undefined;
}

/** The lists of the criteria at each source: those that the page's cursors were made over, or for a first page those there are now. */
export async function planLists(plans: Plans, asked: RawArguments): Promise<PlannedLists> {
  const { choice, page } = readChoice(asked);
  const planning = plans.sources.map((source) => planOf(source, plans.criteria, choice?.[source.key]));
  if ((asked.after ?? asked.before) == null) {
    // Only what channels stand for has to be found out.
    const mayWait = plans.criteria.values.channel !== undefined && plans.isCount !== true;
    if (mayWait) void readEarly(plans.context, planning.map(partOf), page);
    return listsOf(await Promise.all(planning), page);
  }
  const planned = await Promise.all(planning);
  if (!isSameChoice(choice ?? {}, choiceOf(planned))) {
    throw new BadInputError(
      'The cursor was not made for this filter. Use one that the same field gave under the same filter, unchanged, or start without it.',
    );
  }
  return planned.some(isPending) ? resumed(plans, planned, page) : listsOf(planned, page);
}

async function planOf(
  source: DataSource,
  criteria: Criteria,
  chosen?: readonly string[] | null,
): Promise<Planned> {
  if (chosen === null) return pending(source, unread(source));
  try {
    const { inboxes, ...plan } = await planFor(source, criteria, chosen);
    if (plan.kind !== 'listings') return { part: { source, ...plan }, inboxes };
    const list = source.operation('listConversations');
    const listings = plan.criteria.map((each) => list.open(each));
    const outlook = source.connected.outlook.listConversations;
    const tellsTotal = plan.criteria.every((each) => outlook?.(each)?.tellsTotal);
    return { part: { source, kind: 'listings', listings, tellsTotal }, inboxes };
  } catch (error) {
    if (!isTold(error)) throw error;
    return pending(source, asError(error));
  }
}

async function partOf(planning: Promise<Planned>): Promise<Part<Conversation>> {
  return (await planning).part;
}

function pending(source: DataSource, error: Error): Planned {
  return { part: { source, kind: 'failed', error }, inboxes: null };
}

function isPending({ inboxes }: Planned): boolean {
  return inboxes === null;
}

function unread({ key }: DataSource): UpstreamError {
  return new UpstreamError('UPSTREAM_UNAVAILABLE', `${key} could not tell its inboxes.`, { source: key });
}

/** Asks anew for the inboxes of which it is time to; their lists begin where the place kept for them is. */
async function resumed(plans: Plans, planned: readonly Planned[], page: RawArguments): Promise<PlannedLists> {
  const { context, criteria } = plans;
  const counts = planned.map(({ part }) => keysOf({ context, part }).length);
  const starts = counts.map((_, index) => counts.slice(0, index).reduce((sum, count) => sum + count, 0));
  const codec = codecOver(plans, planned);
  const after = page.after == null ? undefined : codec.decode(page.after, 'after');
  const before = page.before == null ? undefined : codec.decode(page.before, 'before');

  const isWaiting = (index: number) =>
    [after, before].some((position) => {
      const failure = position?.places[starts[index] ?? 0]?.failure;
      return failure !== undefined && context.paging.now() < failure.retryAt;
    });
  const now = await Promise.all(
    planned.map(async (each, index) =>
      isPending(each) && !isWaiting(index) ? planOf(each.part.source, criteria) : each,
    ),
  );

  const target = codecOver(plans, now);
  const fitted = (position: Position | undefined) => {
    if (position === undefined) return undefined;
    const groups = now.map((each, index) => {
      const start = starts[index] ?? 0;
      const places = position.places.slice(start, start + (counts[index] ?? 0));
      if (each === planned[index]) return places;
      const keys = keysOf({ context, part: each.part });
      return keys.flatMap(() => places.map((place) => ({ ...place, failure: undefined })));
    });
    const { own } = position;
    if (own === undefined) return target.encode({ own, places: groups.flat() });
    // A list that could not be read gave no row, so the cursor's own row is in a group that stayed as it was.
    const group = starts.findLastIndex((start) => start <= own);
    const shift = groups.slice(0, group).flat().length - (starts[group] ?? 0);
    return target.encode({ own: own + shift, places: groups.flat() });
  };
  return listsOf(now, { ...page, after: fitted(after), before: fitted(before) });
}

function codecOver({ context, binding }: Plans, planned: readonly Planned[]) {
  const keys = planned.flatMap(({ part }) => keysOf({ context, part }));
  return cursorCodec(context.paging.signer, binding, keys);
}

function listsOf(planned: readonly Planned[], page: RawArguments): PlannedLists {
  return { parts: planned.map(({ part }) => part), arguments: page, choice: choiceOf(planned) };
}

function choiceOf(planned: readonly Planned[]): InboxChoice {
  return Object.fromEntries(
    planned.flatMap(({ part, inboxes }) => (inboxes === undefined ? [] : [[part.source.key, inboxes]])),
  );
}
