/** The root fields of mutations: what is read before the write, the write, and what is read back where it is selected. */
import { DataSources } from '../data-sources/data-sources.ts';
import { FORMS, type Form, type RawInput } from '../data-sources/mutations/form.ts';
import { OPENING } from '../data-sources/mutations/opening-messages.ts';
import { readInput, type Order } from '../data-sources/mutations/read-input.ts';
import { isToldByLook, LATEST } from '../data-sources/mutations/sent-message.ts';
import type { ConversationRef } from '../domain.ts';
import type { Call, InputOf, Writes } from '../providers/provider.ts';
import { revealed } from '../secret.ts';
import type { Field } from './compile.ts';
import { load, planConversation, wantedFields } from './conversation.ts';
import { planRows, readMessages } from './messages.ts';
import { lookUp, planPerson } from './people.ts';
import {
  BARE,
  below,
  fieldsOn,
  has,
  named,
  next,
  sourceOf,
  type PlannedSource,
  type Subject,
  type World,
} from './world.ts';

type Mutation = keyof Writes;

export function isMutation(name: string): name is Mutation {
  return name in FORMS;
}

/** What is out of the caller's reach is refused when it runs. */
const ANY = { requireConversation: () => undefined };

/** An input of which something is wrong is not sent, and costs nothing. */
export function planMutation(world: World, name: Mutation, field: Field): void {
  const { input } = field.arguments(world.variables) as { input: RawInput };
  const sources = new DataSources(world.connected, NO_CALL);
  const reading = readInput({ sources, ids: world.ids, access: ANY }, FORMS[name] as Form<Mutation>, input);
  if (!('order' in reading)) return;
  const { order } = reading;
  const source = sourceOf(world, order.source.key);
  const outlook = source?.outlook.writes?.[name];
  if (source === undefined || outlook === undefined) return;
  const reference = (order.input as { readonly conversation?: ConversationRef }).conversation;
  const nativeId = reference && revealed(reference.nativeId);
  if (nativeId !== undefined && !source.outlook.isAskable(nativeId)) return;

  const payload = fieldsOn(field, `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`, world);
  const subject = subjectOf(world, source, name, nativeId);
  const looks =
    name === 'sendMessage' && has(payload, 'message') && isToldByLook(order as Order<'sendMessage'>);
  if (looks) readMessages(world, subject, BARE, { last: LATEST }, LATEST);
  // Nothing dates an agent: those who are there already are looked at first.
  if (name === 'createAgent' && input['idempotencyKey'] != null) lookUp(world, 'assignee', subject);
  world.tally.add(source.key, outlook.sends, `${name} ${world.writes}`);
  world.writes += 1;

  const written = subjectOf(world, source, name, nativeId);
  const conversation = below(payload, 'conversation');
  if (name === 'deleteConversation') {
    if (!has(payload, 'conversation')) return;
    const gaps = load(world, written, { fields: wantedFields(world, conversation) });
    if (gaps !== undefined) planConversation(next(world), written, gaps, conversation);
    return;
  }
  const gaps = outlook.conversation ?? BARE;
  planConversation(world, written, gaps, conversation);
  if (has(payload, 'message')) {
    const { content } = order.input as Partial<InputOf<'createConversation'>>;
    if (name === 'createConversation' && content === undefined) return;
    if (name === 'createConversation') readMessages(world, written, gaps, { first: OPENING });
    else if (looks) readMessages(world, written, gaps, { last: LATEST }, LATEST);
    planRows(world, written, gaps, 1, below(payload, 'message'), outlook.message);
  }
  for (const kind of ['contact', 'agent'] as const) {
    const person = { ...written, name: `${written.name} ${kind}` };
    planPerson(
      world,
      kind === 'agent' ? 'assignee' : kind,
      person,
      { lacks: new Set() },
      below(payload, kind),
    );
  }
}

function subjectOf(
  world: World,
  source: PlannedSource,
  mutation: string,
  nativeId: string | undefined,
): Subject {
  const name = named(world, `conversation ${nativeId ?? `made by ${mutation}`}`);
  return { source, name, nativeId, count: 1, isRow: false };
}

/** What reading an input is given: it makes none. */
const NO_CALL: Call = {
  signal: AbortSignal.abort(),
  deadline: 0,
  fresh: false,
  staleAllowed: false,
  record: () => undefined,
};
