/** The whole merged list through every client’s own pagination: the same rows in the same order. */
import { GraphQLClient } from 'graphql-request';
import { beforeAll, expect, test } from 'vitest';
import { walkWithApollo } from './apollo/walk.ts';
import { walkWithGraphqlRequest } from './graphql-request/walk.ts';
import { walkWithRelay } from './relay/walk.tsx';
import { CONVERSATIONS } from './support/documents.ts';
import { useGateway } from './support/gateway.ts';
import type { Row } from './support/rows.ts';
import { walkWithUrql } from './urql/walk.ts';

const gateway = useGateway();
let rows: readonly Row[];
let middle: string;

beforeAll(async () => {
  const { url } = gateway();
  rows = await walkWithGraphqlRequest(url);
  const page = await new GraphQLClient(url).request(CONVERSATIONS, { first: 100, after: null });
  const next = await new GraphQLClient(url).request(CONVERSATIONS, {
    first: 100,
    after: page.conversations?.pageInfo.endCursor ?? null,
  });
  middle = next.conversations?.pageInfo.endCursor ?? '';
});

test('graphql-request: some 900 rows of three sources, each once', () => {
  expect(rows.length).toBeGreaterThan(850);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(new Set(rows.map(({ source }) => source.key))).toEqual(new Set(['xe', 'ebbot', 'zaia']));
});

test('Apollo Client, relayStylePagination', async () => {
  expect(await walkWithApollo(gateway().url)).toEqual(rows);
});

test('urql, relayPagination of graphcache', async () => {
  expect(await walkWithUrql(gateway().url)).toEqual(rows);
});

test('Relay, usePaginationFragment from the middle both ways', async () => {
  expect(await walkWithRelay(gateway().url, middle)).toEqual(rows);
});
