/** The ids in a mutation's input. */
import type { ConversationRef } from '../../domain.ts';
import { BadInputError } from '../../errors.ts';
import type { GlobalId, IdCodec, NodeTypeName } from '../../ids.ts';
import type { Writes } from '../../providers/provider.ts';
import { revealed } from '../../secret.ts';
import type { Access } from '../access.ts';
import type { Context } from '../context.ts';
import type { DataSource } from '../data-source.ts';
import { readId } from '../global-ids.ts';
import { valueAt, type Form, type Place, type RawInput } from './form.ts';
import { userError, type UserError } from './user-error.ts';

/** What an input is read with. */
export interface InputContext extends Pick<Context, 'sources' | 'ids'> {
  readonly access: Pick<Access, 'requireConversation'>;
}

/** What a mutation is about. */
export interface Target {
  readonly source: DataSource;
  readonly conversation?: ConversationRef;
}

/** By the key or the conversation that the input names, or what is wrong with that. Throws FORBIDDEN for a conversation out of the caller's reach. */
export function findTarget<W extends keyof Writes>(
  { target }: Form<W>,
  input: RawInput,
  { sources, ids, access }: InputContext,
): Target | UserError {
  const given = String(input[target]);
  if (target === 'source') {
    const source = sources.get(given);
    return source
      ? { source }
      : userError('INVALID', [target], `There is no source ${JSON.stringify(given)}.`);
  }
  const id = decoded(ids, given, 'Conversation');
  if (typeof id === 'string') return userError('INVALID', [target], id);
  access.requireConversation(id);
  const source = sources.get(id.source);
  return source === undefined
    ? userError('NOT_FOUND', [target], 'The source of this conversation is not configured here any more.')
    : { source, conversation: { source: source.key, nativeId: id.nativeId } };
}

/** The native id of a thing of that source, or what is wrong with the id. */
export function ownId(ids: IdCodec, source: DataSource, text: string, type: NodeTypeName): string | Error {
  const id = decoded(ids, text, type);
  if (typeof id === 'string') return new BadInputError(id);
  if (id.source === source.key) return revealed(id.nativeId);
  return new BadInputError(
    `This is of the source ${JSON.stringify(id.source)}; it must be of ${JSON.stringify(source.key)}.`,
  );
}

/** Where the source is not known, malformed ids are all that can be told of the rest. */
export function badIds<W extends keyof Writes>(
  { fields }: Form<W>,
  input: RawInput,
  ids: IdCodec,
): UserError[] {
  return Object.values<Place>(fields).flatMap((place) => {
    const value = valueAt(input, place);
    if (place.id === undefined || typeof value !== 'string') return [];
    const id = decoded(ids, value, place.id);
    return typeof id === 'string' ? [userError('INVALID', place.path, id)] : [];
  });
}

/** The id, or what is wrong with it. */
function decoded(ids: IdCodec, text: string, type: NodeTypeName): GlobalId | string {
  try {
    return readId(ids, text, type);
  } catch (error) {
    if (error instanceof BadInputError) return error.message;
    throw error;
  }
}
