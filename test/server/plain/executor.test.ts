/** What Envelop does with the hooks of plugins around an execution is done without it: each case goes both ways. */
import { buildSchema, parse, type ExecutionArgs } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { expect, test } from 'vitest';
import { createExecutor } from '../../../src/server/plain/executor.ts';

type OnExecute = NonNullable<Plugin['onExecute']>;
type Later = Exclude<Awaited<ReturnType<OnExecute>>, void>;
type OnExecuteDone = NonNullable<Later['onExecuteDone']>;

const schema = buildSchema('type Query { hello: String }');
const document = parse('{ hello }');
const hello = (word: string) => ({ data: { hello: word } });
const argsOf = (): ExecutionArgs & { contextValue: object } => ({
  schema,
  document,
  rootValue: { hello: 'executed' },
  contextValue: { given: true },
});

/** The result by either way, or what it throws. */
async function bothWays(plugins: readonly Plugin[]): Promise<unknown> {
  const yoga = createYoga({ schema, plugins: [...plugins], maskedErrors: false, logging: false });
  const outcomeOf = async (execute: (args: ReturnType<typeof argsOf>) => unknown) => {
    try {
      return await execute(argsOf());
    } catch (error) {
      return `throws ${String(error)}`;
    }
  };
  const enveloped = await outcomeOf((args) => yoga.getEnveloped({}).execute(args) as unknown);
  const alone = await outcomeOf(createExecutor(plugins));
  expect(alone).toEqual(enveloped);
  return alone;
}

const executing = (execute: unknown): Plugin => ({
  onExecute: ({ setExecuteFn }) => setExecuteFn(execute as Parameters<typeof setExecuteFn>[0]),
});
const told = (onExecuteDone: OnExecuteDone): Plugin => ({ onExecute: () => ({ onExecuteDone }) });
const late = (onExecuteDone: OnExecuteDone): Plugin => ({
  onExecute: () => Promise.resolve({ onExecuteDone }),
});

test('without a hook it is executed as Yoga does', async () => {
  expect(await bothWays([])).toEqual(hello('executed'));
});

test('the way to execute that a hook sets is taken, with what was asked for', async () => {
  const seen: unknown[] = [];
  const way = (args: ExecutionArgs) => (seen.push(args.contextValue), hello('set'));
  expect(await bothWays([executing(way)])).toEqual(hello('set'));
  expect(seen).toEqual([{ given: true }, { given: true }]);
});

test('a result that a hook sets is the result, and nothing is executed', async () => {
  let executed = 0;
  const stopping: Plugin = {
    onExecute: ({ setResultAndStopExecution }) => setResultAndStopExecution(hello('stopped')),
  };
  expect(await bothWays([executing(() => (executed += 1)), stopping])).toEqual(hello('stopped'));
  expect(executed).toBe(0);
});

const results: readonly (readonly [string, () => unknown])[] = [
  ['at once', () => hello('set')],
  ['later', () => Promise.resolve(hello('set'))],
];

test.each(results)('a hook sees a result that comes %s, and may set another', async (_when, way) => {
  const seen: unknown[] = [];
  const onDone: OnExecuteDone = ({ result, setResult }) => {
    seen.push(result);
    setResult(hello('changed'));
  };
  expect(await bothWays([executing(way), told(onDone)])).toEqual(hello('changed'));
  expect(await bothWays([executing(way), late(onDone)])).toEqual(hello('changed'));
  expect(seen).toEqual([hello('set'), hello('set'), hello('set'), hello('set')]);
});

test('a hook that takes its time over a result is waited for', async () => {
  const slow: OnExecuteDone = ({ setResult }) => Promise.resolve().then(() => setResult(hello('changed')));
  expect(await bothWays([told(slow)])).toEqual(hello('changed'));
});

test('what a hook puts into the context is there when it is executed', async () => {
  const seen: unknown[] = [];
  const extending: Plugin = { onExecute: ({ extendContext }) => extendContext({ more: 1 } as object) };
  await bothWays([
    extending,
    executing(
      ({ contextValue }: ExecutionArgs) => (seen.push({ ...(contextValue as object) }), hello('set')),
    ),
  ]);
  expect(seen).toEqual([
    { given: true, more: 1 },
    { given: true, more: 1 },
  ]);
});

const failing = (): never => {
  throw new TypeError('no');
};
const rejecting = () => Promise.reject(new TypeError('no'));

test.each<[string, Plugin[]]>([
  ['a hook throws', [{ onExecute: failing }]],
  ['a hook rejects with', [{ onExecute: rejecting }]],
  ['executing throws', [executing(failing)]],
  ['executing rejects with', [executing(rejecting)]],
  ['whoever is told of the result throws', [told(failing)]],
])('what %s comes out', async (_who, plugins) => {
  expect(await bothWays(plugins)).toBe('throws TypeError: no');
});

test('where nobody takes their time there is no promise', () => {
  expect(createExecutor([executing(() => hello('set'))])(argsOf())).toEqual(hello('set'));
});
