/** Faults in variables are told, a few of them: each message repeats the value that is wrong, and the interpreter would write fifty. */
import { getOperationAST, getVariableValues, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const MAX_ERRORS = 3;

export function readableVariables(): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const errors = faultsIn(args);
      if (errors !== undefined) setResultAndStopExecution({ errors });
    },
  };
}

function faultsIn({ schema, document, operationName, variableValues }: ExecutionArgs) {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return undefined;
  return getVariableValues(schema, definitions, variableValues ?? {}, { maxErrors: MAX_ERRORS }).errors;
}
