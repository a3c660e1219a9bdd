import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createPlanner } from '../../src/planning/plan.ts';

test('variables that are all wrong are read no further than it takes to tell', () => {
  let read = 0;
  const ids = {
    *[Symbol.iterator]() {
      for (; read < 10_000; read += 1) yield {};
    },
  };
  const planner = createPlanner({ sources: [], ids: {} as never, paging: {} as never });
  const plan = planner({
    schema: buildSchema('type Query { nodes(ids: [ID!]!): [ID] }'),
    document: parse('query ($ids: [ID!]!) { nodes(ids: $ids) }'),
    operationName: undefined,
    variables: { ids },
  });
  expect(plan).toEqual({ lines: [], calls: 0, nodes: 0 });
  expect(read).toBeLessThan(10);
});
