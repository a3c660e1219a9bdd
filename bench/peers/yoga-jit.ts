/** Yoga with graphql-jit over undici: what is known to make it fast, without a handler of one's own. */
import { createServer } from 'node:http';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { createSchema, createYoga, type Plugin } from 'graphql-yoga';
import { resolvers } from './resolvers.ts';
import { contextOf, undiciGet } from './rest.ts';
import { typeDefs } from './schema.ts';

const [port, upstream = ''] = process.argv.slice(2);
const get = undiciGet(upstream);

function compiled(): Plugin {
  const kept = new WeakMap<DocumentNode, CompiledQuery>();
  const compile = (schema: GraphQLSchema, document: DocumentNode, name: string | undefined) => {
    const query = compileQuery(schema, document, name);
    if (!isCompiledQuery(query)) throw new Error('The document cannot be compiled.');
    kept.set(document, query);
    return query;
  };
  return {
    onExecute({ args, setExecuteFn }) {
      const { schema, document, operationName } = args;
      const query = kept.get(document) ?? compile(schema, document, operationName ?? undefined);
      setExecuteFn(({ rootValue, contextValue, variableValues }: any) =>
        query.query(rootValue, contextValue, variableValues ?? {}),
      );
    },
  };
}

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers: resolvers as any }),
  context: () => contextOf(get),
  logging: false,
  plugins: [compiled()],
});
createServer(yoga).listen(Number(port), '127.0.0.1');
