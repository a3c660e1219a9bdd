import { GraphQLScalarType } from 'graphql';

/** Any JSON value, passed through as it is. */
export const JSON = new GraphQLScalarType<unknown, unknown>({ name: 'JSON', serialize: (value) => value });
