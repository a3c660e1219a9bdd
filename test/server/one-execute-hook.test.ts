import type { Plugin } from 'graphql-yoga';
import { expect, test } from 'vitest';
import { withOneExecuteHook } from '../../src/server/one-execute-hook.ts';

type OnExecute = NonNullable<Plugin['onExecute']>;
type Payload = Parameters<OnExecute>[0];

/** What Envelop would be left with after these hooks. */
async function outcomeOf(...hooks: readonly OnExecute[]) {
  const [first] = withOneExecuteHook(hooks.map((onExecute) => ({ onExecute })));
  const outcome: { execute?: unknown; result?: unknown } = {};
  const payload = {
    args: { variableValues: {} },
    context: {},
    extendContext: () => undefined,
    executeFn: named('interpreter'),
    setExecuteFn: (next: unknown) => void (outcome.execute = next),
    setResultAndStopExecution: (result: unknown) => void (outcome.result = result),
  };
  const answer = first?.onExecute?.(payload as unknown as Payload);
  const later = await answer;
  return { ...outcome, isAtOnce: !(answer instanceof Promise), later };
}

const named = (name: string) => Object.assign(() => ({ data: null }), { called: name });

test('what else the plugins do stays where it is', () => {
  const onParams = () => undefined;
  const onExecute = () => undefined;
  const plugins = withOneExecuteHook([{ onExecute, onParams }, {}, { onExecute }]);
  expect(plugins.map((plugin) => Object.keys(plugin))).toEqual([['onExecute'], ['onParams'], [], []]);
});

test('each hook sees the way to execute that those before it have set', async () => {
  const seen: unknown[] = [];
  const around =
    (name: string): OnExecute =>
    ({ executeFn, setExecuteFn }) => {
      seen.push((executeFn as unknown as { called: string }).called);
      setExecuteFn(named(name) as never);
    };
  const { execute, isAtOnce } = await outcomeOf(around('plan'), around('queue'), () => undefined);
  expect(seen).toEqual(['interpreter', 'plan']);
  expect(execute).toHaveProperty('called', 'queue');
  expect(isAtOnce).toBe(true);
});

const result = { data: { a: 1 } };
const stopping: readonly (readonly [string, OnExecute])[] = [
  ['at once', ({ setResultAndStopExecution }) => setResultAndStopExecution(result)],
  [
    'later',
    ({ setResultAndStopExecution }) => Promise.resolve().then(() => setResultAndStopExecution(result)),
  ],
];

test.each(stopping)('nobody is asked after one that has a result %s', async (_when, stop) => {
  const calls: string[] = [];
  const outcome = await outcomeOf(
    () => void calls.push('before'),
    stop,
    () => void calls.push('after'),
  );
  expect(calls).toEqual(['before']);
  expect(outcome.result).toBe(result);
});

test('they run one after the other, whether they take their time or not', async () => {
  const calls: string[] = [];
  const { isAtOnce } = await outcomeOf(
    () => Promise.resolve().then(() => void calls.push('late')),
    () => void calls.push('after it'),
  );
  expect(calls).toEqual(['late', 'after it']);
  expect(isAtOnce).toBe(false);
});

test('one of them is told of the result, wherever it stands; a second is a fault of ours', async () => {
  const told = { onExecuteDone: () => undefined };
  const quick: OnExecute = () => undefined;
  const slow: OnExecute = () => Promise.resolve(told);
  expect((await outcomeOf(quick, () => told, quick)).later).toBe(told);
  expect((await outcomeOf(quick, slow, quick)).later).toBe(told);
  await expect(outcomeOf(() => told, slow)).rejects.toThrow(TypeError);
});

test('what a hook throws is thrown, and no other runs', async () => {
  const calls: string[] = [];
  const refuse = () => {
    throw new TypeError('no');
  };
  await expect(outcomeOf(refuse, () => void calls.push('after'))).rejects.toThrow('no');
  expect(calls).toEqual([]);
});
