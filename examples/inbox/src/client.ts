import { ApolloClient, HttpLink, InMemoryCache, type FieldPolicy } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

export function createClient() {
  return new ApolloClient({
    link: new HttpLink({ uri: '/graphql' }),
    cache: new InMemoryCache({
      possibleTypes: { Node: ['Agent', 'Contact', 'Conversation', 'Inbox', 'Message', 'Source'] },
      typePolicies: {
        Query: { fields: { conversations: pages(['filter']) } },
        Conversation: { fields: { messages: pages(['since']) } },
      },
    }),
  });
}

/** A connection that could not be read stays null, where relayStylePagination alone shows an empty list that has more. */
function pages(keyArgs: string[]): FieldPolicy {
  const { merge, ...policy } = relayStylePagination(keyArgs);
  return {
    ...policy,
    merge: (existing, incoming, options) =>
      incoming === null || typeof merge !== 'function'
        ? (existing ?? null)
        : merge(existing, incoming, options),
  };
}
