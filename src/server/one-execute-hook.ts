/** Many plugins have a say in how an operation is executed. Envelop makes four functions and a chain of steps for each of them; to it ours are one. */
import type { Plugin } from 'graphql-yoga';
import { executeHooksOf, Executing, type OnExecute } from './executing.ts';

/** Plugins that do the same in the same order, but that the first executes for all. They are to stand next to each other. */
export function withOneExecuteHook(plugins: readonly Plugin[]): Plugin[] {
  const hooks = executeHooksOf(plugins);
  const others = plugins.map(({ onExecute: _, ...other }): Plugin => other);
  const onExecute: OnExecute = (payload) => {
    const executing = new Executing(payload);
    const tell = () => {
      const { stopped, executeFn, later } = executing;
      if (stopped === undefined) payload.setExecuteFn(executeFn);
      else payload.setResultAndStopExecution(stopped.result);
      return later;
    };
    const asked = executing.askAll(hooks);
    return asked === undefined ? tell() : asked.then(tell);
  };
  return [{ onExecute }, ...others];
}
