/** Documents that come often run from a plan of their own; comes last of all that has a say in how an operation is executed. */
import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createCompiled } from '../execution/compiled.ts';
import { asksForTrace } from './inline-trace.ts';

export function compiledDocuments(): Plugin {
  const execute = createCompiled();
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      // Traces tell fields apart by the path objects that the interpreter shares among them.
      if (asksForTrace(args.contextValue.request)) return;
      setExecuteFn(
        (args: ExecutionArgs) => execute(args) ?? (executeFn as (args: ExecutionArgs) => unknown)(args),
      );
    },
  };
}
