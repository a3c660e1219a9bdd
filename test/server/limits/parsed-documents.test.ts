import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { parsedDocuments } from '../../../src/server/limits/parsed-documents.ts';

const TEXT = '{ hello }';
const schema = buildSchema('type Query { hello: String }');
const other = buildSchema('type Query { hello: String, more: String }');

test('a document is valid in the schema in which it was found to be, and in no other', () => {
  const documents = parsedDocuments();
  const document = parse(TEXT);
  documents.documentCache.set(TEXT, document);
  expect(documents.valid(TEXT, schema)).toBeUndefined();
  documents.noteValid(TEXT, schema, document);
  expect(documents.valid(TEXT, schema)).toBe(document);
  expect(documents.valid(TEXT, other)).toBeUndefined();
  expect(documents.documentCache.get(TEXT)).toBe(document);
});

test('what is not kept under a text is not taken for it', () => {
  const documents = parsedDocuments();
  documents.noteValid(TEXT, schema, parse(TEXT));
  expect(documents.valid(TEXT, schema)).toBeUndefined();
  documents.documentCache.set(TEXT, parse(TEXT));
  documents.noteValid(TEXT, schema, parse(TEXT));
  expect(documents.valid(TEXT, schema)).toBeUndefined();
});

test('texts are kept within a bound of their characters', () => {
  const documents = parsedDocuments();
  const document = parse(TEXT);
  const longest = (name: string) => name.repeat(400_000);
  for (const name of ['a', 'b', 'c']) {
    documents.documentCache.set(longest(name), document);
    documents.noteValid(longest(name), schema, document);
  }
  expect(documents.valid(longest('a'), schema)).toBeUndefined();
  expect(documents.valid(longest('c'), schema)).toBe(document);
});
