/** Variables are looked at no further than is worth it: each of their values is, and where it is wrong its message repeats it. */
import { createGraphQLError, type Plugin } from 'graphql-yoga';
import { getOperationAST, type ExecutionArgs } from 'graphql';
import { coercedVariables } from '../../coerced-variables.ts';
import { BadInputError } from '../../errors.ts';

/** Entries of lists and objects, of all together. */
const MAX_VALUES = 10_000;
/** The interpreter would tell fifty. */
const MAX_ERRORS = 3;

export function readableVariables(): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const errors = faultsIn(args);
      if (errors != null) setResultAndStopExecution({ errors });
    },
  };
}

function faultsIn({ schema, document, operationName, variableValues = {} }: ExecutionArgs) {
  if (countValues(variableValues, MAX_VALUES) > MAX_VALUES) {
    const originalError = new BadInputError(
      `The variables hold more than ${MAX_VALUES} values; no more are read. Split them over several requests.`,
    );
    return [createGraphQLError(originalError.message, { originalError })];
  }
  const operation = getOperationAST(document, operationName);
  return operation && coercedVariables(schema, operation, variableValues, MAX_ERRORS).errors;
}

/** Stops behind `most`. What was JSON inherits nothing: its keys are gone through without making a list of them. */
function countValues(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) {
      count += 1 + countValues(item, most - count);
      if (count > most) break;
    }
    return count;
  }
  for (const key in value) {
    count += 1 + countValues((value as Readonly<Record<string, unknown>>)[key], most - count);
    if (count > most) break;
  }
  return count;
}
