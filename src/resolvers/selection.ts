/** What a query is about to read of a conversation, so that the cheapest call that carries it is made. */
import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { Conversation } from '../domain.ts';

type Field = keyof Conversation;

/** Known from the id alone, of a conversation and of what is embedded in one. */
const PROVEN_BY_ID: ReadonlySet<string> = new Set(['__typename', 'id', 'nativeId', 'source']);
/** Fields of the schema that are not the domain's own. */
const READ_AS: Readonly<Record<string, Field>> = { messages: 'previews', transcript: 'previews' };
const EMBEDDED: ReadonlySet<string> = new Set(['contact', 'inbox', 'assignee']);

/** Fields of the conversation that the resolved field's selection reads. Embedded entities count where more than their id is read. */
export function selectedFields(info: GraphQLResolveInfo): ReadonlySet<Field> {
  const selected = info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info));
  const read = selected.filter((node) => !PROVEN_BY_ID.has(node.name.value) && readsMoreThanId(node, info));
  return new Set(read.map(({ name }) => READ_AS[name.value] ?? (name.value as Field)));
}

function readsMoreThanId(node: FieldNode, info: GraphQLResolveInfo): boolean {
  if (!EMBEDDED.has(node.name.value)) return true;
  return fieldsOf(node.selectionSet, info).some(({ name }) => !PROVEN_BY_ID.has(name.value));
}

/** The fields of a selection, those of fragments included. */
function fieldsOf(selections: SelectionSetNode | undefined, info: GraphQLResolveInfo): FieldNode[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection];
      case Kind.INLINE_FRAGMENT:
        return fieldsOf(selection.selectionSet, info);
      case Kind.FRAGMENT_SPREAD:
        return fieldsOf(info.fragments[selection.name.value]?.selectionSet, info);
    }
  });
}
