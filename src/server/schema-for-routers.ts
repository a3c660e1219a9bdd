/** A federation router sees more of the schema than other clients do: what the subgraph specification adds is none of theirs. */
import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { asksForTrace, traced } from './inline-trace.ts';

/** Where it stands in a string or an alias, the larger schema answers just the same. */
const FOR_ROUTERS = /\b_(service|entities)\b/;

/** `subgraph` is called once, when a router first comes: one asks for a trace, or for what only the larger schema has. */
export function schemaForRouters(schema: GraphQLSchema, subgraph: () => GraphQLSchema): Plugin {
  let larger: GraphQLSchema | undefined;
  return {
    onEnveloped({ context, setSchema }) {
      const isRouter =
        context != null && (FOR_ROUTERS.test(context.params.query ?? '') || asksForTrace(context.request));
      setSchema(isRouter ? (larger ??= traced(subgraph())) : schema);
    },
  };
}
