import { ApolloClient, HttpLink, InMemoryCache, type FieldPolicy } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';

/** Set up as docs/clients.md says. */
export function apolloClient(uri: string) {
  return new ApolloClient({
    link: new HttpLink({ uri }),
    cache: new InMemoryCache({
      possibleTypes: { Node: ['Agent', 'Contact', 'Conversation', 'Inbox', 'Message', 'Source'] },
      typePolicies: {
        Query: {
          fields: {
            conversations: pages(['filter']),
            contacts: pages(['filter']),
            agents: pages(['filter']),
          },
        },
        Conversation: { fields: { messages: pages(['since']) } },
      },
    }),
    incrementalHandler: new Defer20220824Handler(),
  });
}

/** A connection that could not be read stays null, where relayStylePagination alone shows an empty list that has more. */
function pages(keyArgs: string[]): FieldPolicy {
  const { read, merge } = relayStylePagination(keyArgs) as Required<ReturnType<typeof relayStylePagination>>;
  return {
    keyArgs,
    read,
    merge: (existing, incoming, options) =>
      incoming === null || typeof merge !== 'function'
        ? (existing ?? null)
        : merge(existing, incoming, options),
  };
}
