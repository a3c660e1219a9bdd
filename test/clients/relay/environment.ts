import { Environment, Network, RecordSource, Store, type GraphQLResponse } from 'relay-runtime';

/** Set up as docs/clients.md says. `sent` counts the operations by name. */
export function relayEnvironment(url: string) {
  const sent: string[] = [];
  const environment = new Environment({
    network: Network.create(async ({ name, text }, variables) => {
      sent.push(name);
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'application/graphql-response+json, application/json',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ query: text, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
  return { environment, sent };
}
