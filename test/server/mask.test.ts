import { createGraphQLError } from 'graphql-yoga';
import { GraphQLError } from 'graphql';
import { expect, test, vi } from 'vitest';
import {
  BadInputError,
  GatewayError,
  UnsupportedError,
  UpstreamError,
  UpstreamRefusal,
} from '../../src/errors.ts';
import { maskError } from '../../src/server/mask.ts';
import { answerOf, smallServer } from './small-server.ts';

const failing = (error: unknown) =>
  smallServer(() => {
    throw error;
  });

/** The one error of an answer to `{ fault hello }`, with the rest of the data. */
async function fieldError(error: unknown) {
  const server = failing(error);
  const response = await server.ask('{ fault hello }', { headers: { 'x-request-id': 'r-1' } });
  const { data, errors } = await answerOf(response);
  expect(response.status).toBe(200);
  expect(data).toEqual({ fault: null, hello: 'Hello world' });
  expect(errors).toHaveLength(1);
  return { ...errors?.[0], log: server.log() };
}

const at = { path: ['fault'], locations: [{ line: 1, column: 3 }] };

test.each([
  [new BadInputError('first must not be negative'), { code: 'BAD_USER_INPUT' }],
  [new UnsupportedError('Ebbot has no contacts'), { code: 'UNSUPPORTED' }],
  [
    new UpstreamError('RATE_LIMITED', 'xe is used up', { source: 'xe', retryAfter: 30 }),
    { code: 'RATE_LIMITED', source: 'xe', retryAfter: 30 },
  ],
  [
    new GatewayError('OUTCOME_UNKNOWN', 'No answer', { source: 'xe', outcome: 'UNKNOWN' }),
    { code: 'OUTCOME_UNKNOWN', source: 'xe', outcome: 'UNKNOWN' },
  ],
  [
    new UpstreamRefusal(422, 'Refused', { secret: 'canary' }, { source: 'xe', outcome: 'NOT_DONE' }),
    { code: 'UPSTREAM_INVALID_RESPONSE', source: 'xe', outcome: 'NOT_DONE' },
  ],
])('%s at a field keeps its sentence and the rest of the data', async (error, extensions) => {
  const { log, ...seen } = await fieldError(error);
  expect(seen).toEqual({ message: error.message, ...at, extensions: { ...extensions, requestId: 'r-1' } });
  expect(log).not.toContain('unexpected error');
});

test.each([
  new Error('canary: http://user:pass@upstream/'),
  new TypeError('canary'),
  new GraphQLError('canary: String cannot represent value', { extensions: { canary: 1 } }),
  'canary',
  { canary: true },
  null,
])('%s is an unexpected error, told to the log alone', async (error) => {
  const { log, ...seen } = await fieldError(error);
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' };
  expect(seen).toEqual({ message: 'Unexpected error.', ...at, extensions });
  expect(log).toContain('"requestId":"r-1"');
  expect(log).toContain('unexpected error');
});

test('the log has the stack and the cause of what is unexpected, and not what hangs on it', async () => {
  const error = Object.assign(new Error('outer', { cause: new Error('inner') }), {
    headers: 'canary',
    code: 'E1',
  });
  const { lines } = await (async () => {
    const server = failing(error);
    await server.ask('{ fault }');
    return server;
  })();
  expect(lines[0]).toMatchObject({
    err: { type: 'Error', message: 'outer', code: 'E1', cause: { message: 'inner' } },
    msg: 'unexpected error',
  });
  expect(JSON.stringify(lines[0])).toMatch(/mask\.test\.ts/);
  expect(JSON.stringify(lines)).not.toContain('canary');
});

