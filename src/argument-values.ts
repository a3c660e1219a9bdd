/** The arguments of a field as its schema reads them, found out once per document as far as that goes. */
import {
  getArgumentValues,
  isNonNullType,
  Kind,
  valueFromAST,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
} from 'graphql';
import { holds } from './syntax.ts';

export type Arguments = Readonly<Record<string, unknown>>;

/** By coerced variables. Throws a GraphQLError for a variable that is missing where a value must be. */
export type ReadArguments = (variables: Arguments) => Arguments;

const NONE: Arguments = Object.freeze({});

/** Reads what `getArgumentValues` of graphql-js reads, and throws what it throws. */
export function argumentsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): ReadArguments {
  if (definition.args.length === 0) return () => NONE;
  const read = (variables: Arguments) => getArgumentValues(definition, node, variables);
  if (!(node.arguments ?? []).some(({ value }) => holds(Kind.VARIABLE, value))) return always(read) ?? read;
  return filledIn(definition, node, read) ?? read;
}

/** The same for all variables; undefined where it cannot be read. */
function always(read: ReadArguments): ReadArguments | undefined {
  try {
    const values = Object.freeze(read({}));
    return () => values;
  } catch {
    return undefined;
  }
}

/** An argument: the same for all variables, or a variable's value. */
type Part = { readonly name: string } & (
  | { readonly value: unknown; readonly variable?: undefined }
  | { readonly variable: string; readonly isNonNull: boolean }
);

/** Puts variables that stand for whole arguments in their places; undefined where one is a part of a value, or anything else is out of the ordinary. */
function filledIn(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  read: ReadArguments,
): ReadArguments | undefined {
  const parts: Part[] = [];
  for (const argument of definition.args) {
    const part = partOf(argument, node);
    if (part === 'unusual') return undefined;
    if (part !== undefined) parts.push(part);
  }
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const part of parts) {
      if (part.variable === undefined) values[part.name] = part.value;
      else {
        const value = Object.hasOwn(variables, part.variable) ? variables[part.variable] : undefined;
        // Defaults and faults are not of every day.
        if (value === undefined || (value === null && part.isNonNull)) return read(variables);
        values[part.name] = value;
      }
    }
    return values;
  };
}

/** Undefined for an argument that is left out and has no default. */
function partOf(
  { name, type, defaultValue }: GraphQLArgument,
  node: FieldNode,
): Part | 'unusual' | undefined {
  const given = node.arguments?.find((each) => each.name.value === name)?.value;
  const isNonNull = isNonNullType(type);
  if (given === undefined) {
    if (defaultValue !== undefined) return { name, value: defaultValue };
    return isNonNull ? 'unusual' : undefined;
  }
  if (given.kind === Kind.VARIABLE) return { name, variable: given.name.value, isNonNull };
  if (holds(Kind.VARIABLE, given)) return 'unusual';
  const value: unknown = valueFromAST(given, type);
  return value === undefined ? 'unusual' : { name, value };
}
