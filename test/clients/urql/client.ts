import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { pagesWithSources } from './pagination.ts';
import { updates } from './updates.ts';

/** Set up as docs/clients.md says. */
export async function urqlClient(url: string): Promise<Client> {
  const schema = await introspect(url);
  const cache = cacheExchange({
    schema,
    // What has no id is part of what holds it; everything else is kept under its global id.
    keys: Object.fromEntries(typesWithoutId(schema).map((type) => [type, () => null])),
    resolvers: {
      Query: {
        conversations: pagesWithSources(),
        contacts: pagesWithSources(),
        agents: pagesWithSources(),
        // What a list carried is shown at once; the rest follows.
        conversation: (_parent, { id }) => ({ __typename: 'Conversation', id: String(id) }),
      },
      Conversation: { messages: relayPagination() },
    },
    updates,
  });
  return new Client({ url, preferGetMethod: false, exchanges: [cache, fetchExchange] });
}

async function introspect(url: string): Promise<IntrospectionQuery> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery({ descriptions: false }) }),
  });
  const { data } = (await response.json()) as { readonly data: IntrospectionQuery };
  return data;
}

function typesWithoutId({ __schema: { types } }: IntrospectionQuery): string[] {
  return types.flatMap((type) =>
    type.kind === 'OBJECT' && !type.fields.some(({ name }) => name === 'id') ? [type.name] : [],
  );
}
