import { filter, firstValueFrom, map } from 'rxjs';
import { CONVERSATIONS } from '../support/documents.ts';
import { PAGE_SIZE, plainRow, type Row } from '../support/rows.ts';
import { apolloClient } from './client.ts';

/** The whole list, as a view that asked for more until there was none shows it. */
export async function walkWithApollo(url: string): Promise<Row[]> {
  const client = apolloClient(url);
  const view = client.watchQuery({ query: CONVERSATIONS, variables: { first: PAGE_SIZE } });
  const watching = view.subscribe({});
  const shownWith = (rows: number) =>
    firstValueFrom(
      view.pipe(
        map(({ data, dataState }) => (dataState === 'complete' ? data.conversations : null)),
        filter((list) => list !== null),
        filter(({ edges }) => edges.length >= rows),
      ),
    );
  let list = await shownWith(1);
  while (list.pageInfo.hasNextPage) {
    await view.fetchMore({ variables: { after: list.pageInfo.endCursor } });
    list = await shownWith(list.edges.length + 1);
  }
  watching.unsubscribe();
  client.stop();
  return list.edges.map(({ node }) => plainRow(node));
}
