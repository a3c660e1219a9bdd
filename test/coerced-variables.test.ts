import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { coercedVariables } from '../src/coerced-variables.ts';

const schema = buildSchema('type Query { row(id: Int, many: [Int!]): Int }');

function operationOf(document: string) {
  const operation = getOperationAST(parse(document));
  if (!operation) throw new Error('There is no operation.');
  return operation;
}

const byId = operationOf('query ($id: Int! = 7, $many: [Int!]) { row(id: $id, many: $many) }');

test('variables are as the schema reads them, defaults and lists of one included', () => {
  expect(coercedVariables(schema, byId, { many: 1 })).toEqual({ coerced: { id: 7, many: [1] } });
  expect(coercedVariables(schema, byId, null).coerced).toEqual({ id: 7 });
  expect(coercedVariables(schema, byId, undefined).coerced).toEqual({ id: 7 });
});

test('those who ask for the same are given the same', () => {
  const values = { id: 3 };
  const { coerced } = coercedVariables(schema, byId, values);
  expect(coercedVariables(schema, byId, values).coerced).toBe(coerced);
});

test('others are given their own', () => {
  const values = { id: 3 };
  const other = operationOf('query ($id: Int!, $more: Int = 1) { row(id: $id) more: row(id: $more) }');
  expect(coercedVariables(schema, byId, values).coerced).toEqual({ id: 3 });
  expect(coercedVariables(schema, other, values).coerced).toEqual({ id: 3, more: 1 });
  expect(coercedVariables(schema, byId, { id: 4 }).coerced).toEqual({ id: 4 });
  const otherSchema = buildSchema('type Query { row(id: Int, many: [Int!]): Int } type Other { id: ID }');
  expect(coercedVariables(otherSchema, byId, values).coerced).toEqual({ id: 3 });
});

test('what is wrong with them is told up to the number asked for, to each who asks', () => {
  const values = { id: 'x', many: ['a', 'b', 'c'] };
  // The last one says that there are more.
  expect(coercedVariables(schema, byId, values, 2).errors).toHaveLength(3);
  expect(coercedVariables(schema, byId, values).errors).toHaveLength(2);
});

test('an operation without variables has none, whatever comes', () => {
  const { coerced } = coercedVariables(schema, operationOf('{ row }'), { id: 'x' });
  expect(coerced).toEqual({});
});
