import { BadInputError } from '../errors.ts';
import type { GlobalId, IdCodec, NodeTypeName } from '../ids.ts';

/** Reads an id that a client gave. Throws `BadInputError` for what is no id, or is one of another type than `types` (any, if none is named). */
export function readId(ids: IdCodec, text: string, ...types: readonly NodeTypeName[]): GlobalId {
  const id = ids.decode(text);
  if (id === undefined) throw new BadInputError(`${quoted(text)} is not an id of this gateway.`);
  if (types.length > 0 && !types.includes(id.type)) {
    throw new BadInputError(
      `${quoted(text)} is an id of type ${id.type}; one of type ${types.join(' or ')} belongs here.`,
    );
  }
  return id;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
