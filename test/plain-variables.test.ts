import fc from 'fast-check';
import { buildSchema, getVariableValues, Kind, parse, type VariableDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { plainVariables } from '../src/plain-variables.ts';

const schema = buildSchema(`
  scalar Anything
  enum Word { ONE TWO }
  input Filter { ids: [ID!], word: Word = ONE, not: Filter, size: Int!, limit: Int! = 3, deep: [[Float]], any: Anything }
  input Either @oneOf { id: ID, word: Word }
  type Query { field: Int }
`);

const TYPES = [
  ...['ID', 'ID!', 'String', 'Int!', 'Int = 5', 'Float', 'Boolean', 'Word', 'Word! = TWO', 'Anything'],
  ...['[ID!]!', '[Int]', '[[Word!]]', 'Filter', 'Filter!', '[Filter!]', 'Either', 'Query', 'Nothing'],
];

function definitionsOf(text: string): readonly VariableDefinitionNode[] {
  const [operation] = parse(text, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('There is no operation.');
  return operation.variableDefinitions ?? [];
}

const leaf = fc.constantFrom<unknown>(
  '7',
  'ONE',
  'TWO',
  '',
  7,
  -1,
  1.5,
  2 ** 31,
  true,
  null,
  undefined,
  [],
  {},
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record(
      {
        ids: fc.oneof(fc.array(leaf, { maxLength: 2 }), tie('value')),
        word: fc.oneof(fc.constantFrom('ONE', 'TWO'), leaf),
        not: tie('value'),
        size: fc.oneof(fc.integer({ min: 0, max: 9 }), leaf),
        limit: leaf,
        deep: tie('value'),
        any: tie('value'),
      },
      { requiredKeys: [] },
    ),
    fc.record({ size: fc.constant(1), unknown: leaf }, { requiredKeys: ['size'] }),
  ),
})).value;

test('what is read is what graphql-js reads, and what it refuses is not read', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), fc.record({ a: value }, { requiredKeys: [] }), (type, given) => {
      const definitions = definitionsOf(`query ($a: ${type}, $b: Int = 2) { field }`);
      const plain = plainVariables(schema, definitions)(given);
      if (plain === undefined) return;
      read += 1;
      const { coerced, errors } = getVariableValues(schema, definitions, given);
      expect(errors).toBeUndefined();
      expect(plain).toStrictEqual(coerced);
    }),
    { numRuns: 20_000 },
  );
  expect(read).toBeGreaterThan(1_000);
});

test.each(['constructor', 'toString', '__proto__'])('a variable may be named %s', (name) => {
  const definitions = definitionsOf(`query ($${name}: ID) { field }`);
  const read = plainVariables(schema, definitions);
  for (const text of ['{}', `{ "${name}": "7" }`]) {
    const given = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const { coerced } = getVariableValues(schema, definitions, given);
    expect(Object.entries(read(given) ?? coerced ?? {})).toEqual(Object.entries(coerced ?? {}));
  }
});

test('what clients usually send is read', () => {
  const usual: readonly [string, unknown][] = [
    ['ID!', 'abc'],
    ['Int', 25],
    ['Int', null],
    ['[ID!]', ['a', 'b']],
    ['[ID!]', 'a'],
    ['Word', 'TWO'],
    ['Filter', { size: 1, ids: ['a'], not: { size: 2, word: 'TWO', deep: [[1, null], null] } }],
  ];
  for (const [type, given] of usual) {
    const definitions = definitionsOf(`query ($a: ${type}) { field }`);
    const { coerced } = getVariableValues(schema, definitions, { a: given });
    expect(coerced).toBeDefined();
    expect(plainVariables(schema, definitions)({ a: given })).toStrictEqual(coerced);
  }
});
