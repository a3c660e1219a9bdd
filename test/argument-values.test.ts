import fc from 'fast-check';
import { buildSchema, getArgumentValues, Kind, parse, type FieldNode, type GraphQLField } from 'graphql';
import { expect, test } from 'vitest';
import { argumentsOf } from '../src/argument-values.ts';

const schema = buildSchema(`
  input Filter { ids: [ID!], word: Word, not: Filter }
  enum Word { ONE TWO }
  type Query {
    field(id: ID!, first: Int = 25, filter: Filter, words: [Word!] = [ONE], since: String, must: Int! = 3): Int
    bare: Int
  }
`);

function fieldOf(text: string): { definition: GraphQLField<unknown, unknown>; node: FieldNode } {
  const [operation] = parse(text, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('There is no operation.');
  const [node] = operation.selectionSet.selections;
  const definition = schema.getQueryType()?.getFields()[node?.kind === Kind.FIELD ? node.name.value : ''];
  if (node?.kind !== Kind.FIELD || definition === undefined) throw new TypeError('There is no field.');
  return { definition, node };
}

/** What came of it: values in their order, or the words of what was thrown. */
function outcome(read: () => unknown): unknown {
  try {
    return { read: JSON.stringify(read()) };
  } catch (error) {
    return { thrown: String(error) };
  }
}

const written: Readonly<Record<string, readonly string[]>> = {
  id: ['$a', '"7"', '7', 'null', '$absent'],
  first: ['$b', '10', 'null', '$absent', '"no number"'],
  filter: [
    '$c',
    '{ ids: ["1"], word: TWO }',
    '{ ids: $d }',
    '{ not: { word: $e } }',
    'null',
    '{ word: NONE }',
  ],
  words: ['$d', '[ONE, TWO]', 'ONE', '[$e]', 'null', '$absent'],
  since: ['$e', '"now"', 'null', '$absent', '$constructor', '$__proto__'],
  must: ['$b', '4', 'null', '$absent'],
};

const given = fc.record(
  Object.fromEntries(
    Object.entries(written).map(([name, values]) => [name, fc.option(fc.constantFrom(...values))]),
  ),
);
const value = fc.constantFrom('x', 1, null, ['ONE'], { ids: ['1'] }, 0, '');
const variables = fc
  .record({ a: value, b: value, c: value, d: value, e: value, constructor: value }, { requiredKeys: [] })
  // As graphql-js gives them.
  .map((values) => ({ ...values }));

test('whatever is written and given, arguments are what graphql-js makes of them', () => {
  fc.assert(
    fc.property(given, fc.array(variables, { minLength: 1, maxLength: 4 }), (asked, all) => {
      const pairs = Object.entries(asked).flatMap(([name, text]) =>
        text === null ? [] : [`${name}: ${text}`],
      );
      const { definition, node } = fieldOf(`{ field${pairs.length === 0 ? '' : `(${pairs.join(', ')})`} }`);
      const read = argumentsOf(definition, node);
      for (const values of all) {
        expect(outcome(() => read(values))).toEqual(
          outcome(() => getArgumentValues(definition, node, values)),
        );
      }
    }),
    { numRuns: 3_000 },
  );
});

test('a field without arguments, and one whose arguments are the same for all, are read once', () => {
  for (const text of ['{ bare }', '{ field(id: "7", filter: { word: ONE }) }']) {
    const { definition, node } = fieldOf(text);
    const read = argumentsOf(definition, node);
    expect(read({})).toBe(read({ a: 1 }));
  }
});
