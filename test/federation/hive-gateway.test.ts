import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { hive } from './support/hive.ts';
import { describeJoins } from './support/joins.ts';
import { CREDENTIAL, post, sdlOf } from './support/world.ts';

describeJoins(async ({ subgraphs }) => {
  const services = subgraphs.map(async ({ name, url }) => ({ name, url, typeDefs: parse(await sdlOf(url)) }));
  const composed = composeServices(await Promise.all(services));
  assertCompositionSuccess(composed);
  const gateway = hive.createGatewayRuntime({
    supergraph: composed.supergraphSdl,
    logging: false,
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') ?? '' }),
    },
  });
  return {
    ask: (query, variables, credential = CREDENTIAL) =>
      post(
        async (request) => gateway.fetch(request),
        'http://hive.test/graphql',
        query,
        variables,
        credential,
      ),
    async stop() {
      await gateway.dispose();
    },
  };
});
