/** A federation router sees more of the schema than other clients do: what the subgraph specification adds is none of theirs. */
import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Where it stands in a string or an alias, the larger schema answers just the same. */
const FOR_ROUTERS = /\b_(service|entities)\b/;

/** `subgraph` is called once, when a router first comes. */
export function schemaForRouters(schema: GraphQLSchema, subgraph: () => GraphQLSchema): Plugin {
  let larger: GraphQLSchema | undefined;
  return {
    onEnveloped({ context, setSchema }) {
      const isRouter = FOR_ROUTERS.test(context?.params.query ?? '');
      setSchema(isRouter ? (larger ??= subgraph()) : schema);
    },
  };
}
