import { CONVERSATIONS, type Conversations } from '../support/documents.ts';
import { PAGE_SIZE, plainRow, type Row } from '../support/rows.ts';
import { urqlClient } from './client.ts';

/** The whole list: each page asked for adds to what the cache shows. */
export async function walkWithUrql(url: string): Promise<Row[]> {
  const client = await urqlClient(url);
  const list = async (after: string | null): Promise<NonNullable<Conversations['conversations']>> => {
    const { data, error } = await client.query(CONVERSATIONS, { first: PAGE_SIZE, after }).toPromise();
    if (data?.conversations == null) throw error ?? new Error('The answer has no list.');
    return data.conversations;
  };
  let shown = await list(null);
  while (shown.pageInfo.hasNextPage) shown = await list(shown.pageInfo.endCursor);
  return shown.edges.map(({ node }) => plainRow(node));
}
