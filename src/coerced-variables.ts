/** The variables of an operation as its schema reads them. Limits, planning and execution each ask for them, one after another. */
import {
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { plainVariables, type ReadVariables } from './plain-variables.ts';

export type CoercedVariables =
  | { readonly coerced: Readonly<Record<string, unknown>>; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[]; readonly coerced?: undefined };

type Values = Readonly<Record<string, unknown>>;

interface Asked {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly values: Values;
  readonly answer: CoercedVariables;
}

const NONE: Values = Object.freeze({});
let latest: Asked | undefined;

interface Reader {
  readonly schema: GraphQLSchema;
  readonly read: ReadVariables;
}

const readers = new WeakMap<OperationDefinitionNode, Reader>();

/** Kept as long as the document is. */
function readerOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  definitions: readonly VariableDefinitionNode[],
): ReadVariables {
  const known = readers.get(operation);
  if (known?.schema === schema) return known.read;
  const read = plainVariables(schema, definitions);
  readers.set(operation, { schema, read });
  return read;
}

/** At most `maxErrors` of what is wrong with them: to look for all of it takes as long as whoever sent them likes. */
export function coercedVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  values: Values | null | undefined,
  maxErrors = 1,
): CoercedVariables {
  const { variableDefinitions = [] } = operation;
  if (variableDefinitions.length === 0) return { coerced: NONE };
  const given = values ?? NONE;
  if (latest?.values === given && latest.operation === operation && latest.schema === schema)
    return latest.answer;
  const plain = readerOf(schema, operation, variableDefinitions)(given);
  const answer =
    plain === undefined
      ? getVariableValues(schema, variableDefinitions, given, { maxErrors })
      : { coerced: plain };
  latest = answer.coerced === undefined ? undefined : { schema, operation, values: given, answer };
  return answer;
}
