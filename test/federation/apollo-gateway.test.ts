import { ApolloGateway, IntrospectAndCompose } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { describeJoins } from './support/joins.ts';
import { post } from './support/world.ts';

describeJoins(async ({ subgraphs }) => {
  const gateway = new ApolloGateway({
    // It asks each subgraph for its SDL and composes them, as a development set-up does.
    supergraphSdl: new IntrospectAndCompose({ subgraphs: [...subgraphs] }),
  });
  const server = new ApolloServer({ gateway, stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return {
    ask: (query, variables) => post(fetch, url, query, variables),
    stop: () => server.stop(),
  };
});
