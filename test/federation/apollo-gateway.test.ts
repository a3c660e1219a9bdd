import { ApolloGateway, IntrospectAndCompose, RemoteGraphQLDataSource } from '@apollo/gateway';
import type { GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { describeJoins } from './support/joins.ts';
import { CREDENTIAL, post } from './support/world.ts';

/** Hands on the client's credential. */
class WithCredential extends RemoteGraphQLDataSource<Context> {
  override willSendRequest(sending: GraphQLDataSourceProcessOptions<Context>): void {
    // Reading the SDL has a credential of its own.
    if (!('incomingRequestContext' in sending)) return;
    const { request, context } = sending;
    if (context.authorization !== undefined)
      request.http?.headers.set('authorization', context.authorization);
  }
}

interface Context {
  readonly authorization?: string | undefined;
}

describeJoins(async ({ subgraphs }) => {
  const gateway = new ApolloGateway({
    // It asks each subgraph for its SDL and composes them, as a development set-up does.
    supergraphSdl: new IntrospectAndCompose({
      subgraphs: [...subgraphs],
      introspectionHeaders: CREDENTIAL,
    }),
    buildService: ({ url }) => new WithCredential({ url: url ?? '' }),
  });
  const server = new ApolloServer<Context>({ gateway, stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: ({ req }) => Promise.resolve({ authorization: req.headers.authorization }),
  });
  return {
    ask: (query, variables, credential = CREDENTIAL) => post(fetch, url, query, variables, credential),
    stop: () => server.stop(),
  };
});
