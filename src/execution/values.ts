/** Leaves as they are written, and the types of what may be of several. */
import {
  GraphQLError,
  GraphQLID,
  GraphQLString,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { FieldPlan } from './plan.ts';

/** Throws what the type throws, and an error for a value that it has no form for. */
export function serialized(type: GraphQLLeafType, value: unknown): unknown {
  if (typeof value === 'string' && (type === GraphQLString || type === GraphQLID)) return value;
  const written: unknown = type.serialize(value);
  if (written == null) {
    throw new Error(`Expected \`${type.name}.serialize\` to return a value that is not null.`);
  }
  return written;
}

/** What is wrong where a value has to be. */
export function missing({ parentType, definition }: FieldPlan): Error {
  return new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
}

/** Throws a GraphQLError where the name is none of a type that is possible there. */
export function objectTypeOf(
  name: unknown,
  abstract: GraphQLAbstractType,
  value: unknown,
  { parentType, definition }: FieldPlan,
  schema: GraphQLSchema,
): GraphQLObjectType {
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(type) && schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(
    `Abstract type "${abstract.name}" was not resolved to one of its types for field "${parentType.name}.${definition.name}" with a value of type ${typeof value}.`,
  );
}

export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
