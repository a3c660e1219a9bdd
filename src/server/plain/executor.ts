/** Execution with the hooks of plugins around it, as Envelop goes about it, but for what it does for the streams that the plain case does not have. */
import { normalizedExecutor } from '@graphql-tools/executor';
import type { ExecutionArgs } from 'graphql';
import { isPromise, type Plugin } from 'graphql-yoga';
import { executeHooksOf, Executing, type Executed } from '../executing.ts';
import type { Result } from './hooks.ts';

/** A promise only where something has to be waited for. */
export type Executor = (args: ExecutionArgs & { readonly contextValue: object }) => Result | Promise<Result>;

/** As Yoga executes what no plugin has its own way for. */
const executeFn = normalizedExecutor as Executed['executeFn'];

export function createExecutor(plugins: readonly Plugin[]): Executor {
  const hooks = executeHooksOf(plugins);
  return (args) => {
    const context = args.contextValue as Executed['context'];
    const extendContext = (extension: object) => void Object.assign(context, extension);
    const executing = new Executing({ args: args as Executed['args'], context, extendContext, executeFn });
    const asked = executing.askAll(hooks);
    return asked === undefined ? execute(executing) : asked.then(() => execute(executing));
  };
}

function execute(executing: Executing): Result | Promise<Result> {
  const { args, executeFn, stopped, later } = executing;
  const result = stopped === undefined ? (executeFn as Execute)(args) : (stopped.result as Result);
  if (later?.onExecuteDone === undefined) return result;
  return isPromise(result) ? result.then((ended) => told(executing, ended)) : told(executing, result);
}

type Execute = (args: Executed['args']) => Result | Promise<Result>;

/** The result, after the hook that wanted to be told of it. */
function told({ args, later }: Executing, executed: Result): Result | Promise<Result> {
  let result = executed;
  const setResult = (next: unknown) => void (result = next as Result);
  const done = later?.onExecuteDone?.({ args, result, setResult } as never);
  return isPromise(done) ? (done as Promise<unknown>).then(() => result) : result;
}
