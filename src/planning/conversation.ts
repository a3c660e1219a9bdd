/** Conversations: what a payload told of one costs nothing, what it left out is loaded in one go. */
import type { Conversation } from '../domain.ts';
import type { ConversationGaps, ConversationWant } from '../providers/provider.ts';
import { EMBEDDED, PROVEN_BY_ID, READ_AS } from '../resolvers/selection.ts';
import type { Field } from './compile.ts';
import { planMessages, planTranscript } from './messages.ts';
import { PERSON_TYPES, planPerson, readsGaps } from './people.ts';
import {
  fieldsOn,
  lacksField,
  next,
  personOf,
  perSubject,
  unlessRefused,
  type PersonKind,
  type Subject,
  type World,
} from './world.ts';

/** What is read of a conversation of which a payload told all but `gaps`. */
export function planConversation(
  world: World,
  subject: Subject,
  gaps: ConversationGaps,
  selection: Pick<Field, 'fields'>,
): void {
  const fields = fieldsOn(selection, 'Conversation', world);
  const want = new Set(fields.flatMap((field) => missing(world, subject, gaps, field)));
  const loaded = want.size === 0 ? undefined : load(world, subject, { fields: want });
  for (const field of fields) {
    const { name } = field;
    if (isPerson(name)) {
      const known = loaded !== undefined && want.has(name) ? loaded[name] : gaps[name];
      const then = lacksField(gaps, name) ? next(world) : world;
      planPerson(then, name, personOf(subject, name), known, field);
    } else if (name === 'messages' || name === 'lastMessage') {
      unlessRefused(() => planMessages(world, subject, gaps, field));
    } else if (name === 'transcript') {
      unlessRefused(() => planTranscript(world, subject, gaps, field));
    }
  }
}

/** A look at a conversation by its id, and what its reply leaves out. */
export function load(world: World, subject: Subject, want: ConversationWant): ConversationGaps | undefined {
  const { source, name, nativeId } = subject;
  const { outlook } = source;
  const { getConversation } = outlook;
  if (getConversation === undefined) return undefined;
  if (nativeId !== undefined && !outlook.isAskable(nativeId)) return undefined;
  const { sends, gaps } = getConversation(want);
  const version = want.assigneeVersionId === undefined ? '' : ` ${want.assigneeVersionId}`;
  for (const sent of sends) world.tally.add(source.key, sent, `${name}${version} `, perSubject(subject));
  return gaps;
}

/** The fields that a look by id is told to want: as `selected` of the resolvers. */
export function wantedFields(world: World, selection: Pick<Field, 'fields'>): Set<keyof Conversation> {
  return new Set(
    fieldsOn(selection, 'Conversation', world)
      .filter((field) => !PROVEN_BY_ID.has(field.name) && readsMoreThanId(world, field))
      .map(({ name }) => READ_AS[name] ?? (name as keyof Conversation)),
  );
}

/** The fields to load for one that is selected. */
function missing(
  world: World,
  { source }: Subject,
  gaps: ConversationGaps,
  field: Field,
): (keyof Conversation)[] {
  const { name } = field;
  if (PROVEN_BY_ID.has(name)) return [];
  if (name === 'messages' || name === 'transcript' || name === 'lastMessage') {
    const isHere = name === 'lastMessage' && !lacksField(gaps, name);
    return source.outlook.previews !== undefined && !isHere && lacksField(gaps, 'messages')
      ? ['messages']
      : [];
  }
  if (lacksField(gaps, name)) return [name as keyof Conversation];
  if (!isPerson(name) || !gaps[name].isCarried) return [];
  return readsGaps(world, name, gaps[name], field) ? [name] : [];
}

function readsMoreThanId(world: World, field: Field): boolean {
  if (!isPerson(field.name)) return true;
  return fieldsOn(field, PERSON_TYPES[field.name], world).some(({ name }) => !PROVEN_BY_ID.has(name));
}

function isPerson(name: string): name is PersonKind {
  return EMBEDDED.has(name);
}
