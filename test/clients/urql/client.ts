import { Client, fetchExchange } from '@urql/core';
import { cacheExchange, type CacheExchangeOpts } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { getIntrospectionQuery } from 'graphql';
import { pagesWithSources } from './pagination.ts';
import { updates } from './updates.ts';

type Introspection = NonNullable<CacheExchangeOpts['schema']>;

/** What types without an id are part of; everything else is kept under its global id. */
const PARTS = [
  ...['AssigneeVersion', 'Attachment', 'Budget', 'Customer', 'FileLink', 'MessageAuthor', 'Participant'],
  ...['SourceError', 'SourceHealth', 'SourceSlice', 'Ticket', 'Transcript', 'UserError'],
];

/** Set up as docs/clients.md says, with the schema that the gateway itself tells. */
export async function urqlClient(url: string): Promise<Client> {
  return new Client({
    url,
    // GET would need a header of its own: see "Cross-site requests" in docs/clients.md.
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        schema: await introspect(url),
        keys: Object.fromEntries(PARTS.map((type) => [type, () => null])),
        resolvers: {
          Query: {
            conversations: pagesWithSources(),
            contacts: pagesWithSources(),
            agents: pagesWithSources(),
          },
          Conversation: { messages: relayPagination() },
        },
        updates,
      }),
      fetchExchange,
    ],
  });
}

async function introspect(url: string): Promise<Introspection> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery({ descriptions: false }) }),
  });
  const { data } = (await response.json()) as { readonly data: Introspection };
  return data;
}
