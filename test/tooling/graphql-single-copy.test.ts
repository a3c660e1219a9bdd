import { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import { expect, test } from 'vitest';

test('the tests and graphql-yoga share one copy of graphql', () => {
  expect(createGraphQLError('x')).toBeInstanceOf(GraphQLError);
});
