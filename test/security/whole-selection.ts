/** Everything that a field can be asked for, made from the schema, so that a new field is asked for too. */
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { schema } from '../schema/sdl.ts';

/** Fields whose required arguments are known here. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Conversation.file': '(activityId: "1", fileId: "1")',
};

type Field = GraphQLField<unknown, unknown>;

/** `{ … }` over all fields, with what lies so many levels below them; empty for a leaf, and where `depth` is used up. */
export function selectionOf({ type }: Pick<Field, 'type'>, depth: number): string {
  const named = getNamedType(type);
  if (!isCompositeType(named) || depth < 0) return '';
  if (isObjectType(named)) return `{ __typename ${bodyOf(named, depth)} }`;
  const shapes = schema.getPossibleTypes(named);
  // The same field of two types may differ in nullability: each has a name of its own.
  return `{ ${shapes.map((shape) => `... on ${shape.name} { __typename ${bodyOf(shape, depth, `${shape.name}_`)} }`).join(' ')} }`;
}

function bodyOf(type: GraphQLObjectType, depth: number, prefix = ''): string {
  return Object.values(type.getFields())
    .flatMap((field) => {
      const given = ARGUMENTS[`${type.name}.${field.name}`] ?? (isPaged(field) ? '(first: 2)' : '');
      if (given === '' && field.args.some(isRequiredArgument)) return [];
      const inner = selectionOf(field, depth - 1);
      if (inner === '' && isCompositeType(getNamedType(field.type))) return [];
      return [`${prefix === '' ? '' : `${prefix}${field.name}: `}${field.name}${given} ${inner}`];
    })
    .join(' ');
}

function isPaged({ args }: Field): boolean {
  return args.some(({ name }) => name === 'first');
}

export function fieldsOf(root: 'Query' | 'Mutation'): readonly Field[] {
  const type = root === 'Query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(type?.getFields() ?? {});
}
