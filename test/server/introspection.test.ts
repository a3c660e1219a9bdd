import { expect, test } from 'vitest';
import { answerOf, smallServer } from './small-server.ts';

const closed = () => smallServer(undefined, { introspection: false });

test.each([
  '{ __schema { types { name } } }',
  '{ x: __schema { queryType { name } } }',
  '{ __type(name: "Query") { name } }',
  '{ ...f } fragment f on Query { __schema { queryType { name } } }',
])('where introspection is off, %s is refused', async (query) => {
  const response = await closed().ask(query);
  expect(response.status).toBe(400);
  const { data, errors } = await answerOf(response);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.message).toMatch(/introspection has been disabled/);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('__typename is not introspection', async () => {
  expect(await answerOf(closed().ask('{ __typename hello }'))).toEqual({
    data: { __typename: 'Query', hello: 'Hello world' },
  });
});

const SUGGESTING: readonly (readonly [query: string, variables: object | undefined])[] = [
  ['{ helo }', undefined],
  ['{ hello(nam: "x") }', undefined],
  ['{ whole }', undefined],
  ['{ ... on Whol { part } }', undefined],
  ['query ($n: Strin) { hello(name: $n) }', undefined],
  ['query ($kind: Kind) { kind(is: $kind) }', { kind: 'LARG' }],
  ['{ kind(is: LARG) }', undefined],
  ['query ($size: Size) { size(of: $size) }', { size: { heigt: 1 } }],
  ['{ size(of: { heigt: 1 }) }', undefined],
];

test.each(SUGGESTING)('%s %j: no name is suggested where introspection is off', async (query, variables) => {
  const told = { ...(variables && { variables }) };
  const message = async (introspection: boolean) =>
    (await answerOf(smallServer(undefined, { introspection }).ask(query, told))).errors?.[0]?.message;
  const open = await message(true);
  expect(open).toMatch(/ Did you mean .*\?$/);
  expect(await message(false)).toBe(open?.replace(/ Did you mean .*$/, ''));
});

test.each(['/graphql', '/schema.graphql'])('%s shows nothing where introspection is off', async (path) => {
  const headers = { accept: 'text/html' };
  const response = await closed().fetch(new Request(`http://127.0.0.1${path}`, { headers }));
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: 'This is not shown here, since introspection is off: POST GraphQL to /graphql.',
  });
});
