import { buildSchema, type GraphQLSchema } from 'graphql';
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { expect, test } from 'vitest';
import { parsedDocuments } from '../../../src/server/limits/parsed-documents.ts';
import { createExecutor } from '../../../src/server/plain/executor.ts';
import { createPipeline } from '../../../src/server/plain/pipeline.ts';
import type { PlainParameters } from '../../../src/server/plain/plain-case.ts';

const SDL = 'type Query { hello(name: String): String }';
const request = new Request('http://127.0.0.1/graphql', { method: 'POST', body: '{}' });
const sdl = (more = '') => buildSchema(SDL + more);
const SCHEMA = sdl();

interface Parts {
  readonly plugins?: readonly Plugin[];
  readonly params?: (request: Request, params: GraphQLParams) => GraphQLParams | Promise<GraphQLParams>;
  readonly context?: () => object;
  readonly schemaOf?: () => GraphQLSchema;
}

function pipelineOver({
  plugins = [],
  params = (_, given) => given,
  context = () => ({}),
  schemaOf = () => SCHEMA,
}: Parts = {}) {
  const steps: string[] = [];
  const noting: Plugin = {
    onParse: () => void steps.push('parse'),
    onValidate: () => void steps.push('validate'),
    onExecute: () => void steps.push('execute'),
  };
  const documents = parsedDocuments();
  const yoga = createYoga<object, object>({
    schema: SCHEMA,
    context,
    maskedErrors: false,
    logging: false,
    parserAndValidationCache: documents,
    plugins: [noting, ...plugins],
  });
  const execute = createExecutor([noting, ...plugins]);
  const run = createPipeline({
    yoga,
    hooks: { params },
    documents,
    schemaOf,
    createContext: context,
    execute,
  });
  const stepsOf = async (given: PlainParameters) => {
    steps.length = 0;
    return { result: await run(request, given), steps: [...steps] };
  };
  return { run, stepsOf };
}

const ALL = ['parse', 'validate', 'execute'];
const query = 'query A { hello } query B { __typename }';

test('what is known of a document is not found out again, whichever of its operations is asked for', async () => {
  const { stepsOf } = pipelineOver();
  expect((await stepsOf({ query, operationName: 'A' })).steps).toEqual(ALL);
  expect((await stepsOf({ query, operationName: 'A' })).steps).toEqual(['execute']);
  const other = await stepsOf({ query, operationName: 'B' });
  expect(other.steps).toEqual(['execute']);
  expect(other.result).toEqual({ data: { __typename: 'Query' } });
});

test('an operation that the document does not have is refused in parsing, each time', async () => {
  const { run, stepsOf } = pipelineOver();
  await stepsOf({ query, operationName: 'A' });
  const ask = async () => run(request, { query, operationName: 'C' });
  for (let time = 0; time < 2; time += 1)
    await expect(ask()).rejects.toThrow('Could not determine what operation to execute.');
});

test('a document that is not valid is found not to be each time', async () => {
  const { stepsOf } = pipelineOver();
  for (let time = 0; time < 2; time += 1) {
    const { result, steps } = await stepsOf({ query: '{ nothing }' });
    expect(steps).toEqual(['parse', 'validate']);
    expect(result).toMatchObject({ errors: [{ message: expect.stringContaining('"nothing"') as string }] });
  }
});

test('a document is validated anew for another schema', async () => {
  const [small, large] = [sdl(), sdl('type More { a: Int }')];
  let schema = small;
  const { stepsOf } = pipelineOver({ schemaOf: () => schema });
  expect((await stepsOf({ query, operationName: 'A' })).steps).toEqual(ALL);
  schema = large;
  expect((await stepsOf({ query, operationName: 'A' })).steps).toEqual(ALL);
  expect((await stepsOf({ query, operationName: 'A' })).steps).toEqual(['execute']);
});

test('whoever takes their time over parameters is waited for', async () => {
  const { run } = pipelineOver({ params: (_, given) => Promise.resolve({ ...given, operationName: 'B' }) });
  expect(await run(request, { query, operationName: 'A' })).toEqual({ data: { __typename: 'Query' } });
});

test('the context holds what was asked for, and what is put there', async () => {
  const contexts: unknown[] = [];
  const { run } = pipelineOver({
    context: () => ({ call: 'made' }),
    plugins: [{ onExecute: ({ args }) => void contexts.push(args.contextValue) }],
  });
  const params = { query, operationName: 'A' };
  await run(request, params);
  expect(contexts).toEqual([{ request, params, call: 'made' }]);
  const refusing = pipelineOver({
    context: () => {
      throw new TypeError('no context');
    },
  });
  expect(() => refusing.run(request, params)).toThrow('no context');
});

test('where nobody takes their time there is no promise', () => {
  const result = { data: { hello: 'at once' } };
  const { run } = pipelineOver({
    plugins: [{ onExecute: ({ setResultAndStopExecution }) => setResultAndStopExecution(result) }],
  });
  expect(run(request, { query, operationName: 'A' })).toBe(result);
});
