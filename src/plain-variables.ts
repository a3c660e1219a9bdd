/** Variables that are plainly what their types ask for, read without all that is there for those that are not. */
import {
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** The values as graphql-js coerces them; undefined for those that it is to read itself, and to tell what is wrong with them. */
export type ReadVariables = (values: Values) => Values | undefined;

/** Of a value that is not plain. */
const OTHER = Symbol('other');
type Read = (value: unknown) => unknown;

interface Variable {
  readonly name: string;
  readonly read: Read;
  readonly isNonNull: boolean;
  /** Where it is not given; undefined where it has none. */
  readonly defaultValue: unknown;
}

export function plainVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): ReadVariables {
  const variables = definitions.map((definition) => variableOf(schema, definition));
  // Which an object takes for its prototype.
  if (variables.some(({ name }) => name === '__proto__')) return () => undefined;
  return (values) => {
    const coerced: Record<string, unknown> = {};
    for (const { name, read, isNonNull, defaultValue } of variables) {
      const isGiven = Object.hasOwn(values, name);
      if (!isGiven && isNonNull && defaultValue === undefined) return undefined;
      const value = isGiven ? plain(read, values[name]) : defaultValue;
      if (value === OTHER) return undefined;
      if (isGiven || value !== undefined) coerced[name] = value;
    }
    return coerced;
  };
}

function variableOf(
  schema: GraphQLSchema,
  { variable, type: node, defaultValue }: VariableDefinitionNode,
): Variable {
  const type = typeFromAST(schema, node);
  if (!isInputType(type))
    return { name: variable.name.value, read: other, isNonNull: true, defaultValue: undefined };
  return {
    name: variable.name.value,
    read: readerOf(type),
    isNonNull: isNonNullType(type),
    defaultValue: defaultValue && valueFromAST(defaultValue, type),
  };
}

/** Scalars and enums throw what they think of a value. */
function plain(read: Read, value: unknown): unknown {
  try {
    return read(value);
  } catch {
    return OTHER;
  }
}

const other: Read = () => OTHER;

function readerOf(type: GraphQLInputType): Read {
  if (isNonNullType(type)) {
    const read = readerOf(type.ofType);
    return (value) => (value === null ? OTHER : read(value));
  }
  const read = valueReaderOf(type);
  return (value) => (value === null ? null : value === undefined ? OTHER : read(value));
}

/** Of what is there. */
function valueReaderOf(type: GraphQLInputType): Read {
  if (isListType(type)) return listReader(readerOf(type.ofType));
  if (isInputObjectType(type)) return objectReader(type);
  if (!isLeafType(type)) return other;
  return (value) => {
    const read: unknown = type.parseValue(value);
    return read === undefined ? OTHER : read;
  };
}

function listReader(read: Read): Read {
  return (value) => {
    // Of a list one item may be given without it; what can be gone through otherwise is a list too.
    if (!Array.isArray(value)) {
      const item = typeof value === 'object' ? OTHER : read(value);
      return item === OTHER ? OTHER : [item];
    }
    const items: unknown[] = [];
    for (const given of value) {
      const item = read(given);
      if (item === OTHER) return OTHER;
      items.push(item);
    }
    return items;
  };
}

interface InputField {
  readonly name: string;
  readonly read: Read;
  readonly isRequired: boolean;
  readonly defaultValue: unknown;
}

function objectReader(type: GraphQLInputObjectType): Read {
  // When it is first read: types may hold each other.
  let fields: readonly InputField[] | undefined;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || type.isOneOf) return OTHER;
    fields ??= Object.values(type.getFields()).map(inputFieldOf);
    const read: Record<string, unknown> = {};
    let known = 0;
    for (const field of fields) {
      const given = (value as Values)[field.name];
      if (given === undefined) {
        if (field.defaultValue !== undefined) read[field.name] = field.defaultValue;
        else if (field.isRequired) return OTHER;
        continue;
      }
      const part = field.read(given);
      if (part === OTHER) return OTHER;
      read[field.name] = part;
      known += 1;
    }
    return Object.keys(value).length === known ? read : OTHER;
  };
}

function inputFieldOf({ name, type, defaultValue }: GraphQLInputField): InputField {
  return { name, read: readerOf(type), isRequired: isNonNullType(type), defaultValue };
}
