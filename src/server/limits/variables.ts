/** Variables are looked at no further than is worth it: each of their values is, and where it is wrong its message repeats it. */
import type { Plugin } from 'graphql-yoga';
import { getOperationAST, type ExecutionArgs } from 'graphql';
import { coercedVariables } from '../../coerced-variables.ts';
import { BadInputError } from '../../errors.ts';
import { failure } from '../failure.ts';

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
    const message = `The variables hold more than ${MAX_VALUES} values; no more are read. Split them over several requests.`;
    return failure(new BadInputError(message)).errors;
  }
  const operation = getOperationAST(document, operationName);
  return operation && coercedVariables(schema, operation, variableValues, MAX_ERRORS).errors;
}

/** Stops behind `most`. */
function countValues(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  const values: unknown[] = Object.values(value);
  let count = values.length;
  for (const inner of values) {
    if (count > most) break;
    count += countValues(inner, most - count);
  }
  return count;
}