test('a null where the schema promises a value is our fault', async () => {
  const { data, errors } = await answerOf(smallServer().ask('{ whole { part } }'));
  expect(data).toBeNull();
  expect(errors?.[0]).toMatchObject({
    message: 'Unexpected error.',
    path: ['whole', 'part'],
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
});

test.each([
  ['a syntax error', '{ hello', undefined, /Syntax Error/],
  ['an unknown field', '{ nothing }', undefined, /Cannot query field/],
  ['an unknown argument', '{ hello(nom: 1) }', undefined, /Unknown argument/],
  ['a literal of another type', '{ hello(count: "x") }', undefined, /Int cannot represent/],
  ['a variable of another type', 'query ($n: Int) { hello(count: $n) }', { n: 'x' }, /Variable "\$n"/],
  ['a variable that is missing', 'query ($n: Int!) { hello(count: $n) }', {}, /Variable "\$n"/],
  ['an unknown operation', 'query A { hello } query B { hello }', undefined, /operation/],
])('%s is BAD_USER_INPUT and 400', async (_name, query, variables, message) => {
  const server = smallServer();
  const response = await server.ask(query, { ...(variables ? { variables } : {}) });
  const answer = await answerOf(response);
  expect(response.status).toBe(400);
  expect(answer).not.toHaveProperty('data');
  expect(answer.errors?.[0]).toMatchObject({
    message: expect.stringMatching(message) as string,
    extensions: { code: 'BAD_USER_INPUT', requestId: response.headers.get('x-request-id') },
  });
  expect(Object.keys(answer.errors?.[0]?.extensions ?? {})).toEqual(['code', 'requestId']);
  expect(server.log()).not.toContain('unexpected error');
});

test.each([
  ['no JSON', '{', 400],
  ['a list', '[]', 400],
  ['a batch', '[{"query":"{ hello }"}]', 400],
  ['a number', '7', 400],
  ['no query', '{}', 400],
  ['an unknown parameter', '{"query":"{ hello }","id":1}', 400],
  ['too long a body', JSON.stringify({ query: `{ hello } #${'x'.repeat(1_000_000)}` }), 413],
])('a body that is %s is BAD_USER_INPUT', async (_name, body, status) => {
  const server = smallServer();
  const headers = { 'content-type': 'application/json' };
  const response = await server.fetch(
    new Request('http://127.0.0.1/graphql', { method: 'POST', headers, body }),
  );
  expect(response.status).toBe(status);
  expect((await answerOf(response)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(server.log()).not.toContain('unexpected error');
});

test('a context that cannot be made is an unexpected error and 500', async () => {
  const server = smallServer(undefined, {
    createContext: () => {
      throw new Error('canary');
    },
  });
  const response = await server.ask('{ hello }');
  expect(response.status).toBe(500);
  expect(await answerOf(response)).toMatchObject({
    errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
  expect(server.log()).toContain('canary');
});

test('a fault that refuses the whole request has its status', async () => {
  const server = smallServer(undefined, {
    createContext: () => {
      throw new GatewayError('FORBIDDEN', 'Not for you.');
    },
  });
  const response = await server.ask('{ hello }');
  expect(response.status).toBe(403);
  expect((await answerOf(response)).errors?.[0]).toMatchObject({ message: 'Not for you.' });
});

test('there is one copy of graphql: an error of Yoga’s is a GraphQLError', () => {
  const report = vi.fn();
  const masked = maskError(createGraphQLError('No such thing.'), { requestId: 'r', report });
  expect(masked).toBeInstanceOf(GraphQLError);
  expect(masked).toMatchObject({ message: 'No such thing.', extensions: { code: 'BAD_USER_INPUT' } });
  expect(report).not.toHaveBeenCalled();
});

test.each([
  [new BadInputError('No such id.'), ['write'], 'NOT_DONE'],
  [new BadInputError('No such id.'), undefined, 'NOT_DONE'],
  [new TypeError('canary'), ['write'], 'UNKNOWN'],
  [
    new UpstreamError('OUTCOME_UNKNOWN', 'No answer.', { source: 'xe', outcome: 'UNKNOWN' }),
    ['write'],
    'UNKNOWN',
  ],
  [
    new UpstreamError('UPSTREAM_TIMEOUT', 'No answer.', { source: 'xe' }),
    ['write', 'conversation'],
    undefined,
  ],
])('an error of a mutation itself has an outcome: %s at %j is %s', (origin, path, outcome) => {
  const error = new GraphQLError('…', { originalError: origin, ...(path && { path }) });
  const masked = maskError(error, { requestId: 'r', isMutation: true, report: () => undefined });
  expect(masked.extensions['outcome']).toBe(outcome);
  expect(maskError(error, { requestId: 'r', report: () => undefined }).extensions['outcome']).toBe(
    (origin as Partial<GatewayError>).outcome,
  );
});

test('a fault of ours that has a sentence is told to the log by its cause', () => {
  const report = vi.fn();
  const cause = new Error('ECONNREFUSED');
  const error = new GatewayError('INTERNAL_SERVER_ERROR', 'The store failed.', {
    cause,
    outcome: 'NOT_DONE',
  });
  expect(maskError(error, { requestId: 'r', report }).message).toBe('The store failed.');
  expect(report).toHaveBeenCalledWith(cause);
});
