/** What an operation ends with that failed as a whole. */
import { GraphQLError } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';

/** The gate masks the error by what it was made of. */
export function failure(error: unknown): { errors: GraphQLError[] } {
  return { errors: [asGraphQLError(error)] };
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return createGraphQLError(originalError.message, { originalError });
}
