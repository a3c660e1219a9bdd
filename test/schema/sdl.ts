import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import type { GraphQLField, GraphQLNamedType } from 'graphql';

const folder = new URL('../../schema/', import.meta.url);

/** The public SDL, all files of schema/ one after another. */
export const sdl: string = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');

export const schema = buildSchema(sdl);

/** The types of our own: neither GraphQL's scalars nor its introspection. */
export const types: readonly GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Every field of an object or interface type, as `Type.field`. */
export const outputFields: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  types
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
    ),
);

/** Everything that can carry a description: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
export function describedElements(): { coordinate: string; description: string }[] {
  const elements: { coordinate: string; description: string }[] = [];
  const add = (coordinate: string, { description }: { description?: string | null | undefined }) =>
    elements.push({ coordinate, description: description ?? '' });

  for (const type of types) {
    add(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) add(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) add(`${type.name}.${field.name}`, field);
  }
  for (const [coordinate, field] of outputFields) {
    add(coordinate, field);
    for (const argument of field.args) add(`${coordinate}(${argument.name}:)`, argument);
  }
  return elements;
}
