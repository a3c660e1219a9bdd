/** Many plugins have a say in how an operation is executed. Envelop makes four functions and a chain of steps for each of them; to it ours are one. */
import { isPromise, type Plugin } from 'graphql-yoga';

type OnExecute = NonNullable<Plugin['onExecute']>;
type Payload = Parameters<OnExecute>[0];
type Later = Awaited<ReturnType<OnExecute>>;

/** Plugins that do the same in the same order, but that the first executes for all. They are to stand next to each other. */
export function withOneExecuteHook(plugins: readonly Plugin[]): Plugin[] {
  const hooks = plugins.flatMap(({ onExecute }) => onExecute ?? []);
  const others = plugins.map(({ onExecute: _, ...other }): Plugin => other);
  return [{ onExecute: (payload) => inTurn(hooks, new Executing(payload), 0, undefined) }, ...others];
}

/** What the hooks are given: each sees the way to execute that those before it have set. */
class Executing implements Payload {
  readonly args: Payload['args'];
  readonly context: Payload['context'];
  readonly extendContext: Payload['extendContext'];
  executeFn: Payload['executeFn'];
  readonly setExecuteFn: Payload['setExecuteFn'];
  readonly setResultAndStopExecution: Payload['setResultAndStopExecution'];
  isStopped = false;

  constructor({ args, context, extendContext, executeFn, setExecuteFn, setResultAndStopExecution }: Payload) {
    this.args = args;
    this.context = context;
    this.extendContext = extendContext;
    this.executeFn = executeFn;
    const set: Payload['setExecuteFn'] = (next) => {
      this.executeFn = next;
      setExecuteFn(next);
    };
    const stop: Payload['setResultAndStopExecution'] = (result) => {
      this.isStopped = true;
      setResultAndStopExecution(result);
    };
    this.setExecuteFn = set;
    this.setResultAndStopExecution = stop;
  }
}

/** Until one of them has a result, which those after it are not asked for. `later` is what one of those before wants to do with it. */
function inTurn(
  hooks: readonly OnExecute[],
  executing: Executing,
  from: number,
  later: Later,
): ReturnType<OnExecute> {
  let only = later;
  for (let index = from; index < hooks.length && !executing.isStopped; index += 1) {
    const answer = hooks[index]?.(executing);
    if (isPromise(answer)) {
      const before = only;
      return answer.then((each) => inTurn(hooks, executing, index + 1, onlyOf(before, each)));
    }
    only = onlyOf(only, answer);
  }
  return only;
}

function onlyOf(one: Later, other: Later): Later {
  if (one != null && other != null) throw new TypeError('Two plugins want to be told of one result.');
  return one ?? other;
}
