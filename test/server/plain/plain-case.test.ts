import { expect, test } from 'vitest';
import { plainParameters } from '../../../src/server/plain/plain-case.ts';

const query = '{ sources { key } }';

test.each([
  { query },
  { query, operationName: null, variables: null, extensions: null },
  { query, operationName: 'A', variables: { a: 1 }, extensions: { persistedQuery: {} } },
  { query, extra: null },
])('parameters as clients send them are plain: %j', (given) => {
  expect(plainParameters(JSON.stringify(given))).toEqual(given);
});

test.each([
  ['an extra one', { query, extra: 1 }],
  ['a document by its id', { query, documentId: 'a' }],
  ['variables in a list', { query, variables: [] }],
  ['extensions as a text', { query, extensions: 'x' }],
  ['a name that is none', { query, operationName: 7 }],
  ['no document', { variables: {} }],
  ['a document that is no text', { query: 7 }],
  ['what may be answered in parts', { query: 'subscription { sources { key } }' }],
  ['a list of operations', [{ query }]],
  ['a text', 'query'],
])('%s is for Yoga to read, or to refuse', (_, given) => {
  expect(plainParameters(JSON.stringify(given))).toBeUndefined();
});

test('so is what is no JSON', () => {
  expect(plainParameters('{')).toBeUndefined();
});
