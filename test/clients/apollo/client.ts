import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
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
            conversations: relayStylePagination(['filter']),
            contacts: relayStylePagination(['filter']),
            agents: relayStylePagination(['filter']),
          },
        },
        Conversation: { fields: { messages: relayStylePagination(['since']) } },
      },
    }),
  });
}
