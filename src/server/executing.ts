/** Hooks of plugins that have a say in how an operation is executed. */
import { isPromise, type Plugin } from 'graphql-yoga';
import { inTurn } from './in-turn.ts';

export type OnExecute = NonNullable<Plugin['onExecute']>;
export type Executed = Parameters<OnExecute>[0];
type Later = Awaited<ReturnType<OnExecute>>;

/** An operation, and the way to execute it so far. */
type ToExecute = Pick<Executed, 'args' | 'context' | 'extendContext' | 'executeFn'>;

export function executeHooksOf(plugins: readonly Plugin[]): OnExecute[] {
  return plugins.flatMap(({ onExecute }) => onExecute ?? []);
}

/** What the hooks are given: each sees the way to execute that those before it have set. */
export class Executing implements Executed {
  readonly args: Executed['args'];
  readonly context: Executed['context'];
  readonly extendContext: Executed['extendContext'];
  executeFn: Executed['executeFn'];
  readonly setExecuteFn: Executed['setExecuteFn'];
  readonly setResultAndStopExecution: Executed['setResultAndStopExecution'];
  /** What one of the hooks has set instead of executing. */
  stopped: { readonly result: Parameters<Executed['setResultAndStopExecution']>[0] } | undefined;
  /** What one of the hooks wants to do with the result. */
  later: Later = undefined;

  constructor({ args, context, extendContext, executeFn }: ToExecute) {
    this.args = args;
    this.context = context;
    this.extendContext = extendContext;
    this.executeFn = executeFn;
    const set: Executed['setExecuteFn'] = (next) => void (this.executeFn = next);
    const stop: Executed['setResultAndStopExecution'] = (result) => void (this.stopped = { result });
    this.setExecuteFn = set;
    this.setResultAndStopExecution = stop;
  }

  /** Each after the one before it has ended; once one of them has a result, those after it are not asked. A promise only where one takes its time. */
  askAll(hooks: readonly OnExecute[]): Promise<void> | undefined {
    return inTurn(hooks, (hook) => this.#ask(hook));
  }

  #ask(hook: OnExecute): Promise<void> | undefined {
    if (this.stopped !== undefined) return undefined;
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
