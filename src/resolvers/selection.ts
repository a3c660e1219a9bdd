/** What a query is about to read of a conversation, so that the cheapest call that carries it is made. */
import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { Access } from '../data-sources/access.ts';
import type { Context } from '../data-sources/context.ts';
import type { NodeWant } from '../data-sources/nodes.ts';
import type { Conversation } from '../domain.ts';
import { holds, isIncluded } from '../syntax.ts';

type Field = keyof Conversation;

/** As much of a resolver's `info` as tells what its field selects. */
type Selecting = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

/** Known from the id alone, of a conversation and of what is embedded in one. */
export const PROVEN_BY_ID: ReadonlySet<string> = new Set(['__typename', 'id', 'nativeId', 'source', 'file']);
/** The same, and what is listed by the id. */
const KNOWN_BY_ID: ReadonlySet<string> = new Set([...PROVEN_BY_ID, 'conversations']);
/** Fields of the schema that are not the domain's own. */
export const READ_AS: Readonly<Record<string, Field>> = { transcript: 'messages' };
/** Entities that a conversation's payload may hold, and their types. */
export const EMBEDDED: ReadonlyMap<string, string> = new Map([
  ['contact', 'Contact'],
  ['inbox', 'Inbox'],
  ['assignee', 'Agent'],
]);
/** What a connection tells without its rows. */
const ROWLESS: ReadonlySet<string> = new Set(['__typename', 'totalCount', 'completeness', 'sources']);
/** Types on which a fragment is about a conversation. */
const CONVERSATION: ReadonlySet<string> = new Set(['Conversation', 'Node']);

/**
 * What the resolved field's selection reads of what a look by id finds, those fields left out that the caller may not have. Entities that a
 * conversation embeds count where more than their id is read.
 */
export function selected({ access }: Context, info: GraphQLResolveInfo): NodeWant {
  const { fieldNodes, fragments } = info;
  const [node] = fieldNodes;
  if (node === undefined || fieldNodes.length > 1 || !access.isUnlimited) return wanted(access, info);
  const found = known.get(node);
  if (found !== undefined) return found;
  if (isConditional(node, fragments)) return wanted(access, info);
  // Whatever the variables are: this is kept for as long as the document is.
  const want = wanted(access, { fieldNodes, fragments, variableValues: {} });
  known.set(node, want);
  return want;
}

/** What documents that come again select is found out once for all callers who may have everything. */
const known = new WeakMap<FieldNode, NodeWant>();
const conditional = new WeakMap<FieldNode, boolean>();

function wanted(access: Access, selecting: Selecting): NodeWant {
  return {
    fields: new Set(fieldsRead(selecting.fieldNodes, access, selecting)),
    ofPerson: (type) => entityFields(type, access, selecting),
  };
}

/** Whether a directive has a say in what the field selects. */
function isConditional(node: FieldNode, fragments: GraphQLResolveInfo['fragments']): boolean {
  let found = conditional.get(node);
  if (found === undefined) {
    found = [node, ...Object.values(fragments)].some((part) => holds(Kind.DIRECTIVE, part));
    conditional.set(node, found);
  }
  return found;
}

function entityFields(type: string, access: Access, info: Selecting): ReadonlySet<string> {
  const types = new Set([type, 'Node']);
  const names = info.fieldNodes.flatMap((node) =>
    fieldsOf(node.selectionSet, info, types).map(({ name }) => name.value),
  );
  return new Set(names.filter((name) => !KNOWN_BY_ID.has(name) && access.answers(type, name)));
}

/** The same for a field that is answered with a transcript: the messages, and what is read of their conversation. */
export function transcriptFields({ access }: Context, info: Selecting): ReadonlySet<Field> {
  const parts = info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info));
  const conversations = parts.filter(({ name }) => name.value === 'conversation');
  return new Set<Field>(['messages', ...fieldsRead(conversations, access, info)]);
}

/** What the resolved field's selection reads of the message that answers it. */
export function messageFields({ access }: Context, info: Selecting): ReadonlySet<string> {
  return entityFields('Message', access, info);
}

/** Whether the resolved field's selection has a field of that name. */
export function selects(info: Selecting, name: string): boolean {
  return info.fieldNodes.some((node) =>
    fieldsOf(node.selectionSet, info).some((field) => field.name.value === name),
  );
}

