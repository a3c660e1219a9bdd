/** Contacts, agents and inboxes: what was embedded of them costs nothing, the rest is looked up by id or listed once. */
import type { EntityGaps, Listing, ListOutlook, ReadOutlook } from '../providers/provider.ts';
import type { Field } from './compile.ts';
import {
  fieldsOn,
  lacksField,
  named,
  perSubject,
  unlessRefused,
  type PersonKind,
  type PlannedSource,
  type Subject,
  type World,
} from './world.ts';

export const PERSON_TYPES = { contact: 'Contact', assignee: 'Agent', inbox: 'Inbox' } as const;

/** What is read of someone of whom a payload told all but `gaps`. */
export function planPerson(
  world: World,
  kind: PersonKind,
  subject: Subject,
  gaps: EntityGaps,
  selection: Pick<Field, 'fields'>,
): void {
  if (!gaps.isCarried && readsGaps(world, kind, gaps, selection)) lookUp(world, kind, subject);
  if (kind !== 'contact') return;
  for (const field of fieldsOn(selection, PERSON_TYPES[kind], world)) {
    if (field.name === 'conversations') unlessRefused(() => world.rules.conversations(world, field, subject));
  }
}

/** Whether a field is selected that a payload left out. */
export function readsGaps(
  world: World,
  kind: PersonKind,
  gaps: EntityGaps,
  selection: Pick<Field, 'fields'>,
): boolean {
  return fieldsOn(selection, PERSON_TYPES[kind], world).some(({ name }) => lacksField(gaps, name));
}

/** One person by their id: a call of their own, of which it gives what the answer leaves out, or the one list of all. */
export function lookUp(world: World, kind: PersonKind, subject: Subject): EntityGaps | undefined {
  const { source, nativeId, name } = subject;
  const { get, list } = waysTo(kind, source);
  if (get !== undefined) {
    if (nativeId !== undefined && !source.outlook.isAskable(nativeId)) return undefined;
    for (const sent of get.sends) world.tally.add(source.key, sent, name, perSubject(subject));
    return get.gaps;
  }
  if (list !== undefined) planWholeList(world, source.key, list);
  return undefined;
}

/** A list that is read as a whole, once. */
export function planWholeList(world: World, source: string, { listing, outlook }: PlannedWhole): void {
  const { walk } = listing;
  const read = walk === 'page' ? `1/${listing.maxLimit}` : '';
  world.tally.add(source, outlook.sends, named(world, `${listing.key} ${read}`));
}

export interface PlannedWhole {
  readonly listing: Listing<unknown>;
  readonly outlook: ListOutlook<unknown>;
}

/** The source's list of inboxes. */
export function inboxList({ connected, outlook }: PlannedSource): PlannedWhole | undefined {
  return whole(connected.adapter.listInboxes, outlook.listInboxes);
}

function whole(
  open: (() => Listing<unknown>) | undefined,
  outlook: ListOutlook<unknown> | undefined,
): PlannedWhole | undefined {
  return open === undefined || outlook === undefined ? undefined : { listing: open(), outlook };
}

function waysTo(
  kind: PersonKind,
  source: PlannedSource,
): {
  get: ReadOutlook<EntityGaps> | undefined;
  list?: PlannedWhole | undefined;
} {
  const { outlook, connected } = source;
  switch (kind) {
    case 'contact':
      return { get: outlook.getContact };
    case 'assignee':
      return { get: outlook.getAgent, list: whole(connected.adapter.listAgents, outlook.listAgents) };
    case 'inbox':
      return { get: outlook.getInbox, list: inboxList(source) };
  }
}
