import { readFile } from 'node:fs/promises';
import { buildSchema, GraphQLEnumType } from 'graphql';
import { expect, test } from 'vitest';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

test('docs/errors.md has a row for every code of the schema', async () => {
  const codes = buildSchema(await read('schema/error.graphql')).getType('ErrorCode');
  if (!(codes instanceof GraphQLEnumType)) throw new Error('There is no enum ErrorCode.');
  const rows = (await read('docs/errors.md')).matchAll(/^\| `([A-Z_]+)` +\|/gm);
  expect([...rows].map(([, code]) => code)).toEqual(codes.getValues().map(({ name }) => name));
});
