/** A federation router sees more of the schema than other clients do: what the subgraph specification adds is none of theirs. */
import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { AskedFor } from './arrival.ts';
import { asksForTrace, traced } from './inline-trace.ts';

/** Where it stands in a string or an alias, the larger schema answers just the same. */
const FOR_ROUTERS = /\b_(service|entities)\b/;

export type SchemaOf = (asked: AskedFor) => GraphQLSchema;

/** `subgraph` is called once, when a router first comes: one asks for a trace, or for what only the larger schema has. */
export function schemaForRouters(schema: GraphQLSchema, subgraph: () => GraphQLSchema): SchemaOf {
  let larger: GraphQLSchema | undefined;
  return ({ params, request }) => {
    const isRouter = FOR_ROUTERS.test(params.query ?? '') || asksForTrace(request);
    return isRouter ? (larger ??= traced(subgraph())) : schema;
  };
}

export function choosingSchema(schemaOf: SchemaOf): Plugin {
  return {
    onEnveloped({ context, setSchema }) {
      if (context != null) setSchema(schemaOf(context));
    },
  };
}
