/** Messages and transcripts of a conversation. */
import { messagesBinding } from '../data-sources/messages.ts';
import { forecast, TOTAL } from '../pagination/forecast.ts';
import type { RawArguments } from '../pagination/types.ts';
import type { ConversationGaps, MessageGaps } from '../providers/provider.ts';
import type { Field } from './compile.ts';
import {
  below,
  fieldsOn,
  has,
  lacksField,
  needsNoRows,
  next,
  personOf,
  perSubject,
  type Subject,
  type World,
} from './world.ts';

export interface MessagesPage extends RawArguments {
  readonly since?: string | null | undefined;
  /** Nothing is read of it but what needs no rows. */
  readonly isCount?: boolean;
}

/** One in so many threads is longer than a page, so that its end, or all of it, takes one more. */
const LONG_THREADS = 10;

/** `Conversation.messages` and `lastMessage`. */
export function planMessages(world: World, subject: Subject, gaps: ConversationGaps, field: Field): void {
  if (field.name === 'lastMessage') {
    if (lacksField(gaps, 'lastMessage')) readMessages(world, subject, gaps, { last: 1 });
    planRows(world, subject, gaps, 1, field);
    return;
  }
  const isCount = needsNoRows(world, field, 'MessageConnection', 'rank');
  const size = readMessages(world, subject, gaps, { ...field.arguments(world.variables), isCount });
  world.tally.nodes += subject.count * size;
  const fields = fieldsOn(field, 'MessageConnection', world);
  planRows(world, subject, gaps, size, below(fields, 'nodes'));
  planRows(world, subject, gaps, size, below(fieldsOn(below(fields, 'edges'), 'MessageEdge', world), 'node'));
}

export function planTranscript(
  world: World,
  subject: Subject,
  gaps: ConversationGaps,
  selection: Pick<Field, 'fields'>,
): void {
  const most = world.paging.transcriptEntries;
  const size = readMessages(world, subject, gaps, { first: most }, most);
  const fields = fieldsOn(selection, 'Transcript', world);
  if (has(fields, 'entries')) world.tally.nodes += subject.count * size;
  planRows(world, subject, gaps, size, below(fields, 'entries'));
  planAuthors(next(world), subject, messageGaps(subject), size, below(fields, 'participants'), 'Participant');
  world.rules.conversation(next(world), subject, gaps, below(fields, 'conversation'));
}

/** The reads of a page of messages; gives the most rows of it. `max` as in `messages` of the data sources. */
export function readMessages(
  world: World,
  subject: Subject,
  gaps: ConversationGaps,
  { since, isCount = false, ...page }: MessagesPage,
  max?: number,
): number {
  const { source, name, nativeId = source.outlook.sampleId } = subject;
  const { messages } = source.connected.adapter;
  const { messages: outlook } = source.outlook;
  if (messages === undefined || !source.outlook.isAskable(nativeId)) return 0;
  const listing = messages.open({ source: source.key, nativeId });
  const isHere = outlook === undefined || !lacksField(gaps, 'messages');
  const { size, reads } = forecast({
    // A cursor is of one conversation, and of rows nobody knows which: it is planned for as a first page.
    arguments: subject.nativeId === undefined ? { first: page.first, last: page.last } : page,
    sizes: max === undefined ? world.paging.sizes : { max },
    order: 'rank',
    lists: [
      {
        key: `${source.key} ${listing.key}`,
        walk: isHere ? 'whole' : listing.walk,
        maxLimit: listing.walk === 'page' ? listing.maxLimit : undefined,
        tellsTotal: outlook?.tellsTotal ?? true,
        isShort: outlook?.isShort ?? true,
        from: since ?? undefined,
      },
    ],
    signer: world.paging.signer,
    binding: JSON.stringify(messagesBinding(source.key, nativeId, since)),
    assumption: world.assumption,
    isCount,
    now: world.paging.now,
  });
  if (isHere) return size;
  for (const read of reads.flat()) {
    const of = [`${name} ${listing.key}`, read, world.turn] as const;
    world.tally.add(source.key, outlook.sends, `${name} ${read}`, { ...perSubject(subject), of });
  }
  if (
    !reads.flat().includes(TOTAL) &&
    world.assumption === 'usual' &&
    listing.walk === 'page' &&
    (page.last != null || size > listing.maxLimit)
  ) {
    const calls = Math.floor(subject.count / LONG_THREADS);
    world.tally.add(source.key, outlook.sends, `${name} longer`, { calls, isForRows: subject.isRow });
  }
  return size;
}

/** What is read of messages whose conversation told all but `gaps`; `size` for each. */
export function planRows(
  world: World,
  subject: Subject,
  gaps: ConversationGaps,
  size: number,
  selection: Pick<Field, 'fields'>,
  shown: MessageGaps | undefined = messageGaps(subject),
): void {
  if (size === 0) return;
  const fields = fieldsOn(selection, 'Message', world);
  planAuthors(next(world), subject, shown, size, below(fields, 'author'), 'MessageAuthor');
  world.rules.conversation(next(world), subject, gaps, below(fields, 'conversation'));
}

function planAuthors(
  world: World,
  subject: Subject,
  gaps: MessageGaps | undefined,
  size: number,
  selection: Pick<Field, 'fields'>,
  type: 'MessageAuthor' | 'Participant',
): void {
  if (gaps === undefined || size === 0) return;
  const fields = fieldsOn(selection, type, world);
  // As a rule one contact writes in a conversation: its own.
  const contact =
    world.assumption === 'usual'
      ? personOf(subject, 'contact')
      : { ...subject, name: `${subject.name} authors`, nativeId: undefined, count: subject.count * size };
  world.rules.person(world, 'contact', contact, gaps.contact, below(fields, 'contact'));
  world.rules.person(
    world,
    'assignee',
    { ...contact, name: `${subject.name} agents` },
    gaps.agent,
    below(fields, 'agent'),
  );
}

function messageGaps({ source: { outlook } }: Subject): MessageGaps | undefined {
  return outlook.messages?.gaps ?? outlook.previews;
}
