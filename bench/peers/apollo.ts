/** Apollo Server with datasource-rest, as its documentation has it. */
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { resolvers } from './resolvers.ts';
import { contextOf, type Context } from './rest.ts';
import { typeDefs } from './schema.ts';

const [port, upstream = ''] = process.argv.slice(2);

class Upstream extends RESTDataSource {
  override baseURL = `${upstream}/`;
  read(path: string): Promise<any> {
    return this.get(path.slice(1));
  }
}

const server = new ApolloServer<Context>({ typeDefs, resolvers: resolvers as any });
await startStandaloneServer(server, {
  listen: { port: Number(port), host: '127.0.0.1' },
  context: () => {
    const source = new Upstream({ cache: server.cache });
    return Promise.resolve(contextOf((path) => source.read(path)));
  },
});
