/** What one look at a conversation takes is the same for all conversations of a source, where nothing but the id depends on the variables. */
import { revealed } from '../secret.ts';
import type { Field } from './compile.ts';
import { sourceOf, type World } from './world.ts';

/** All of the world that tells it. */
export type LookedAt = Pick<World, 'sources' | 'ids' | 'variables'>;

/** Whether the fields of an operation are such a look. */
export function isSingleLook(fields: readonly Field[]): boolean {
  const [field] = fields;
  return (
    fields.length === 1 && field?.name === 'conversation' && field.fields.every(({ isFixed }) => isFixed)
  );
}

/** The key of the source whose looks all take what this one takes; undefined where this one may take something else. Throws what reading arguments throws. */
export function sourceLookedAt(world: LookedAt, field: Field): string | undefined {
  const { id: text, assigneeVersionId } = field.arguments(world.variables);
  const id = assigneeVersionId == null ? world.ids.decode(String(text)) : undefined;
  if (id?.type !== 'Conversation') return undefined;
  const outlook = sourceOf(world, id.source)?.outlook;
  const nativeId = revealed(id.nativeId);
  // The sample stands for rows: looked at itself, it may be one with them.
  const isOneOfMany = outlook?.isAskable(nativeId) === true && nativeId !== outlook.sampleId;
  return isOneOfMany ? id.source : undefined;
}
