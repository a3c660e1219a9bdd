/** Each query and mutation takes a place while it runs. Subscriptions, which last, take none. */
import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createOperationQueue, type OperationQueue, type OperationQueueParts } from './operation-queue.ts';

export interface ConcurrencyLimits extends OperationQueueParts {
  /** Seconds that one operation may take, its wait included. */
  readonly operationTimeout: number;
}

type Execute = (args: ExecutionArgs) => unknown;

export function concurrentOperations(limits: ConcurrencyLimits): Plugin {
  const queue = createOperationQueue(limits);
  return {
    onExecute({ executeFn, setExecuteFn }) {
      const execute = executeFn as Execute;
      setExecuteFn((args: ExecutionArgs) => {
        const { request } = args.contextValue as { readonly request: Request };
        const turn = queue.enter(() =>
          AbortSignal.any([request.signal, AbortSignal.timeout(limits.operationTimeout * 1000)]),
        );
        const run = () => leaving(queue, () => execute(args));
        return turn === undefined ? run() : turn.then(run);
      });
    },
  };
}

/** Leaves the queue once the work has ended, well or not. */
function leaving(queue: OperationQueue, work: () => unknown): unknown {
  let result;
  try {
    result = work();
  } catch (error) {
    queue.leave();
    throw error;
  }
  // `finally` would take three promises for it.
  if (result instanceof Promise) {
    return result.then(
      (value: unknown) => {
        queue.leave();
        return value;
      },
      (error: unknown) => {
        queue.leave();
        throw error;
      },
    );
  }
  queue.leave();
  return result;
}
