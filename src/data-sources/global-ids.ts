import { BadInputError } from '../errors.ts';
import type { GlobalId, IdCodec, NodeTypeName } from '../ids.ts';

/** Reads an id that a client gave, of that type (any, if none is named). Throws `BadInputError` for what is no such id. */
export function readId(ids: IdCodec, text: string, type?: NodeTypeName): GlobalId {
  const id = ids.decode(text);
  if (id === undefined) throw new BadInputError(`${quoted(text)} is not an id of this gateway.`);
  if (type !== undefined && id.type !== type) {
    throw new BadInputError(`${quoted(text)} is an id of type ${id.type}; one of type ${type} belongs here.`);
  }
  return id;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
