import type { Context } from '../data-sources/context.ts';
import type { Entity, Message, NativeId } from '../domain.ts';
import type { NodeTypeName } from '../ids.ts';

interface Identified extends Entity {
  readonly nativeId: NativeId;
}

/** The fields that every entity of a source has. A native id that is a secret is shown only sealed, in `id`. */
export function entityFields(type: NodeTypeName) {
  return {
    id: (entity: Identified, _: unknown, context: Context) => idOf(type, entity, context),
    source: (entity: Identified, _: unknown, { sources }: Context) => sources.of(entity),
    nativeId: ({ nativeId }: Identified) => (typeof nativeId === 'string' ? nativeId : null),
  };
}

/** The global id of a message, which holds its conversation. */
export function messageIdOf({ source, conversation, key }: Message, { ids }: Context): string {
  return ids.encode({ type: 'Message', source, nativeId: conversation.nativeId, messageKey: key });
}

/** The global id of an entity. */
export function idOf(type: NodeTypeName, { source, nativeId }: Identified, { ids }: Context): string {
  return ids.encode({ type, source, nativeId });
}
