/** Somebody else's subgraph: a CRM that keeps leads by Switchboard's contact ids, and customers' plans by their email, as docs/federation.md has it. */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { blockOf } from './documented.ts';

export interface Lead {
  readonly number: string;
  readonly stage: string;
  /** A global id of Switchboard's. */
  readonly contact: string;
  readonly customer: string;
}

export interface Crm {
  readonly url: string;
  readonly leads: Lead[];
  /** How many `_entities` it was asked. */
  lookUps: number;
  stop(): Promise<void>;
}

export async function startCrm(): Promise<Crm> {
  const leads: Lead[] = [];
  const server = new ApolloServer({
    schema: buildSubgraphSchema([
      {
        typeDefs: parse(blockOf('graphql crm')),
        resolvers: {
          Query: { leads: () => leads },
          Lead: {
            contact: ({ contact }: Lead) => ({ id: contact }),
            customer: ({ customer }: Lead) => ({ email: customer }),
          },
          Contact: { lead: ({ id }: { id: string }) => leads.find(({ contact }) => contact === id) ?? null },
          Customer: {
            plan: ({ email }: { email: string }) =>
              leads.some(({ customer }) => customer === email) ? 'gold' : null,
          },
        },
      },
    ]),
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      {
        requestDidStart({ request }) {
          if (request.query?.includes('_entities') === true) crm.lookUps += 1;
          return Promise.resolve();
        },
      },
    ],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  const crm: Crm = { url, leads, lookUps: 0, stop: () => server.stop() };
  return crm;
}