/** Whether the resolved field, a connection, is asked for anything that its rows alone tell. */
export function readsRows(info: Selecting, order: 'newest' | 'rank'): boolean {
  return once(rowsRead, info, () => someRows(info, order));
}

/** One field is of one order. */
const rowsRead = new WeakMap<FieldNode, boolean>();

/** What the resolved field, a connection of conversations, does not have to find out. */
export function conversationsRead(info: Selecting): { isCount: boolean; isTotalUnread: boolean } {
  const isTotalRead = once(totalsRead, info, () => someTotal(info));
  return { isCount: !readsRows(info, 'newest'), isTotalUnread: !isTotalRead };
}

const totalsRead = new WeakMap<FieldNode, boolean>();

/** The connection's own total, or that of one of its slices. */
function someTotal(info: Selecting): boolean {
  return info.fieldNodes.some((node) =>
    selectsAny(
      node.selectionSet,
      info,
      ({ name, selectionSet }) =>
        name.value === 'totalCount' ||
        (name.value === 'sources' &&
          selectsAny(selectionSet, info, (below) => below.name.value === 'totalCount')),
    ),
  );
}

/** What one document asks is found out once, unless its directives have a say in it. */
function once(found: WeakMap<FieldNode, boolean>, info: Selecting, find: () => boolean): boolean {
  const [node] = info.fieldNodes;
  if (node === undefined || info.fieldNodes.length > 1) return find();
  const before = found.get(node);
  if (before !== undefined) return before;
  const now = find();
  if (!isConditional(node, info.fragments)) found.set(node, now);
  return now;
}

function someRows(info: Selecting, order: 'newest' | 'rank'): boolean {
  return info.fieldNodes.some((node) =>
    selectsAny(node.selectionSet, info, ({ name, selectionSet }) =>
      needsRows(name.value, () => fieldsOf(selectionSet, info).map((field) => field.name.value), order),
    ),
  );
}

/** The same of one of its fields. That rows contradict the order by time is told by the `reason` of their slice. */
export function needsRows(
  field: string,
  fieldsBelow: () => readonly string[],
  order: 'newest' | 'rank',
): boolean {
  if (!ROWLESS.has(field)) return true;
  return field === 'sources' && order === 'newest' && fieldsBelow().includes('reason');
}

function fieldsRead(nodes: readonly FieldNode[], access: Access, info: Selecting): Field[] {
  return nodes
    .flatMap((node) => fieldsOf(node.selectionSet, info, CONVERSATION))
    .filter(({ name }) => !PROVEN_BY_ID.has(name.value) && access.answers('Conversation', name.value))
    .filter((node) => readsMoreThanId(node, access, info))
    .map(({ name }) => READ_AS[name.value] ?? (name.value as Field));
}

function readsMoreThanId(node: FieldNode, access: Access, info: Selecting): boolean {
  const type = EMBEDDED.get(node.name.value);
  if (type === undefined) return true;
  return fieldsOf(node.selectionSet, info).some(
    ({ name }) => !PROVEN_BY_ID.has(name.value) && access.answers(type, name.value),
  );
}

/** The fields of a selection, those of fragments included; with `types`, only of fragments on these. */
function fieldsOf(
  selections: SelectionSetNode | undefined,
  info: Selecting,
  types?: ReadonlySet<string>,
): FieldNode[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    if (!isIncluded(selection, info.variableValues)) return [];
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
    const type = fragment?.typeCondition?.name.value;
    if (type !== undefined && types?.has(type) === false) return [];
    return fieldsOf(fragment?.selectionSet, info, types);
  });
}

/** Whether one of the fields is of that kind: looks no further than the first, for it is asked of every connection. */
function selectsAny(
  selections: SelectionSetNode | undefined,
  info: Selecting,
  isWanted: (field: FieldNode) => boolean,
): boolean {
  return (selections?.selections ?? []).some((selection) => {
    if (!isIncluded(selection, info.variableValues)) return false;
    if (selection.kind === Kind.FIELD) return isWanted(selection);
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
    return selectsAny(fragment?.selectionSet, info, isWanted);
  });
}
