import { makeExecutableSchema } from '@graphql-tools/schema';
import { normalizedExecutor } from '@graphql-tools/executor';
import { GraphQLError, GraphQLScalarType, parse, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { createCompiled } from '../../src/execution/compiled.ts';

const later = <Value>(value: Value) => new Promise<Value>((resolve) => setImmediate(resolve, value));
const fails = (message: string) => {
  throw new Error(message);
};

const schema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    interface Animal {
      name: String!
      owner: Person
    }
    type Dog implements Animal {
      name: String!
      owner: Person
      barks: Boolean
    }
    type Cat implements Animal {
      name: String!
      owner: Person
      lives(of: Int = 9): Int
    }
    union Thing = Dog | Person
    enum Mood {
      GOOD
      BAD
    }
    scalar Moment
    input Wish {
      of: String
      times: Int = 2
    }
    type Person {
      id: ID!
      name(upper: Boolean): String
      friends(first: Int): [Person!]
      strict: [Person!]!
      pets: [Animal]
      mood: Mood
      at: Moment
      age: Int
      must: String!
      mustLater: String!
      may: String
      mayLater: String
      self: Person!
      selfLater: Person!
    }
    type Query {
      person(id: ID): Person
      personLater(id: ID): Person
      people: [Person!]!
      lists: [[Int]]
      rejected: [String]
      animals: [Animal!]
      animalsLater: [Animal]
      things: [Thing]
      wish(wish: Wish!): String
      info: String
      notAList: [Int]
      badEnum: Mood
      badInt: Int
      badType: Animal
      error: String
      errorValue: Int
      strictError: String!
      strictLater: String!
      method: String
    }
    type Mutation {
      change: Int
    }
  `,
  resolvers: {
    Animal: { __resolveType: ({ kind }: { kind: string }) => kind },
    Thing: { __resolveType: ({ kind }: { kind: string }) => later(kind) },
    Moment: new GraphQLScalarType({
      name: 'Moment',
      serialize: (value) => (value === 'never' ? fails('no such moment') : `at ${String(value)}`),
    }),
    Person: {
      name: ({ name }: { name: string }, { upper }: { upper?: boolean }) =>
        upper === true ? name.toUpperCase() : name,
      friends: (_: unknown, { first = 2 }: { first?: number }) =>
        later([person('2'), person('3')].slice(0, first)),
      strict: ({ id }: { id: string }) => (id === '2' ? [person('3'), null] : [person('3')]),
      pets: () => [{ kind: 'Dog', name: 'Rex' }, later({ kind: 'Cat', name: 'Tom' }), null],
      must: ({ id }: { id: string }) => (id === '2' ? null : 'must'),
      mustLater: ({ id }: { id: string }) => later(id === '2' ? null : 'must'),
      may: ({ id }: { id: string }) => (id === '2' ? fails('may not') : 'may'),
      mayLater: ({ id }: { id: string }) =>
        id === '2' ? later(0).then(() => fails('may not, later')) : later('may'),
      self: (self: unknown) => self,
      selfLater: (self: unknown) => later(self),
    },
    Cat: { lives: (_: unknown, { of }: { of: number }) => of },
    Query: {
      person: (_: unknown, { id = '1' }: { id?: string }) => (id === '0' ? null : person(id)),
      personLater: (_: unknown, { id = '1' }: { id?: string }) => later(id === '0' ? null : person(id)),
      people: () => [person('1'), person('2'), later(person('3'))],
      lists: () => [[1, 2, null], null, later([3])],
      rejected: () => ['a', Promise.reject(new Error('rejected')), 'c'],
      animals: () => [
        { kind: 'Dog', name: 'Rex', barks: true },
        { kind: 'Cat', name: 'Tom' },
      ],
      animalsLater: () =>
        later([
          { kind: 'Dog', name: null },
          { kind: 'Cat', name: 'Tom' },
        ]),
      things: () => [
        { kind: 'Dog', name: 'Rex' },
        { kind: 'Person', ...person('1') },
      ],
      wish: (_: unknown, { wish }: { wish: object }) => JSON.stringify(wish),
      info: (
        _: unknown,
        __: unknown,
        ___: unknown,
        info: { fieldName: string; path: object; variableValues: object; fieldNodes: readonly unknown[] },
      ) => JSON.stringify([info.fieldName, info.path, info.variableValues, info.fieldNodes.length]),
      notAList: () => 7,
      badEnum: () => 'UGLY',
      badInt: () => 'x',
      badType: () => ({ kind: 'Person' }),
      error: () => fails('a fault'),
      errorValue: () => new GraphQLError('as a value', { extensions: { code: 'X' } }),
      strictError: () => fails('a strict fault'),
      strictLater: () => later(0).then(() => fails('a strict fault, later')),
    },
  },
});

function person(id: string) {
  return { id, name: `Person ${id}`, mood: 'GOOD', at: id === '3' ? 'never' : id, age: Number(id) };
}

const rootValue = { method: ({}: object, context: { word: string }) => `called with ${context.word}` };
const contextValue = { word: 'context' };

const CORPUS: readonly (readonly [document: string, variables?: Readonly<Record<string, unknown>>])[] = [
  ['{ person { id name age mood at } }'],
  ['{ personLater { id name(upper: true) self { selfLater { id } } } }'],
  ['{ b: person { id } a: person(id: "2") { x: id id } }'],
  ['{ person { id } person { name } ...F } fragment F on Query { person { age id } }'],
  ['query ($id: ID) { person(id: $id) { id name } }', { id: '7' }],
  ['query ($id: ID) { person(id: $id) { id } }'],
  ['query ($id: ID = "5") { person(id: $id) { id } }'],
  ['{ person(id: "0") { id } personLater(id: "0") { must } }'],
  ['query ($yes: Boolean!) { person { id @include(if: $yes) name @skip(if: $yes) } }', { yes: true }],
  ['query ($yes: Boolean!) { person { id @include(if: $yes) name @skip(if: $yes) } }', { yes: false }],
  [
    '{ person { id @skip(if: true) ... @include(if: false) { name } ... on Person { age } __typename } __typename }',
  ],
  ['{ people { id name friends(first: 1) { id friends { name } } } }'],
  ['{ lists }'],
  ['{ rejected }'],
  [
    '{ animals { __typename name ... on Dog { barks } ... on Cat { lives } ...A } } fragment A on Animal { name }',
  ],
  ['{ animals { ... on Cat { lives(of: 7) } } }'],
  ['{ animalsLater { name ... on Cat { lives } } }'],
  ['{ things { __typename ... on Dog { name } ... on Person { id pets { name } } } }'],
  ['query ($times: Int) { wish(wish: { of: "a", times: $times }) }', { times: 3 }],
  ['query ($times: Int) { wish(wish: { of: "a", times: $times }) }'],
  ['query ($wish: Wish!) { wish(wish: $wish) }', { wish: { of: 'b' } }],
  ['query ($a: Int) { x: info info }', { a: 1 }],
  ['{ method }'],
  ['{ person(id: "2") { id must } }'],
  ['{ person(id: "2") { id mustLater name } }'],
  ['{ person(id: "2") { may mayLater id } }'],
  ['{ people { id must } }'],
  ['{ people { id mustLater } personLater { id } }'],
  ['{ person { friends { self { selfLater { mustLater } } id } id } }'],
  ['{ person(id: "2") { strict { id } } }'],
  ['{ person(id: "3") { at id } }'],
  ['{ notAList badEnum badInt error errorValue person { id } }'],
  ['{ strictError person { id } }'],
  ['{ person { id } strictLater }'],
];

const run = (document: string, variableValues?: Readonly<Record<string, unknown>>): ExecutionArgs => ({
  schema,
  document: parse(document),
  rootValue,
  contextValue,
  ...(variableValues ? { variableValues } : {}),
});

/** As a client reads it: the order of keys counts, the order of errors does not. */
function told(result: ExecutionResult | undefined): { text: string; errors: string[] } {
  const { data, errors = [] } = result ?? {};
  return { text: JSON.stringify(data), errors: errors.map((error) => JSON.stringify(error)).sort() };
}

const cases = CORPUS.map(([document, variables]) => ({ document, variables }));

test.each(cases)('$document is answered as the interpreter answers it', async ({ document, variables }) => {
  const args = run(document, variables);
  const compiled = createCompiled(0);
  const expected = told((await normalizedExecutor(args)) as ExecutionResult);
  expect(told(await compiled(args))).toEqual(expected);
  expect(told(await compiled(args))).toEqual(expected);
});

test('nothing awaited is answered at once', () => {
  expect(createCompiled(0)(run('{ person { id } }'))).not.toBeInstanceOf(Promise);
});

test('a place that became null is not written to by what comes later', async () => {
  const result = await createCompiled(0)(
    run('{ person(id: "2") { mustLater selfLater { selfLater { mayLater } } } }'),
  );
  expect(JSON.stringify(result?.data)).toBe('{"person":null}');
  expect(result?.errors?.map(({ message }) => message)).toEqual([
    'Cannot return null for non-nullable field Person.mustLater.',
  ]);
});

test('a type that is not possible there is a fault, and tells no value', async () => {
  const result = await createCompiled(0)(run('{ badType { name } }'));
  expect(JSON.stringify(result?.data)).toBe('{"badType":null}');
  expect(result?.errors).toHaveLength(1);
});

test.each([
  ['a mutation', 'mutation { change }', {}],
  ['introspection', '{ __schema { queryType { name } } }', {}],
  ['the type of a name', '{ __type(name: "Dog") { name } }', {}],
  ['what comes in parts', '{ ... @defer { info } }', {}],
  ['a variable of the wrong type', 'query ($id: ID) { person(id: $id) { id } }', { id: {} }],
  ['a missing variable', 'query ($wish: Wish!) { wish(wish: $wish) }', {}],
])('the interpreter does %s', (_name, document, variables) => {
  expect(createCompiled(0)(run(document, variables))).toBeUndefined();
});

test('an operation that is not there is the interpreter’s', () => {
  const args = run('query A { info } query B { info }');
  const compiled = createCompiled(0);
  expect(compiled(args)).toBeUndefined();
  expect(compiled({ ...args, operationName: 'C' })).toBeUndefined();
});

test('first uses are the interpreter’s, of each operation by itself', () => {
  const args = run('query A { info } query B { method }');
  const compiled = createCompiled(2);
  const uses = ['A', 'A', 'B', 'A', 'B', 'B'].map(
    (operationName) => compiled({ ...args, operationName }) !== undefined,
  );
  expect(uses).toEqual([false, false, false, true, false, true]);
});

test('only so many choices of fields are planned', () => {
  const names = Array.from({ length: 6 }, (_, index) => `v${index}`);
  const args = run(
    `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { method ${names.map((name) => `${name}: info @include(if: $${name})`).join(' ')} }`,
  );
  const compiled = createCompiled(0);
  const results = Array.from({ length: 40 }, (_, choice) =>
    compiled({
      ...args,
      variableValues: Object.fromEntries(names.map((name, bit) => [name, ((choice >> bit) & 1) === 1])),
    }),
  );
  expect(results.filter((result) => result !== undefined)).toHaveLength(16);
});
