/** Many plugins have a say in how an operation is executed. Envelop makes four functions and a chain of steps for each of them; to it ours are one. */
import { isPromise, type Plugin } from 'graphql-yoga';
import { inTurn } from './in-turn.ts';

type OnExecute = NonNullable<Plugin['onExecute']>;
type Payload = Parameters<OnExecute>[0];
type Later = Awaited<ReturnType<OnExecute>>;

/** Plugins that do the same in the same order, but that the first executes for all. They are to stand next to each other. */
export function withOneExecuteHook(plugins: readonly Plugin[]): Plugin[] {
  const hooks = plugins.flatMap(({ onExecute }) => onExecute ?? []);
  const others = plugins.map(({ onExecute: _, ...other }): Plugin => other);
  const onExecute: OnExecute = (payload) => {
    const executing = new Executing(payload);
    const taken = inTurn(hooks, (hook) => executing.ask(hook));
    return taken === undefined ? executing.later : taken.then(() => executing.later);
  };
  return [{ onExecute }, ...others];
}

/** What the hooks are given: each sees the way to execute that those before it have set. */
class Executing implements Payload {
  readonly args: Payload['args'];
  readonly context: Payload['context'];
  readonly extendContext: Payload['extendContext'];
  executeFn: Payload['executeFn'];
  readonly setExecuteFn: Payload['setExecuteFn'];
  readonly setResultAndStopExecution: Payload['setResultAndStopExecution'];
  /** What one of the hooks wants to do with the result. */
  later: Later = undefined;
  #isStopped = false;

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
      this.#isStopped = true;
      setResultAndStopExecution(result);
    };
    this.setExecuteFn = set;
    this.setResultAndStopExecution = stop;
  }
  /** Once one of them has a result, those after it are not asked. */
  ask(hook: OnExecute): Promise<void> | undefined {
    if (this.#isStopped) return undefined;
    const answer = hook(this);
    if (isPromise(answer)) return answer.then((later) => this.#note(later));
    this.#note(answer);
    return undefined;
  }

  #note(later: Later): void {
    if (later == null) return;
    if (this.later != null) throw new TypeError('Two plugins want to be told of one result.');
    this.later = later;
  }
}
