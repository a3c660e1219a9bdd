/** What tools learn from a running gateway: the printed schema, the same by either way. */
import { readFileSync } from 'node:fs';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const committed = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
const printed = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));

test('the committed schema is the public one', () => {
  expect(printed(buildSchema(committed))).toBe(printed(rig.gateway.schema));
});

test('introspection gives it whole, descriptions included', async () => {
  const query = getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true });
  const { data, errors } = await rig.query<IntrospectionQuery>(query);
  expect(errors).toBeUndefined();
  expect(printed(buildClientSchema(data))).toBe(printed(buildSchema(committed)));
});

test('/schema.graphql gives it as SDL', async () => {
  const response = await rig.gateway.fetch(new Request('http://gateway.test/schema.graphql'));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(printed(buildSchema(await response.text()))).toBe(printed(buildSchema(committed)));
});
