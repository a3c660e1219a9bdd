import { makeExecutableSchema } from '@graphql-tools/schema';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createCompiled } from '../../src/execution/compiled.ts';
import { heldAfter } from '../support/garbage.ts';

const schema = makeExecutableSchema({
  typeDefs: 'type Query { later: Int }',
  resolvers: { Query: { later: () => new Promise((resolve) => setImmediate(resolve, 1)) } },
});
const document = parse('{ later }');

test('an execution that is over is held by nothing', async () => {
  const execute = createCompiled(0);
  const held = await heldAfter(async (weight) => {
    expect(await execute({ schema, document, contextValue: { weight } })).toEqual({ data: { later: 1 } });
  });
  expect(held).toBeLessThan(5);
});
