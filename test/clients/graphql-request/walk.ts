import { GraphQLClient } from 'graphql-request';
import { CONVERSATIONS, type Conversations } from '../support/documents.ts';
import { PAGE_SIZE, plainRow, type Row } from '../support/rows.ts';

/** The whole list, page by page, as a script on a server reads it. */
export async function walkWithGraphqlRequest(url: string): Promise<Row[]> {
  const client = new GraphQLClient(url);
  const rows: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const { conversations: list }: Conversations = await client.request(CONVERSATIONS, {
      first: PAGE_SIZE,
      after,
    });
    if (list === null) throw new Error('The answer has no list.');
    rows.push(...list.edges.map(({ node }) => plainRow(node)));
    if (!list.pageInfo.hasNextPage) return rows;
    after = list.pageInfo.endCursor;
  }
}
